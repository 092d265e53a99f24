import type { SourceDraft, SourceRule, Tier } from 'unmangle-core'
import { codeSpans, documentLines, type Line, meets } from '../code-spans.ts'

const ROW = /^ {0,3}\|.*\|\s*$/
const DELIMITERS = /^ {0,3}\|[-–—:| \u00A0]+\|\s*$/
const CELL = /^ *:?-+:? *$/
/** A cell of code alone, and one of code with words after it. */
const CODE_CELL = /^ *`[^`]+` *$/
const CODE_AND_WORDS = /^ *`[^`]+`(?= +[\p{L}\p{N}])/u
/** Rows that show what a table is like. */
const FEWEST_ROWS = 2
const WIDE = '｜'
/** How far away a row is looked for that shows how many cells the others have. */
const MOST_ROWS = 50
const WHY_WIDE = 'Machines write the bar that the original’s script has; Markdown knows only that of ASCII.'
const MESSAGE = 'The table is broken: a line of it has lost its form.'

export const rule: SourceRule = {
  kind: 'source',
  id: 'table-broken',
  family: 'markup',
  description: 'A table whose delimiter row or bars are broken or lost',
  check(document) {
    if (document.format === 'text') return []
    const lines = documentLines(document)
    const code = codeSpans(document)
    return lines.flatMap((line, i): SourceDraft[] => {
      if (!/[|｜]/.test(line.text)) return []
      const draft = line.text.includes(WIDE)
        ? wideBar(document.source, lines, i)
        : (delimiters(document.source, lines, i) ?? lostDelimiters(document.source, lines, i) ?? lostBar(lines, i))
      return draft && !inCode(code, line) ? [draft] : []
    })
  },
}

function inCode(code: Parameters<typeof meets>[0], { start, end }: Line): boolean {
  return meets(code, start, Math.min(end, start + 1))
}

/** The cells of a row between its outer bars. */
function cellsOf(text: string): string[] {
  return text
    .trim()
    .slice(1, -1)
    .split(/(?<!\\)\|/)
}

/** The whole table, from its head on: as long as its second line is broken, none of it is one. */
function delimiters(source: string, lines: readonly Line[], i: number): SourceDraft | undefined {
  const line = lines[i]
  const head = lines[i - 1]
  if (!line || !head || !DELIMITERS.test(line.text) || !ROW.test(head.text) || DELIMITERS.test(head.text))
    return undefined
  const cells = cellsOf(line.text)
  const wanted = cellsOf(head.text).length
  const fits = cells.length === wanted
  if (fits && cells.every((cell) => CELL.test(cell))) return undefined
  if (lines[i - 2]?.text.includes('|') || !cells.every((cell) => /[-–—]/.test(cell))) return undefined
  const last = lastRow(lines, i)
  const rows = lines.slice(i + 1, last + 1)
  if (!fits && (rows.length === 0 || !rows.every(({ text }) => cellsOf(text).length === wanted))) return undefined
  const marks = Array.from({ length: wanted }, (_, k) => delimiter(cells[k] ?? ''))
  return whole(source, lines, { head: i - 1, delimiters: i, last }, marks, fits ? 'safe' : 'suggest')
}

/** Rows alone, the first of them their head. */
function lostDelimiters(source: string, lines: readonly Line[], i: number): SourceDraft | undefined {
  const line = lines[i]
  if (!line || !ROW.test(line.text) || lines[i - 1]?.text.trim()) return undefined
  const last = lastRow(lines, i)
  const rows = lines.slice(i, last + 1).map(({ text }) => cellsOf(text))
  const wanted = rows[0]?.length ?? 0
  if (wanted < 2 || rows.length <= FEWEST_ROWS || lines[last + 1]?.text.trim()) return undefined
  if (!rows.every((row) => row.length === wanted && row.some((cell) => /[\p{L}\p{N}]/u.test(cell)))) return undefined
  if (!rows[0]?.every((cell) => /\p{L}/u.test(cell))) return undefined
  const marks = rows[0].map(() => '---')
  return whole(source, lines, { head: i, delimiters: undefined, last }, marks, 'suggest')
}

function lastRow(lines: readonly Line[], i: number): number {
  let last = i
  while (ROW.test(lines[last + 1]?.text ?? '')) last++
  return last
}

/** The table with another row under its head. */
function whole(
  source: string,
  lines: readonly Line[],
  at: { readonly head: number; readonly delimiters: number | undefined; readonly last: number },
  marks: readonly string[],
  tier: Tier,
): SourceDraft | undefined {
  const head = lines[at.head]
  const stop = lines[at.last]
  if (!head || !stop) return undefined
  const start = head.start + head.text.search(/\S/)
  const end = stop.start + stop.text.trimEnd().length
  const broken = at.delimiters === undefined ? undefined : lines[at.delimiters]
  const row = `| ${marks.join(' | ')} |`
  const [before, after] = broken
    ? [broken.start + broken.text.search(/\S/), broken.start + broken.text.trimEnd().length]
    : [head.end, head.end]
  const newline = source.includes('\r\n') ? '\r\n' : '\n'
  const answer = source.slice(start, before) + (broken ? row : newline + row) + source.slice(after, end)
  return {
    start,
    end,
    expected: [answer],
    tier,
    message: MESSAGE,
    why: 'Machines take the hyphens under the head of a table for dashes of the text; without that row the table is a paragraph.',
    announces: [{ kind: 'table', start: 0, end: answer.length }],
  }
}

/** A row with a cell too few, whose first one holds the code that stands alone in all others, and more. */
function lostBar(lines: readonly Line[], i: number): SourceDraft | undefined {
  const line = lines[i]
  if (!line || !ROW.test(line.text)) return undefined
  const own = cellsOf(line.text)
  const code = CODE_AND_WORDS.exec(own[0] ?? '')?.[0]
  if (code === undefined) return undefined
  let first = i
  while (i - first < MOST_ROWS && ROW.test(lines[first - 1]?.text ?? '')) first--
  if (!isDelimiterRow(lines[first + 1]?.text ?? '') || i < first + 2) return undefined
  const last = Math.min(lastRow(lines, i), i + MOST_ROWS)
  const others = lines.slice(first + 2, last + 1).filter((other) => other !== line)
  const wanted = cellsOf(lines[first]?.text ?? '').length
  const alike = others.every(({ text }) => {
    const cells = cellsOf(text)
    return cells.length === wanted && CODE_CELL.test(cells[0] ?? '')
  })
  if (own.length !== wanted - 1 || others.length < FEWEST_ROWS || !alike) return undefined
  const start = line.start + line.text.indexOf('`')
  const text = code.trim()
  const next = /^ +\S+/.exec(line.text.slice(start - line.start + text.length))?.[0] ?? ''
  return {
    start,
    end: start + text.length + next.length,
    expected: [`${text} |${next}`],
    tier: 'suggest',
    message: MESSAGE,
    why: 'Machines drop a bar between two cells, and the cells after it move to the left.',
    announces: [],
  }
}

/** What stands under a column: its alignment, where it had one. */
function delimiter(cell: string): string {
  const marks = cell.replace(/\s/g, '')
  return `${marks.startsWith(':') ? ':' : ''}---${marks.endsWith(':') ? ':' : ''}`
}

/** `| a ｜ b |`: the bar belongs to East Asia, and with that of Markdown the row has as many cells as its table. */
function wideBar(source: string, lines: readonly Line[], i: number): SourceDraft | undefined {
  const line = lines[i]
  if (!line || !/^ {0,3}[|｜]/.test(line.text)) return undefined
  const text = line.text.trimEnd()
  const mended = withBars(text)
  const next = lines[i + 1]?.text ?? ''
  const isHead = isDelimiterRow(next) && !isDelimiterRow(text)
  const sibling = isHead ? next : siblingOf(lines, i)
  if (sibling === undefined || cellsOf(mended).length !== cellsOf(sibling).length || !ROW.test(mended)) return undefined
  const from = text.search(/\S/)
  if (isHead) return wholeTable(source, lines, i, mended.slice(from))
  const at = text.indexOf(WIDE)
  const last = text.length - text.lastIndexOf(WIDE)
  let start = at
  while (/[ \u00A0]/.test(text.charAt(start - 1))) start--
  while (/\S/.test(text.charAt(start - 1))) start--
  const rest = /^[ \u00A0]*[^\s|]*/.exec(text.slice(text.length - last + 1))?.[0].length ?? 0
  const end = text.length - last + 1 + rest
  return {
    start: line.start + start,
    end: line.start + end,
    expected: [mended.slice(start, mended.length - (text.length - end))],
    tier: 'safe',
    message: MESSAGE,
    why: WHY_WIDE,
    announces: [],
  }
}

/** The row with bars of ASCII, parted from the words as its other bars are. */
function withBars(text: string): string {
  const space = /[ \u00A0]\||\|[ \u00A0]/.test(text) || !text.includes('|') ? ' ' : ''
  return text.replace(/([ \u00A0]*)｜([ \u00A0]*)/g, (match, before: string, after: string, at: number) => {
    const left = at === 0 ? '' : before || space
    return `${left}|${at + match.length === text.length ? '' : after || space}`
  })
}

function isDelimiterRow(text: string): boolean {
  return ROW.test(text) && cellsOf(text).every((cell) => CELL.test(cell))
}

/** The nearest row of the same table that has its bars. */
function siblingOf(lines: readonly Line[], i: number): string | undefined {
  for (const step of [-1, 1])
    for (let k = i + step; Math.abs(k - i) <= MOST_ROWS && /^ {0,3}[|｜]/.test(lines[k]?.text ?? ''); k += step) {
      const text = lines[k]?.text ?? ''
      if (ROW.test(text) && !text.includes(WIDE)) return text
    }
  return undefined
}

/** With its head broken none of it is a table: all of it becomes one. */
function wholeTable(source: string, lines: readonly Line[], i: number, head: string): SourceDraft | undefined {
  const line = lines[i]
  let last = i
  while (/^ {0,3}[|｜]/.test(lines[last + 1]?.text ?? '')) last++
  const stop = lines[last]
  if (!line || !stop || lines[i - 1]?.text.includes('|')) return undefined
  const start = line.start + line.text.search(/\S/)
  const end = stop.start + stop.text.trimEnd().length
  const answer = head + source.slice(line.start + line.text.trimEnd().length, end)
  return {
    start,
    end,
    expected: [answer],
    tier: 'safe',
    message: MESSAGE,
    why: WHY_WIDE,
    announces: [{ kind: 'table', start: 0, end: answer.length }],
  }
}
