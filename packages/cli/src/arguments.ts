import { parseArgs } from 'node:util'
import { TIERS, type Tier } from 'unmangle-core'
import { didYouMean } from './nearest.ts'
import { FORMAT_NAMES, type FormatName, isFormatName } from './reports/formats.ts'

/** A report that was asked for; without a file it goes to standard output. */
export interface ReportTarget {
  readonly name: FormatName
  readonly file?: string
}

/** The command line, understood. */
export interface Arguments {
  readonly help: boolean
  readonly version: boolean
  readonly paths: readonly string[]
  readonly fix?: 'safe' | 'suggest'
  readonly diff: boolean
  readonly output?: string
  /** As given; none: the default report, where there is room for it. */
  readonly formats: readonly ReportTarget[]
  /** None: as the configuration says. */
  readonly failOn?: Tier | 'none'
  readonly config?: string
  readonly noConfig: boolean
  readonly lang?: string
  readonly from?: readonly string[]
  readonly glossaries: readonly string[]
  /** The names of those that ship and are wanted; none given: all. */
  readonly shippedGlossaries?: readonly string[]
  readonly stdin: boolean
  readonly stdinFilename?: string
  readonly jsonl: boolean
  readonly ignore: boolean
  readonly jobs?: number
  /** The file that remembers results; none: nothing is remembered. */
  readonly cache?: string
  /** The file that corrections are written down in. */
  readonly log?: string
  readonly watch: boolean
  /** Names are compared over all files. */
  readonly across: boolean
  /** How many findings at the failing tier are let pass. */
  readonly max: number
  readonly baseline?: string
  readonly writeBaseline?: string
  /** Only what touches lines that changed since a commit; without `ref` since the upstream's default branch. */
  readonly changed?: { readonly ref?: string }
}

export interface ParsedArguments {
  readonly arguments: Arguments
  /** One sentence for each thing that cannot be understood. */
  readonly errors: readonly string[]
}

type Kind = 'flag' | 'value' | 'optional'

/** Every option, and whether it takes a value. An optional value must follow `=`, so that a path is never taken for one. */
const OPTIONS: Readonly<Record<string, Kind>> = {
  help: 'flag',
  version: 'flag',
  fix: 'optional',
  diff: 'flag',
  output: 'value',
  format: 'value',
  'fail-on': 'value',
  lang: 'value',
  from: 'value',
  glossary: 'value',
  'shipped-glossaries': 'value',
  stdin: 'flag',
  'stdin-filename': 'value',
  jsonl: 'flag',
  config: 'value',
  'no-config': 'flag',
  'no-ignore': 'flag',
  jobs: 'value',
  cache: 'flag',
  'cache-location': 'value',
  log: 'value',
  watch: 'flag',
  across: 'flag',
  max: 'value',
  baseline: 'value',
  'write-baseline': 'value',
  changed: 'optional',
}

const DEFAULT_CACHE = '.unmangle-cache'

/** Reads a command line. Never throws: what is wrong with it stands in `errors`. */
export function parseArguments(argv: readonly string[]): ParsedArguments {
  const errors: string[] = []
  const paths: string[] = []
  const given = new Map<string, string[]>()
  for (const token of tokensOf(argv)) {
    if (token.kind === 'positional') paths.push(token.value)
    if (token.kind !== 'option') continue
    const error = misuse(token)
    if (error !== undefined) errors.push(error)
    else given.set(token.name, [...(given.get(token.name) ?? []), token.value ?? ''])
  }
  const last = (name: string) => given.get(name)?.at(-1)
  const parsed: Arguments = {
    help: given.has('help'),
    version: given.has('version'),
    paths,
    fix: oneOf(errors, '--fix', last('fix') === '' ? 'safe' : last('fix'), ['safe', 'suggest']),
    diff: given.has('diff'),
    output: last('output'),
    formats: formatsOf(errors, given.get('format') ?? []),
    failOn: oneOf(errors, '--fail-on', last('fail-on'), [...TIERS, 'none']),
    config: last('config'),
    noConfig: given.has('no-config'),
    lang: languageTag(errors, '--lang', last('lang')),
    from: given
      .get('from')
      ?.flatMap((tags) => tags.split(','))
      .flatMap((tag) => languageTag(errors, '--from', tag.trim()) ?? []),
    glossaries: given.get('glossary') ?? [],
    shippedGlossaries: namesOf(last('shipped-glossaries')),
    stdin: given.has('stdin'),
    stdinFilename: last('stdin-filename'),
    jsonl: given.has('jsonl'),
    ignore: !given.has('no-ignore'),
    jobs: count(errors, '--jobs', last('jobs'), 1, 9999),
    cache: last('cache-location') ?? (given.has('cache') ? DEFAULT_CACHE : undefined),
    log: last('log'),
    watch: given.has('watch'),
    across: given.has('across'),
    max: count(errors, '--max', last('max'), 0, 999_999) ?? 0,
    baseline: last('baseline'),
    writeBaseline: last('write-baseline'),
    changed: given.has('changed') ? { ref: last('changed') || undefined } : undefined,
  }
  if (!parsed.help && !parsed.version) errors.push(...conflicts(parsed))
  return { arguments: parsed, errors }
}

type Token = ReturnType<typeof tokensOf>[number]
type OptionToken = Extract<Token, { kind: 'option' }>

function tokensOf(argv: readonly string[]) {
  const options: Record<string, { type: 'boolean' | 'string'; short?: string }> = {}
  for (const [name, kind] of Object.entries(OPTIONS)) options[name] = { type: kind === 'value' ? 'string' : 'boolean' }
  options.help = { type: 'boolean', short: 'h' }
  options.version = { type: 'boolean', short: 'v' }
  return parseArgs({ args: [...argv], options, strict: false, tokens: true, allowPositionals: true }).tokens
}

