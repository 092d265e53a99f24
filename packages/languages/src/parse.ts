import {
  type Address,
  type AddressForm,
  type Contraction,
  type EndingRule,
  type ForeignScale,
  type LanguageFacts,
  type OrdinalEnding,
  type PhraseRow,
  type PhraseTable,
  type ScaleWord,
  spellOut,
  TIERS,
  type WordList,
} from 'unmangle-core'
import type { Node } from 'yaml'
import { factsFrom, plainFacts } from './facts.ts'
import { YamlFile } from './yaml.ts'

/** A file of a language's folder; `file` is the name that errors give. */
export interface SourceFile {
  readonly file: string
  readonly text: string
}

const WORD_LISTS: readonly WordList[] = [
  'letters',
  'functionWords',
  'wordEndings',
  'wordParts',
  'lookAlikes',
  'nameAffixes',
  'neverDoubled',
  'mayDouble',
  'articles',
  'prepositions',
  'conjunctions',
  'pronouns',
  'compoundHeads',
  'compoundTails',
  'personTitles',
  'institutionNouns',
  'regnalNames',
  'numeralContexts',
  'commonWords',
  'sharedWords',
  'currencies',
  'ordinalSuffixes',
  'wholeNouns',
  'yearWords',
  'foreignNumeros',
  'percentWords',
  'moneyForms',
  'closeMarks',
  'dateForms',
  'dateLeads',
  'months',
  'weekdays',
  'abbreviations',
  'acronyms',
  'interrogatives',
  'quotePairs',
  'scriptVariants',
]
const TEXTS = ['name', 'script', 'thousandsMark', 'decimalMark', 'numero', 'percentForm', 'quotes'] as const
const FIELDS: readonly string[] = Object.keys(plainFacts('en')).filter(
  (field) => field !== 'tag' && field !== 'foreignCalendars',
)

/**
 * Reads the facts of a language from the files of its folder; each file gives some of the fields.
 *
 * @throws {Error} naming file and line: broken YAML, an unknown or repeated field, a value of another kind.
 */
export function parseFacts(tag: string, files: readonly SourceFile[]): LanguageFacts {
  const fields = new Map<string, unknown>()
  for (const { file, text } of files) {
    const yaml = new YamlFile(file, text)
    for (const [field, node] of yaml.map(yaml.root, 'a file of facts', FIELDS)) {
      if (fields.has(field)) throw yaml.error(node, `"${field}" stands in another file too`)
      fields.set(field, parseField(yaml, field, node))
    }
  }
  try {
    return factsFrom({ ...Object.fromEntries(fields), tag })
  } catch (error) {
    throw new Error(`${tag}: ${error instanceof Error ? error.message : String(error)}`)
  }
}

function parseField(yaml: YamlFile, field: string, node: Node): unknown {
  if ((WORD_LISTS as readonly string[]).includes(field)) return yaml.words(node, field)
  if ((TEXTS as readonly string[]).includes(field)) return yaml.string(node, field)
  if (field === 'spaced' || field === 'capitalNouns') return parseBoolean(yaml, field, node)
  if (field === 'renderings') return parseRenderings(yaml, node)
  if (field === 'openingMarks') return parseOpeningMarks(yaml, node)
  if (field === 'wideMarks') return parseWideMarks(yaml, node)
  if (field === 'address') return parseAddress(yaml, node)
  const items = yaml.list(node, field)
  if (field === 'contractions') return items.map((item) => parseContraction(yaml, item))
  if (field === 'monthForms') return items.map((item) => yaml.phrases(item, field))
  if (field === 'eras') return items.map((item) => parseEra(yaml, item))
  if (field === 'scales') return items.map((item) => parseScale(yaml, item))
  if (field === 'foreignScales') return items.map((item) => parseForeignScale(yaml, item))
  if (field === 'ordinals') return items.map((item) => parseOrdinal(yaml, item))
  return items.map((item) => parseEnding(yaml, item))
}

function parseBoolean(yaml: YamlFile, field: string, node: Node): boolean {
  const value = yaml.string(node, field)
  if (value !== 'true' && value !== 'false') throw yaml.error(node, `${field} must be true or false`)
  return value === 'true'
}

function parseForeignScale(yaml: YamlFile, node: Node): ForeignScale {
  const common = yaml.map(node, 'a scale', ['word', 'exponent', 'common'], ['word', 'exponent']).get('common')
  return { ...parseScale(yaml, node), common: common !== undefined && parseBoolean(yaml, 'common', common) }
}

function parseScale(yaml: YamlFile, node: Node): ScaleWord {
  const { word, exponent } = texts(yaml, node, 'a scale', ['word', 'exponent'], ['common'])
  if (!/^\d+$/.test(exponent)) throw yaml.error(node, `exponent must be a whole number, not "${exponent}"`)
  return { word, exponent: Number(exponent) }
}

function parseEra(yaml: YamlFile, node: Node): LanguageFacts['eras'][number] {
  const { word, year } = texts(yaml, node, 'an era', ['word', 'year'])
  if (!/^\d+$/.test(year)) throw yaml.error(node, `year must be a whole number, not "${year}"`)
  return { word, year: Number(year) }
}

function parseOrdinal(yaml: YamlFile, node: Node): OrdinalEnding {
  return texts(yaml, node, 'an ordinal', ['digits', 'suffix'])
}

function parseOpeningMarks(yaml: YamlFile, node: Node): LanguageFacts['openingMarks'] {
  return [...yaml.map(node, 'openingMarks')].map(([closing, opening]) => ({
    closing,
    opening: yaml.string(opening, closing),
  }))
}

