import { resolve } from 'node:path'
import { pathLanguage } from 'unmangle-engine'
import { packTags } from 'unmangle-languages/node'
import { createMarkdownReader, formatOf } from 'unmangle-readers'
import { type Arguments, parseArguments } from '../arguments.ts'
import type { CommandContext } from '../command.ts'
import { type Applied, Configs } from '../config/configs.ts'
import { allOf, capsOf, lastOf, phrasesOf } from '../config/layers.ts'
import { nameOf } from '../config/load.ts'
import { newerRules } from '../config/newer-rules.ts'
import type { KeyPath } from '../config/read-yaml.ts'
import { ownGlossary } from '../own-glossary.ts'
import { shownPath } from '../paths.ts'
import { readSource } from '../read.ts'
import { ToldError } from '../settings.ts'
import { hasMark, markFrom } from '../translations.ts'

const USAGE = 'unmangle config print [--config FILE] [--no-config] FILE…'

/** What applies, and why. */
interface Line {
  readonly key: string
  readonly value: string
  readonly why: string
}

/** `unmangle config print FILE…`: what applies to a file, and which line of which file says so. */
export async function config({ argv, io, output, problems }: CommandContext): Promise<boolean> {
  const [action, ...rest] = argv
  if (action !== 'print') throw new Error(`usage: ${USAGE}`)
  const { arguments: options, errors } = parseArguments(rest)
  if (options.help) {
    await output.write(`Usage: ${USAGE}\n`)
    return false
  }
  for (const error of errors) problems.error(error)
  if (options.paths.length === 0) problems.error(`config print needs a file: ${USAGE}`)
  if (problems.count > 0) return false
  const configs = new Configs({ arguments: options, cwd: io.cwd, tell: (problem) => problems.error(problem) })
  const parts: string[] = []
  for (const path of options.paths) {
    const file = resolve(io.cwd, path)
    try {
      parts.push(
        described(
          shownPath(io.cwd, file),
          linesFor(await configs.appliedTo(file), options, io.cwd, await documentAt(file, io.cwd)),
        ),
      )
    } catch (error) {
      if (!(error instanceof ToldError)) throw error
    }
  }
  await output.write(parts.join('\n'))
  return false
}

function described(path: string, lines: readonly Line[]): string {
  const width = (key: 'key' | 'value') => Math.max(...lines.map((line) => line[key].length))
  const [keys, values] = [width('key'), width('value')]
  const rows = lines.map(({ key, value, why }) => `  ${key.padEnd(keys)}  ${value.padEnd(values)}  ${why}`.trimEnd())
  return `${[path, ...rows].join('\n')}\n`
}

/** What a file says of itself. */
interface DocumentFacts {
  /** None where it cannot be read: it may be still to come. */
  readonly text?: string
  /** The language in its front matter. */
  readonly lang?: string
  readonly langByPath?: string
}

async function documentAt(file: string, cwd: string): Promise<DocumentFacts> {
  const shown = shownPath(cwd, file)
  const langByPath = pathLanguage(packTags())(shown)
  try {
    const { text } = await readSource(file)
    const format = formatOf(shown)
    const { lang } = format === 'text' ? {} : createMarkdownReader({ mdx: format === 'mdx' })(text)
    return { text, lang, langByPath }
  } catch {
    return { langByPath }
  }
}

function linesFor(applied: Applied | undefined, options: Arguments, cwd: string, document: DocumentFacts): Line[] {
  const given = [...ofRepository(options, cwd), ...ofDocument(options, document), ...fromOptions(options)]
  const lines = applied ? ofConfiguration(applied, document) : [{ key: 'configuration', value: 'none', why: '' }]
  // Glossaries come on top; of the rest what comes last has the last word.
  const settled = new Set(given.map(({ key }) => key).filter((key) => key !== 'glossaries'))
  const all = [...lines.filter(({ key }) => !settled.has(key)), ...given]
  const { langByPath } = document
  if (langByPath === undefined || all.some(({ key }) => key === 'lang')) return all
  return [...all, { key: 'lang', value: langByPath, why: 'its path' }]
}

function ofConfiguration(applied: Applied, document: DocumentFacts): Line[] {
  const top = { key: 'configuration', value: applied.loaded.shown, why: '' }
  return [top, ...ofFile(applied, document), ...ofLayers(applied), ...newer(applied)]
}

