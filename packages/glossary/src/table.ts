import type { Gender, Term } from 'unmangle-core'
import { type Cell, cellsOf, type Place, placeIn, readRows, type TableRow } from './cells.ts'
import type { GlossaryError, LanguagePair, ParsedGlossary } from './errors.ts'
import { isPairTable, parsePairs } from './pairs.ts'
import {
  DEFAULT_KIND,
  genderNamed,
  languageTag,
  termFaults,
  termKind,
  tidy,
  unknownGender,
  unknownKind,
} from './term.ts'

export const COLUMNS: readonly string[] = [
  'term',
  'kind',
  'family',
  'given',
  'aliases',
  'never',
  'gender',
  'note',
  'source',
  'lang',
]
export const SEPARATOR = '|'

/**
 * Reads a glossary from a table whose first row names the columns, or one of two columns as translation services take
 * it.
 */
export function parseTable(
  text: string,
  file: string,
  delimiter: ',' | '\t',
  languages?: Partial<LanguagePair>,
): ParsedGlossary {
  const errors: GlossaryError[] = []
  const fail: Fail = ({ line, column }, message, fault) => {
    errors.push({ file, line, column, message, ...(fault && { fault }) })
  }
  const rows = readRows(text, delimiter, (cell) => fail(cell, 'a quoted cell of this row is not closed'))
  const [first] = rows
  if (!first) {
    if (errors.length === 0) fail({ line: 1, column: 1 }, 'the header row is missing')
    return { terms: [], errors }
  }
  const header = cellsOf(first)
  if (isPairTable(header)) return parsePairs(rows.map(cellsOf), file, errors, languages)
  const columns = columnsOf(header, fail)
  const terms: Term[] = []
  if (!columns.includes('term')) {
    fail({ line: header[0]?.line ?? 1, column: 1 }, 'the column `term` is missing')
    return { terms, errors }
  }
  const layout = layoutOf(columns)
  for (let i = 1; i < rows.length; i++) {
    const row = rows[i]
    if (!row) continue
    if (row.texts.length !== columns.length) {
      fail(placeIn(row, 0), `the row has ${row.texts.length} cells, the header has ${columns.length}`)
      continue
    }
    const before = errors.length
    const term = termOf(new Row(row, layout), file, fail)
    if (errors.length === before) terms.push(term)
  }
  return { terms, errors: errors.sort((a, b) => a.line - b.line || a.column - b.column) }
}

type Fail = (place: Place, message: string, fault?: true) => void

/** The columns by position: a name of {@link COLUMNS} or a language tag, '' for what is neither. */
function columnsOf(header: readonly Cell[], fail: Fail): string[] {
  const columns: string[] = []
  for (const cell of header) {
    const name = tidy(cell.text)
    const column = columnOf(name)
    if (column === '') fail(cell, `unknown column "${name}"; ${COLUMNS.join(', ')} or a language tag is expected`, true)
    else if (columns.includes(column)) fail(cell, `the column \`${column}\` stands twice`)
    columns.push(column)
  }
  return columns
}

/** A name of {@link COLUMNS}, a language tag, or '' for what is neither. */
export function columnOf(name: string): string {
  const lower = name.toLowerCase()
  return COLUMNS.includes(lower) ? lower : (languageTag(lower) ?? '')
}

/** The columns of a table by name, looked up once for all its rows. */
interface Layout {
  readonly places: ReadonlyMap<string, number>
  /** The columns of forms. */
  readonly tags: readonly string[]
  /** The tags that cells name; a table names few, and each often. */
  readonly named: Map<string, string | undefined>
}

function layoutOf(columns: readonly string[]): Layout {
  const places = new Map(columns.map((column, i) => [column, i]))
  return { places, tags: columns.filter((column) => column !== '' && !COLUMNS.includes(column)), named: new Map() }
}

class Row {
  readonly row: TableRow
  readonly layout: Layout

  constructor(row: TableRow, layout: Layout) {
    this.row = row
    this.layout = layout
  }

  text(column: string): string {
    const place = this.layout.places.get(column)
    return place === undefined ? '' : tidy(this.row.texts[place] ?? '')
  }

  list(column: string): string[] {
    const text = this.text(column)
    if (text === '') return []
    return text.includes(SEPARATOR) ? text.split(SEPARATOR).map(tidy).filter(Boolean) : [text]
  }

  place(column: string): Place {
    return placeIn(this.row, this.layout.places.get(column) ?? 0)
  }

  /** The language tag that a text is, if it is one. */
  tag(text: string): string | undefined {
    const { named } = this.layout
    if (!named.has(text)) named.set(text, languageTag(text))
    return named.get(text)
  }
}

function termOf(row: Row, file: string, fail: Fail): Term {
  const kindName = row.text('kind')
  const kind = kindName === '' ? DEFAULT_KIND : termKind(kindName)
  if (!kind) fail(row.place('kind'), unknownKind(kindName))
  const langName = row.text('lang')
  const lang = langName === '' ? undefined : row.tag(langName)
  if (langName !== '' && lang === undefined) fail(row.place('lang'), `"${langName}" is no language tag`)
  const forms: Record<string, string> = {}
  for (const tag of row.layout.tags) {
    const form = row.text(tag)
    if (form !== '') forms[tag] = form
  }
  const family = row.text('family')
  const given = row.text('given')
  const gender = genderOf(row, fail)
  const note = row.text('note')
  const authority = row.text('source')
  const term: Term = {
    term: row.text('term'),
    kind: kind ?? DEFAULT_KIND,
    ...(lang && { lang }),
    ...((family || given) && { parts: { ...(family && { family }), ...(given && { given }) } }),
    aliases: row.list('aliases'),
    never: row.list('never'),
    forms,
    ...(gender && { gender }),
    ...(note && { note }),
    ...(authority && { authority }),
    source: { file, line: row.row.line },
  }
  for (const { key, message } of termFaults(term)) fail(row.place(key), message, true)
  return term
}

/** `feminine`, or `es:feminine|de:neuter`. */
function genderOf(row: Row, fail: Fail): Term['gender'] {
  const genders: Record<string, Gender> = {}
  for (const entry of row.list('gender')) {
    const colon = entry.indexOf(':')
    const gender = genderNamed(entry.slice(colon + 1).trim())
    const tag = colon < 0 ? undefined : languageTag(entry.slice(0, colon).trim())
    if (!gender) fail(row.place('gender'), unknownGender(entry.slice(colon + 1).trim()))
    else if (colon < 0) return gender
    else if (tag === undefined) fail(row.place('gender'), `"${entry.slice(0, colon)}" is no language tag`)
    else genders[tag] = gender
  }
  return Object.keys(genders).length > 0 ? genders : undefined
}
