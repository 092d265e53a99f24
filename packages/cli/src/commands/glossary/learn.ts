import { stat } from 'node:fs/promises'
import { join, relative, resolve } from 'node:path'
import { parseArgs } from 'node:util'
import type { Reading } from 'unmangle-core'
import { alignBlocks, pathLanguage } from 'unmangle-engine'
import {
  type BlockPair,
  type LearnOptions,
  learnNames,
  learnPairs,
  learntTerms,
  writeGlossary,
} from 'unmangle-glossary'
import { packTags } from 'unmangle-languages/node'
import { createMarkdownReader, formatOf, readText } from 'unmangle-readers'
import type { CommandContext } from '../../command.ts'
import { findFiles } from '../../files.ts'
import { writeWhole } from '../../write.ts'
import { isOrdinary } from './ordinary.ts'
import { readNamed } from './read.ts'

const OPTIONS = {
  pairs: { type: 'string', multiple: true },
  from: { type: 'string' },
  lang: { type: 'string' },
  least: { type: 'string' },
  output: { type: 'string', short: 'o' },
} as const

/** `unmangle glossary learn …`: proposes terms of texts, or of originals beside their translations. */
export async function learn(context: CommandContext): Promise<boolean> {
  const { io, output } = context
  const { values, positionals } = parseArgs({ args: [...context.argv], options: OPTIONS, allowPositionals: true })
  const { pairs = [], from, lang } = values
  if (pairs.length > 0 && positionals.length > 0) throw new Error('glossary learn takes paths or --pairs, not both')
  const least = leastOf(values.least)
  const terms =
    pairs.length > 0
      ? await ofPairs(context, pairs, from, lang, least)
      : await ofTexts(context, positionals, lang, least)
  const { text } = writeGlossary(terms, 'yaml')
  if (values.output === undefined) await output.write(text)
  else await writeWhole(resolve(io.cwd, values.output), text)
  return false
}

function leastOf(value: string | undefined): number | undefined {
  if (value === undefined || /^[1-9]\d{0,5}$/.test(value)) return value === undefined ? undefined : Number(value)
  throw new Error(`--least takes a number, not “${value}”`)
}

const languageOf = (path: string) => pathLanguage(packTags())(path)
const ordinaryIn =
  (lang: string | undefined): LearnOptions['isOrdinary'] =>
  (word) =>
    isOrdinary(word, lang)

async function ofTexts(context: CommandContext, paths: readonly string[], lang: string | undefined, least?: number) {
  const blocks: string[] = []
  const languages = new Set<string | undefined>()
  for (const path of await pathsIn(context, paths)) {
    const reading = await readingOf(context, path)
    if (!reading) continue
    languages.add(lang ?? reading.lang ?? languageOf(path))
    blocks.push(...blocksOf(reading))
  }
  const [only] = languages
  const named = languages.size === 1 ? only : undefined
  return learntTerms(learnNames(blocks, { isOrdinary: ordinaryIn(named), least }), named)
}

async function ofPairs(
  context: CommandContext,
  pairs: readonly string[],
  from: string | undefined,
  lang: string | undefined,
  least?: number,
) {
  const found: BlockPair[] = []
  let source = from
  let target = lang
  for (const pair of pairs) {
    const [original = '', translation = '', ...more] = pair.split('=')
    if (original === '' || translation === '' || more.length > 0)
      throw new Error(`--pairs takes ORIGINAL=TRANSLATION, not “${pair}”`)
    for (const [here, there] of await filesOf(context, original, translation)) {
      const [before, after] = [await readingOf(context, here), await readingOf(context, there)]
      if (!before || !after) continue
      source ??= before.lang ?? languageOf(here)
      target ??= after.lang ?? languageOf(there)
      const [originals, translations] = [blocksOf(before), blocksOf(after)]
      for (const { original: i, translation: k } of alignBlocks(after.prose.blocks, before.prose.blocks))
        found.push({ original: originals[i] ?? '', translation: translations[k] ?? '' })
    }
  }
  if (target === undefined) throw new Error('nothing tells the language of the translations: say --lang TAG')
  const options = { isOrdinary: ordinaryIn(source), isOrdinaryThere: ordinaryIn(target), least }
  return learntTerms(learnPairs(found, options), source, target)
}

/** The originals with the files of the same name among the translations; one that is not translated is passed over. */
async function filesOf(context: CommandContext, original: string, translation: string): Promise<[string, string][]> {
  const { cwd } = context.io
  const isFolder = (await stat(resolve(cwd, original))).isDirectory()
  if (!isFolder) return [[original, translation]]
  const found: [string, string][] = []
  for (const path of await pathsIn(context, [original])) {
    const other = join(translation, relative(resolve(cwd, original), resolve(cwd, path)))
    const isThere = await stat(resolve(cwd, other)).then(
      () => true,
      () => false,
    )
    if (isThere) found.push([path, other])
  }
  return found
}

async function pathsIn({ io, problems }: CommandContext, paths: readonly string[]): Promise<string[]> {
  const shown: string[] = []
  for await (const file of findFiles(paths, { cwd: io.cwd, ignore: true }, problems)) shown.push(file.shown)
  return shown
}

const readers = { text: readText, markdown: createMarkdownReader(), mdx: createMarkdownReader({ mdx: true }) }

async function readingOf(context: CommandContext, path: string): Promise<Reading | undefined> {
  const text = await readNamed(context, path)
  return text === undefined ? undefined : readers[formatOf(path) ?? 'text'](text)
}

function blocksOf({ prose }: Reading): string[] {
  return prose.blocks.map(({ start, end }) => prose.text.slice(start, end))
}