function parseWideMarks(yaml: YamlFile, node: Node): LanguageFacts['wideMarks'] {
  return [...yaml.map(node, 'wideMarks')].map(([narrow, wide]) => ({ narrow, wide: yaml.string(wide, narrow) }))
}

function parseAddress(yaml: YamlFile, node: Node): Address {
  const forms = yaml.map(node, 'address', ['familiar', 'polite'], ['familiar', 'polite'])
  const form = (key: keyof Address): AddressForm => {
    const places = yaml.map(forms.get(key) ?? node, key, ['anywhere', 'opening', 'plural'])
    const cues = (place: keyof AddressForm): string[] => {
      const value = places.get(place)
      return value ? yaml.phrases(value, place) : []
    }
    return { anywhere: cues('anywhere'), opening: cues('opening'), plural: cues('plural') }
  }
  return { familiar: form('familiar'), polite: form('polite') }
}

function parseContraction(yaml: YamlFile, node: Node): Contraction {
  const unless = yaml.map(node, 'a contraction', ['parted', 'joined', 'unless'], ['parted', 'joined']).get('unless')
  const { parted, joined } = texts(yaml, node, 'a contraction', ['parted', 'joined'], ['unless'])
  return { parted, joined, ...(unless && { unless: yaml.string(unless, 'unless') }) }
}

/** By the language that a word is from, then by the word. */
function parseRenderings(yaml: YamlFile, node: Node): LanguageFacts['renderings'] {
  return [...yaml.map(node, 'renderings')].flatMap(([from, words]) =>
    [...yaml.map(words, `the words of ${from}`)].map(([word, as]) => ({ from, word, as: yaml.phrases(as, word) })),
  )
}

function parseEnding(yaml: YamlFile, node: Node): EndingRule {
  const after = yaml.map(node, 'an ending', ['strip', 'add', 'after'], ['strip', 'add']).get('after')
  const { strip, add } = texts(yaml, node, 'an ending', ['strip', 'add'], ['after'])
  return { strip, add, ...(after && { after: yaml.string(after, 'after') }) }
}

/**
 * Reads a file of glosses: by the English word what the language says, best first, between commas.
 *
 * @throws {Error} naming file and line: broken YAML, an empty word.
 */
export function parseGlosses({ file, text }: SourceFile): [concept: string, words: readonly string[]][] {
  const yaml = new YamlFile(file, text)
  return [...yaml.map(yaml.root, 'a file of glosses')].map(([concept, node]) => {
    const words = yaml.phrases(node, concept)
    if (words.includes('')) throw yaml.error(node, `"${concept}" has an empty word`)
    return [concept, words]
  })
}

/** The texts of a map that has all of `keys`, and maybe some of `others`. */
function texts<K extends string>(
  yaml: YamlFile,
  node: Node,
  what: string,
  keys: readonly K[],
  others: readonly string[] = [],
): Record<K, string> {
  const entries = yaml.map(node, what, [...keys, ...others], keys)
  return Object.fromEntries(keys.map((key) => [key, yaml.string(entries.get(key) ?? node, key)])) as Record<K, string>
}

/**
 * Reads a phrase table: a list of rows.
 *
 * @throws {Error} naming file and line: broken YAML, an unknown key, a row that cannot be spelt out.
 */
export function parseTable(name: string, { file, text }: SourceFile): PhraseTable {
  const yaml = new YamlFile(file, text)
  return { name, rows: yaml.list(yaml.root, 'a phrase table').map((node) => parseRow(yaml, node)) }
}

function parseRow(yaml: YamlFile, node: Node): PhraseRow {
  const entries = yaml.map(
    node,
    'a row',
    ['wrong', 'right', 'from', 'tier', 'unless', 'why'],
    ['wrong', 'right', 'why'],
  )
  const get = <T>(key: string, read: (node: Node) => T): T | undefined => {
    const value = entries.get(key)
    return value && read(value)
  }
  const text = (key: string) => get(key, (value) => yaml.string(value, key)) ?? ''
  const from = get('from', (value) => yaml.words(value, 'from'))
  const tier = get('tier', (value) => parseTier(yaml, value))
  const unless = get('unless', (value) => parseUnless(yaml, value))
  const row: PhraseRow = {
    wrong: text('wrong'),
    right: get('right', (value) => yaml.strings(value, 'right')) ?? [],
    ...(from && { from }),
    ...(tier && { tier }),
    ...(unless && { unless }),
    why: text('why'),
  }
  if (row.why === '') throw yaml.error(node, 'a row needs a reason in "why"')
  try {
    spellOut(row.wrong, row.right)
  } catch (error) {
    throw yaml.error(node, error instanceof Error ? error.message : String(error))
  }
  return row
}

function parseTier(yaml: YamlFile, node: Node): NonNullable<PhraseRow['tier']> {
  const value = yaml.string(node, 'tier')
  const tier = TIERS.find((known) => known === value)
  if (!tier) throw yaml.error(node, `tier must be one of ${TIERS.join(', ')}`)
  return tier
}

function parseUnless(yaml: YamlFile, node: Node): NonNullable<PhraseRow['unless']> {
  const entries = yaml.map(node, 'unless', ['before', 'after'])
  const side = (key: 'before' | 'after') => {
    const value = entries.get(key)
    return value && { [key]: yaml.words(value, key) }
  }
  return { ...side('before'), ...side('after') }
}
