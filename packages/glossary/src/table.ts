import { parse } from 'csv-parse/browser/esm/sync'
import type { Term } from 'unmangle-core'
import type { GlossaryError, ParsedGlossary } from './errors.ts'
import { DEFAULT_KIND, languageTag, termFaults, termKind, tidy, unknownKind } from './term.ts'

const COLUMNS = ['term', 'kind', 'aliases', 'never', 'note', 'lang']
const SEPARATOR = '|'

interface Row {
  /** Where it starts: a quoted cell may hold line breaks. */
  readonly line: number
  readonly cells: readonly string[]
}

/** Reads a glossary from a table whose first row names the columns. */
export function parseTable(text: string, file: string, delimiter: ',' | '\t'): ParsedGlossary {
  const errors: GlossaryError[] = []
  const fail = (line: number, message: string) => errors.push({ file, line, column: 1, message })
  const [header, ...rows] = rowsOf(text, delimiter, fail)
  if (!header) {
    if (errors.length === 0) fail(1, 'the header row is missing')
    return { terms: [], errors }
  }
  const columns = columnsOf(header, fail)
  const terms: Term[] = []
  if (!columns.includes('term')) {
    fail(header.line, 'the column `term` is missing')
    return { terms, errors }
  }
  for (const row of rows) {
    if (row.cells.length !== columns.length) {
      fail(row.line, `the row has ${row.cells.length} cells, the header has ${columns.length}`)
      continue
    }
    const before = errors.length
    const term = termOf(row, columns, file, fail)
    if (errors.length === before) terms.push(term)
  }
  return { terms, errors: errors.sort((a, b) => a.line - b.line) }
}

type Fail = (line: number, message: string) => void

function rowsOf(text: string, delimiter: string, fail: Fail): Row[] {
  const rows: Row[] = []
  let next = 1
  parse(text, {
    delimiter,
    // A nickname in quotes (`Dwayne "The Rock" Johnson`) needs no quoting of the cell.
    relax_quotes: true,
    relax_column_count: true,
    skip_records_with_error: true,
    on_skip: () => void fail(next, 'a quoted cell of this row is not closed'),
    on_record: (cells, { lines }) => {
      if (cells.some((cell) => cell.trim() !== '')) rows.push({ line: next, cells: cells.map(tidy) })
      next = lines + 1
      return null
    },
  })
  return rows
}

/** The columns by position: a name of {@link COLUMNS} or a language tag, '' for what is neither. */
function columnsOf(header: Row, fail: Fail): string[] {
  const columns: string[] = []
  for (const cell of header.cells) {
    const lower = cell.toLowerCase()
    const column = COLUMNS.includes(lower) ? lower : (languageTag(lower) ?? '')
    if (column === '')
      fail(header.line, `unknown column "${cell}"; ${COLUMNS.join(', ')} or a language tag is expected`)
    else if (columns.includes(column)) fail(header.line, `the column \`${column}\` stands twice`)
    columns.push(column)
  }
  return columns
}

function termOf(row: Row, columns: readonly string[], file: string, fail: Fail): Term {
  const cell = (column: string) => row.cells[columns.indexOf(column)] ?? ''
  const list = (column: string) => cell(column).split(SEPARATOR).map(tidy).filter(Boolean)
  const kindName = cell('kind')
  const kind = kindName === '' ? DEFAULT_KIND : termKind(kindName)
  if (!kind) fail(row.line, unknownKind(kindName))
  const langName = cell('lang')
  const lang = langName === '' ? undefined : languageTag(langName)
  if (langName !== '' && lang === undefined) fail(row.line, `"${langName}" is no language tag`)
  const forms: Record<string, string> = {}
  for (const [i, column] of columns.entries()) {
    const form = row.cells[i]
    if (form && column !== '' && !COLUMNS.includes(column)) forms[column] = form
  }
  const note = cell('note')
  const term: Term = {
    term: cell('term'),
    kind: kind ?? DEFAULT_KIND,
    ...(lang && { lang }),
    aliases: list('aliases'),
    never: list('never'),
    forms,
    ...(note && { note }),
    source: { file, line: row.line },
  }
  for (const fault of termFaults(term)) fail(row.line, fault.message)
  return term
}
