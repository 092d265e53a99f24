import { dirname, extname, resolve } from 'node:path'
import { FAMILIES, type Rule } from 'unmangle-core'
import { shippedName } from 'unmangle-glossary'
import { shippedTerms } from 'unmangle-glossary/node'
import { rules as shippedRules } from 'unmangle-rules'
import { safeParse } from 'valibot'
import { reasonOf } from '../io.ts'
import { didYouMean } from '../nearest.ts'
import { shownPath } from '../paths.ts'
import { tableOf } from '../phrases.ts'
import { EncodingError, readSource } from '../read.ts'
import type { Config } from './config.ts'
import { importModule } from './import-module.ts'
import { layersOf, phrasesOf } from './layers.ts'
import { loadOwnRules } from './own-rules.ts'
import { FileProblem, type KeyPath, readJson, readYaml, type ValueFile } from './read-yaml.ts'
import { configSchema } from './schema.ts'

/** A configuration file that is sound. */
export interface LoadedConfig {
  /** Absolute. */
  readonly file: string
  /** Relative to the working directory. */
  readonly shown: string
  readonly config: Config
  /** All rules that there are for its files. */
  readonly rules: readonly Rule[]
  /** The line where a value stands, where the file is no code. */
  lineOf(path: KeyPath): number | undefined
}

/** All that is wrong with a configuration file, a sentence each, with file and line. */
export class ConfigError extends Error {
  readonly problems: readonly string[]

  constructor(problems: readonly string[]) {
    super(problems.join('\n'))
    this.problems = problems
  }
}

/**
 * Reads a configuration file: YAML or JSON, or a module that exports it by default.
 *
 * @param file Absolute.
 * @param cwd What problems name files relative to.
 * @throws {ConfigError}
 */
export async function loadConfig(file: string, cwd: string): Promise<LoadedConfig> {
  const shown = shownPath(cwd, file)
  const problems: string[] = []
  let values: ValueFile | undefined
  const tell = (path: KeyPath, message: string) => {
    const line = values?.lineOf(path)
    const name = path.length > 0 ? `${nameOf(path)} ` : ''
    problems.push(`${shown}${line === undefined ? '' : `:${line}`}: ${name}${message}`)
  }
  try {
    values = await readValues(file)
  } catch (error) {
    const line = error instanceof FileProblem || error instanceof EncodingError ? error.line : undefined
    throw new ConfigError([`${shown}${line === undefined ? '' : `:${line}`}: ${reasonOf(error)}`])
  }
  // A list has keys too, as a schema sees it.
  if (Array.isArray(values.value)) throw new ConfigError([`${shown}: takes a map of keys`])
  const { success, output: config, issues } = safeParse(configSchema, values.value)
  if (!success) {
    for (const { path, message } of issues) tell(path?.map(({ key }) => keyOf(key)) ?? [], message)
    throw new ConfigError(problems)
  }
  const rules = await rulesOf(config, dirname(file), tell)
  // Without its rules nobody knows which names are right.
  if (problems.length === 0) {
    checkNames(config, rules, tell)
    checkShipped(config, tell)
  }
  if (problems.length > 0) throw new ConfigError(problems)
  return { file, shown, config, rules, lineOf: values.lineOf }
}

/** How a value is called: `overrides[1].rules.calque`. */
export function nameOf(path: KeyPath): string {
  return path
    .map((step) => (typeof step === 'number' ? `[${step}]` : `.${step}`))
    .join('')
    .replace(/^\./, '')
}

function keyOf(key: unknown): string | number {
  return typeof key === 'number' ? key : String(key)
}

async function readValues(file: string): Promise<ValueFile> {
  const extension = extname(file)
  if (extension === '.json') return readJson((await readSource(file)).text)
  if (extension === '.yaml' || extension === '.yml') return readYaml((await readSource(file)).text)
  const exported = await importModule(file)
  if (!('default' in exported)) throw new Error('has no default export')
  return { value: exported.default, lineOf: () => undefined }
}

type Tell = (path: KeyPath, message: string) => void

/** The rules that ship, and the project's own. */
async function rulesOf({ ruleFiles = [] }: Config, folder: string, tell: Tell): Promise<Rule[]> {
  const all = [...shippedRules]
  for (const [i, name] of ruleFiles.entries()) {
    try {
      for (const rule of await loadOwnRules(resolve(folder, name))) {
        if (all.some(({ id }) => id === rule.id)) tell(['ruleFiles', i], `has a second rule ${rule.id}`)
        else all.push(rule)
      }
    } catch (error) {
      tell(['ruleFiles', i], `${name} ${reasonOf(error)}`)
    }
  }
  return all
}

/** The names that only the rules can tell of. */
function checkNames(config: Config, rules: readonly Rule[], tell: Tell): void {
  const names = new Set([...FAMILIES, ...rules.map(({ id }) => id)])
  const tables = new Set(rules.flatMap(({ table }) => table ?? []))
  const layers = layersOf(config, () => true)
  for (const { values, at } of layers)
    for (const name of Object.keys(values.rules ?? {}))
      if (!names.has(name)) tell([...at, 'rules', name], `is no rule and no family${didYouMean(name, names)}`)
  for (const { value, at } of phrasesOf(layers)) {
    const table = tableOf(value.file)
    if (tables.has(table)) continue
    const known = `${didYouMean(table, tables)} (${[...tables].join(', ')})`
    tell(at, `${value.file} is named as no table that a rule reads${known}`)
  }
}

/** The names of glossaries that ship. */
function checkShipped(config: Config, tell: Tell): void {
  const wanted = layersOf(config, () => true).flatMap(({ values, at }) =>
    Array.isArray(values.shippedGlossaries)
      ? values.shippedGlossaries.map((name, i) => ({ name, at: [...at, 'shippedGlossaries', i] }))
      : [],
  )
  if (wanted.length === 0) return
  const names = new Set(shippedTerms().map(({ source }) => shippedName(source.file)))
  for (const { name, at } of wanted)
    if (!names.has(name))
      tell(at, `${name} is no glossary that ships${didYouMean(name, names)} (${[...names].join(', ')})`)
}
