import type { Term } from 'unmangle-core'
import type { Cell } from './cells.ts'
import { countOne, type GlossaryError, type LanguagePair, type ParsedGlossary } from './errors.ts'
import { DEFAULT_KIND, languageTag, tidy } from './term.ts'

/** What Google's tables may have beside languages. */
const REMARKS = ['pos', 'description']

/** Whether a first row is that of a table of pairs: languages, or two cells none of which names a column of ours. */
export function isPairTable(header: readonly Cell[]): boolean {
  if (languagesOf(header)) return true
  const names = header.map(({ text }) => tidy(text).toLowerCase())
  if (names.length === 2) return !names.some((name) => OWN_COLUMNS.has(name) || isLanguage(name))
  return names.length === 4 && isLanguage(names[2] ?? '') && isLanguage(names[3] ?? '')
}

const OWN_COLUMNS: ReadonlySet<string> = new Set(['term', 'kind', 'aliases', 'never', 'note', 'source', 'lang'])

const names = new Intl.DisplayNames('en', { type: 'language', fallback: 'none' })

/** Whether a cell is the tag of a language that has a name: `es` is, `go` is a word. */
function isLanguage(text: string): boolean {
  const tag = languageTag(text)
  return tag !== undefined && names.of(tag) !== undefined
}

/** The columns of a row of languages (`en,es`, `en,es,description`), or undefined where a row is none. */
function languagesOf(header: readonly Cell[]): string[] | undefined {
  const columns = header.map(({ text }) => tidy(text).toLowerCase())
  const tags = columns.filter(isLanguage)
  const isRow = tags.length >= 2 && columns.every((name) => isLanguage(name) || REMARKS.includes(name))
  return isRow ? columns : undefined
}

const FILE_PAIR = /(?:^|[./\\_-])([a-z]{2,3}(?:-[a-z]{2})?)[_-]([a-z]{2,3}(?:-[a-z]{2})?)\.[a-z]+$/i

/** The languages that a file's name ends in: `names.en-es.csv`, `en_pt-BR.tsv`. */
function languagesOfName(file: string): LanguagePair | undefined {
  const [, source = '', target = ''] = FILE_PAIR.exec(file) ?? []
  if (!isLanguage(source) || !isLanguage(target)) return undefined
  return { source: languageTag(source) ?? source, target: languageTag(target) ?? target }
}

/**
 * Reads a table of pairs: Google's row of languages or none, then source and target, with DeepL's two columns for their
 * languages or without. The right form of the target language is the term; the other is its form.
 */
export function parsePairs(
  rows: readonly (readonly Cell[])[],
  file: string,
  errors: GlossaryError[],
  given: Partial<LanguagePair> = {},
): ParsedGlossary {
  const [first = []] = rows
  const columns = languagesOf(first)
  const named = languagesOfName(file)
  const tags = columns?.filter(isLanguage).map((name) => languageTag(name) ?? name)
  const source = tags?.[0] ?? given.source ?? named?.source
  const target = tags?.[1] ?? given.target ?? named?.target
  const passedOver = new Map<string, number>()
  const terms: Term[] = []
  const fail = ({ line, column }: Cell, message: string) => errors.push({ file, line, column, message })
  const start: Cell = { text: '', line: 1, column: 1 }
  const body = columns ? rows.slice(1) : rows
  for (const row of body) {
    const [head = start] = row
    const width = columns?.length ?? (row.length === 4 ? 4 : 2)
    if (row.length !== width) {
      fail(head, `the row has ${row.length} cells; ${columns ? width : '2, or 4 with languages,'} are expected`)
      continue
    }
    const forms = columns ? formsByColumn(row, columns, passedOver) : formsByOrder(row, source, target)
    if (typeof forms === 'string') {
      fail(head, forms)
      if (forms === NO_LANGUAGES) break
      continue
    }
    const term = pairTerm(forms, { file, line: head.line })
    if (term) terms.push(term)
    else fail(row.find(({ text }) => tidy(text) === '') ?? head, 'a form is missing')
  }
  const languages = source && target ? { source, target } : undefined
  return { terms, errors, passedOver, format: columns ? 'google' : 'deepl', ...(languages && { languages }) }
}

const NO_LANGUAGES =
  'a table of two columns names no languages: begin it with a row such as "en,es", or call it NAME.en-es.csv'

type Forms = readonly (readonly [tag: string, form: string])[]

function formsByColumn(row: readonly Cell[], columns: readonly string[], passedOver: Map<string, number>): Forms {
  const forms: [string, string][] = []
  for (const [i, { text }] of row.entries()) {
    const column = columns[i] ?? ''
    const form = tidy(text)
    if (!REMARKS.includes(column)) forms.push([languageTag(column) ?? column, form])
    else if (form !== '') countOne(passedOver, column)
  }
  return forms
}

/** The forms of a row without a row of languages above it, or what is wrong with it. */
function formsByOrder(row: readonly Cell[], source?: string, target?: string): Forms | string {
  const [from, to, fromName, toName] = row.map(({ text }) => tidy(text))
  for (const name of [fromName, toName])
    if (name !== undefined && languageTag(name) === undefined) return `"${name}" is no language tag`
  const left = fromName === undefined ? source : languageTag(fromName)
  const right = toName === undefined ? target : languageTag(toName)
  if (left === undefined || right === undefined) return NO_LANGUAGES
  return [
    [left, from ?? ''],
    [right, to ?? ''],
  ]
}

/** A term of the second language with forms in the others; none where one of the first two is missing. */
export function pairTerm(forms: Forms, source: Term['source']): Term | undefined {
  const [from, to, ...others] = forms
  if (!from || !to || from[1] === '' || to[1] === '') return undefined
  const rest = others.filter(([, form]) => form !== '')
  return {
    term: to[1],
    kind: DEFAULT_KIND,
    lang: to[0],
    aliases: [],
    never: [],
    forms: Object.fromEntries([from, ...rest]),
    source,
  }
}