/** What is wrong with the way that an option is used. */
function misuse({ name, rawName, value, inlineValue }: OptionToken): string | undefined {
  const kind = Object.hasOwn(OPTIONS, name) ? OPTIONS[name] : undefined
  if (kind === undefined) return `unknown option ${rawName}${didYouMean(name, Object.keys(OPTIONS), '--')}`
  if (kind === 'flag' && value !== undefined) return `${rawName} takes no value`
  if (kind === 'optional' && value === '') return `${rawName}= needs a value`
  const missing = value === undefined || value === '' || (!inlineValue && value.startsWith('-'))
  if (kind === 'value' && missing) return `${rawName} needs a value`
  return undefined
}

function oneOf<T extends string>(errors: string[], option: string, value: string | undefined, known: readonly T[]) {
  const found = known.find((name) => name === value)
  if (value !== undefined && found === undefined) errors.push(`${option} is ${orList(known)}, not ${quoted(value)}`)
  return found
}

function formatsOf(errors: string[], values: readonly string[]): ReportTarget[] {
  const targets: ReportTarget[] = []
  for (const value of values) {
    const cut = value.indexOf('=')
    const name = cut < 0 ? value : value.slice(0, cut)
    const file = cut < 0 ? undefined : value.slice(cut + 1)
    if (!isFormatName(name)) errors.push(`--format is ${orList(FORMAT_NAMES)}, not ${quoted(name)}`)
    else if (file === '') errors.push(`--format ${name}= needs a file`)
    else if (file !== undefined && targets.some((target) => target.file === file))
      errors.push(`two reports cannot go to one file, ${quoted(file)}`)
    else targets.push({ name, file })
  }
  if (targets.filter((target) => target.file === undefined).length > 1)
    errors.push('--format can be given once without a file; write --format NAME=FILE for the others')
  return targets
}

function languageTag(errors: string[], option: string, value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  try {
    return Intl.getCanonicalLocales(value)[0]
  } catch {
    errors.push(`${option} takes a language tag such as es or pt-BR, not ${quoted(value)}`)
    return undefined
  }
}

/** `none`, or names with commas between. */
function namesOf(value: string | undefined): readonly string[] | undefined {
  return value === 'none' ? [] : value?.split(',').map((name) => name.trim())
}

function count(errors: string[], option: string, value: string | undefined, least: number, most: number) {
  if (value === undefined) return undefined
  const number = /^\d{1,6}$/.test(value) ? Number(value) : -1
  if (number >= least && number <= most) return number
  errors.push(`${option} takes a number from ${least} to ${most}, not ${quoted(value)}`)
  return undefined
}

/** Options that do not go together. */
function conflicts(given: Arguments): string[] {
  const { stdin, stdinFilename, jsonl, diff, output, paths, formats, baseline, writeBaseline, changed, fix } = given
  const { cache, log, watch, across } = given
  const mode = jsonl ? '--jsonl' : '--stdin'
  const pairs: readonly (readonly [boolean, string])[] = [
    [given.config !== undefined && given.noConfig, '--config and --no-config do not go together'],
    [jsonl && stdin, '--jsonl and --stdin do not go together'],
    [(jsonl || stdin) && paths.length > 0, `${mode} takes no paths`],
    [(jsonl || stdin) && output !== undefined, `${mode} and --output do not go together`],
    [(jsonl || stdin) && changed !== undefined, `${mode} and --changed do not go together`],
    [(jsonl || stdin) && writeBaseline !== undefined, `${mode} and --write-baseline do not go together`],
    [jsonl && baseline !== undefined, '--jsonl and --baseline do not go together'],
    [stdin && baseline !== undefined && stdinFilename === undefined, '--baseline needs --stdin-filename with --stdin'],
    [writeBaseline !== undefined && fix !== undefined, '--write-baseline and --fix do not go together'],
    [writeBaseline !== undefined && diff, '--write-baseline and --diff do not go together'],
    [writeBaseline !== undefined && output !== undefined, '--write-baseline and --output do not go together'],
    [writeBaseline !== undefined && changed !== undefined, '--write-baseline and --changed do not go together'],
    [writeBaseline !== undefined && baseline !== undefined, '--write-baseline and --baseline do not go together'],
    [jsonl && diff, '--jsonl and --diff do not go together'],
    [jsonl && formats.length > 0, '--jsonl and --format do not go together'],
    [(jsonl || stdin) && cache !== undefined, `${mode} and --cache do not go together`],
    [(jsonl || stdin) && watch, `${mode} and --watch do not go together`],
    [(jsonl || stdin) && log !== undefined, `${mode} and --log do not go together`],
    [log !== undefined && diff, '--log and --diff do not go together'],
    [log !== undefined && fix === undefined && output === undefined, '--log needs --fix or --output'],
    [(jsonl || stdin) && across, `${mode} and --across do not go together`],
    [watch && across, '--watch and --across do not go together'],
    [watch && diff, '--watch and --diff do not go together'],
    [watch && writeBaseline !== undefined, '--watch and --write-baseline do not go together'],
    [diff && output !== undefined, '--diff and --output do not go together'],
    [stdinFilename !== undefined && !stdin, '--stdin-filename needs --stdin'],
    [stdin && diff && stdinFilename === undefined, '--diff needs --stdin-filename to name what --stdin reads'],
  ]
  return pairs.filter(([clash]) => clash).map(([, message]) => message)
}

function orList(names: readonly string[]): string {
  return `${names.slice(0, -1).join(', ')} or ${names.at(-1)}`
}

function quoted(value: string): string {
  return JSON.stringify(value)
}
