/** A cell of a table, and where it starts: 1-based, the column in UTF-16 code units. */
export interface Cell {
  readonly text: string
  readonly line: number
  readonly column: number
}

const LINE_FEED = 0x0a

/**
 * Reads comma- or tab-separated values (RFC 4180) with their places. A cell that opens with a quote ends at the quote
 * before a delimiter or a line end, and may hold both; in any other cell, and where something follows the closing quote
 * (`"The Rock" Johnson`), quotes are text. Rows without text are passed over.
 *
 * @param unclosed Told of a quote that nothing closes; the rest of the text is its cell and that row is dropped.
 */
export function readCells(text: string, delimiter: string, unclosed: (cell: Cell) => void): Cell[][] {
  const rows: Cell[][] = []
  let row: Cell[] = []
  let filled = false
  let line = 1
  let lineStart = 0
  let at = 0
  while (at < text.length) {
    const place = { line, column: at - lineStart + 1 }
    const quoted = text.charAt(at) === '"' ? quotedCell(text, at, delimiter) : undefined
    if (quoted === 'unclosed') {
      unclosed({ text: '', ...place })
      return rows
    }
    const end = quoted?.end ?? plainEnd(text, at, delimiter)
    const value = quoted?.text ?? text.slice(at, end)
    // Only a quoted cell holds line breaks.
    for (let i = at; quoted && i < end; i++) {
      if (text.charCodeAt(i) !== LINE_FEED) continue
      line++
      lineStart = i + 1
    }
    row.push({ text: value, ...place })
    filled ||= value.trim() !== ''
    at = end
    if (text.charAt(at) === delimiter) {
      at++
      // A delimiter at the very end opens one more cell, an empty one.
      if (at < text.length) continue
      row.push({ text: '', line, column: at - lineStart + 1 })
    }
    if (filled) rows.push(row)
    row = []
    filled = false
    if (text.charAt(at) === '\r' && text.charAt(at + 1) === '\n') at++
    at++
    line++
    lineStart = at
  }
  return rows
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