function ofDocument(options: Arguments, { lang }: DocumentFacts): Line[] {
  return lang === undefined || options.lang !== undefined ? [] : [{ key: 'lang', value: lang, why: 'its front matter' }]
}

function ofRepository({ noConfig }: Arguments, cwd: string): Line[] {
  const { path, exists } = ownGlossary(cwd)
  return exists && !noConfig
    ? [{ key: 'glossaries', value: shownPath(cwd, path), why: 'at the top of the repository' }]
    : []
}

/** What the command line says of itself. */
function fromOptions({ lang, from, failOn, glossaries, shippedGlossaries }: Arguments): Line[] {
  const given: readonly (readonly [key: string, value: string | undefined, option: string])[] = [
    ['lang', lang, '--lang'],
    ['from', from?.join(', '), '--from'],
    ['failOn', failOn, '--fail-on'],
    ...glossaries.map((file) => ['glossaries', file, '--glossary'] as const),
    ['shippedGlossaries', shippedGlossaries?.join(', '), '--shipped-glossaries'],
  ]
  return given.flatMap(([key, value, why]) => (value === undefined ? [] : { key, value, why }))
}

/** Where a value stands, and for which files. */
function placeOf({ loaded }: Applied, at: KeyPath): string {
  const line = loaded.lineOf(at)
  const place = line === undefined ? `${loaded.shown}, ${nameOf(at)}` : `${loaded.shown}:${line}`
  if (at[0] !== 'overrides') return place
  const patterns = loaded.config.overrides?.[Number(at[1])]?.files ?? []
  return `${place}, for ${patterns.join(' ')}`
}

/** What is said once for all files. */
function ofFile(applied: Applied, document: DocumentFacts): Line[] {
  const { version, failOn, ruleFiles = [], translations } = applied.loaded.config
  const line = (key: string, value: string, at: KeyPath) => ({ key, value, why: placeOf(applied, at) })
  return [
    ...(applied.ignored ? [line('ignore', 'left out', ['ignore'])] : []),
    ...(version === undefined ? [] : [line('version', version, ['version'])]),
    ...(failOn === undefined ? [] : [line('failOn', failOn, ['failOn'])]),
    ...ruleFiles.map((file, i) => line('ruleFiles', file, ['ruleFiles', i])),
    ...(translations ? [line('translations', verdict(applied, document), ['translations'])] : []),
  ]
}

function verdict({ translation, loaded }: Applied, { text }: DocumentFacts): string {
  const { frontMatter, others = 'skip' } = loaded.config.translations ?? {}
  if (translation) return 'a machine translation'
  if (frontMatter === undefined) return others
  if (text === undefined) return `${others}, unless its front matter has ${frontMatter}`
  const marked = hasMark(text, markFrom(frontMatter))
  return marked ? `a machine translation: its front matter has ${frontMatter}` : others
}

function ofLayers(applied: Applied): Line[] {
  const { layers } = applied
  const lines: Line[] = []
  for (const key of ['lang', 'from', 'frontMatter', 'shippedGlossaries'] as const) {
    const found = lastOf(layers, key)
    if (found) lines.push({ key, value: [found.value].flat().join(', '), why: placeOf(applied, found.at) })
  }
  for (const key of ['glossaries', 'accept', 'templateTags'] as const)
    for (const { value, at } of allOf(layers, key)) lines.push({ key, value, why: placeOf(applied, at) })
  for (const { value, at } of phrasesOf(layers))
    lines.push({ key: `phrases.${value.lang}`, value: value.file, why: placeOf(applied, at) })
  for (const [name, { value, at }] of capsOf(layers))
    lines.push({ key: `rules.${name}`, value, why: placeOf(applied, at) })
  return lines
}

/** Rules that only report because they came after the version that is agreed to. */
function newer(applied: Applied): Line[] {
  const { rules, config } = applied.loaded
  const place = config.version === undefined ? 'no version is named' : placeOf(applied, ['version'])
  return newerRules(rules, config.version, applied.layers).map(({ id, since }) => ({
    key: `rules.${id}`,
    value: 'report',
    why: `${place}: the rule came with ${since}`,
  }))
}
