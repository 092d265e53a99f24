/** Where something of a table starts: 1-based, the column in UTF-16 code units. */
export interface Place {
  readonly line: number
  readonly column: number
}

/** A cell of a table, and where it starts. */
export interface Cell extends Place {
  readonly text: string
}

/** A row of a table. */
export interface TableRow {
  readonly line: number
  readonly texts: readonly string[]
  /** Where each cell starts; left out where none is quoted: there it follows from the texts, and is seldom asked for. */
  readonly places?: readonly Place[]
}

/** Where a cell of a row starts; the row itself where it has no such cell. */
export function placeIn({ line, texts, places }: TableRow, cell: number): Place {
  if (places) return places[cell] ?? { line, column: 1 }
  let column = 1
  if (cell < texts.length) for (const text of texts.slice(0, cell)) column += text.length + 1
  return { line, column }
}

const LINE_FEED = 0x0a

/** The rows of a table cell by cell: see {@link readRows}. */
export function readCells(text: string, delimiter: string, unclosed: (cell: Cell) => void): Cell[][] {
  return readRows(text, delimiter, unclosed).map(cellsOf)
}

/** The cells of a row with their places. */
export function cellsOf(row: TableRow): Cell[] {
  return row.texts.map((text, i) => ({ text, ...placeIn(row, i) }))
}

/**
 * Reads comma- or tab-separated values (RFC 4180) with their places. A cell that opens with a quote ends at the quote
 * before a delimiter or a line end, and may hold both; in any other cell, and where something follows the closing quote
 * (`"The Rock" Johnson`), quotes are text. Rows without text are passed over.
 *
 * @param unclosed Told of a quote that nothing closes; the rest of the text is its cell and that row is dropped.
 */
export function readRows(text: string, delimiter: string, unclosed: (cell: Cell) => void): TableRow[] {
  const rows: TableRow[] = []
  let line = 1
  for (let at = 0; at < text.length; ) {
    const feed = text.indexOf('\n', at)
    const end = feed < 0 ? text.length : feed
    const plain = text.slice(at, end > at && text.charAt(end - 1) === '\r' ? end - 1 : end)
    const hasQuote = plain.includes('"')
    const read = hasQuote ? quotedRow(text, at, line, delimiter, unclosed) : undefined
    if (hasQuote && !read) return rows
    const row = read?.row ?? { line, texts: plain.split(delimiter) }
    if (row.texts.some((cell) => cell.trim() !== '')) rows.push(row)
    at = read?.end ?? end + 1
    line = read?.nextLine ?? line + 1
  }
  return rows
}

/** A row some cell of which may be quoted, and where the next one starts; undefined where a quote is not closed. */
function quotedRow(
  text: string,
  start: number,
  firstLine: number,
  delimiter: string,
  unclosed: (cell: Cell) => void,
): { readonly row: TableRow; readonly end: number; readonly nextLine: number } | undefined {
  const texts: string[] = []
  const places: Place[] = []
  let line = firstLine
  let lineStart = start
  let at = start
  for (;;) {
    const place = { line, column: at - lineStart + 1 }
    const quoted = text.charAt(at) === '"' ? quotedCell(text, at, delimiter) : undefined
    if (quoted === 'unclosed') {
      unclosed({ text: '', ...place })
      return undefined
    }
    const end = quoted?.end ?? plainEnd(text, at, delimiter)
    // Only a quoted cell holds line breaks.
    for (let i = at; quoted && i < end; i++) {
      if (text.charCodeAt(i) !== LINE_FEED) continue
      line++
      lineStart = i + 1
    }
    texts.push(quoted?.text ?? text.slice(at, end))
    places.push(place)
    at = end
    if (text.charAt(at) !== delimiter) break
    at++
  }
  if (text.charAt(at) === '\r' && text.charAt(at + 1) === '\n') at++
  return { row: { line: firstLine, texts, places }, end: at + 1, nextLine: line + 1 }
}

function quotedCell(
  text: string,
  at: number,
  delimiter: string,
): { text: string; end: number } | 'unclosed' | undefined {
  for (let quote = text.indexOf('"', at + 1); quote >= 0; quote = text.indexOf('"', quote + 1)) {
    const next = text.charAt(quote + 1)
    if (next === '"') {
      quote++
      continue
    }
    const ends = next === '' || next === delimiter || next === '\n' || next === '\r'
    return ends ? { text: text.slice(at + 1, quote).replaceAll('""', '"'), end: quote + 1 } : undefined
  }
  return 'unclosed'
}

function plainEnd(text: string, at: number, delimiter: string): number {
  let end = at
  for (; end < text.length; end++) {
    const unit = text.charAt(end)
    if (unit === delimiter || unit === '\n' || (unit === '\r' && isLineEnd(text, end))) break
  }
  return end
}

function isLineEnd(text: string, at: number): boolean {
  return text.charAt(at + 1) === '\n' || at + 1 === text.length
}

/** A cell as it is written: quoted where it has to be. */
export function writeCell(text: string, delimiter: string): string {
  const needs = text.includes(delimiter) || /["\r\n]/.test(text) || text !== text.trim()
  return needs ? `"${text.replaceAll('"', '""')}"` : text
}
