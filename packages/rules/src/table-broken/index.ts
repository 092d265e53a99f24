import type { SourceDraft, SourceRule } from 'unmangle-core'
import { codeSpans, documentLines, type Line, meets } from '../code-spans.ts'

const ROW = /^ {0,3}\|.*\|\s*$/
const DELIMITERS = /^ {0,3}\|[-–—:| \u00A0]+\|\s*$/
const CELL = /^ *:?-+:? *$/
const WIDE = '｜'
const MESSAGE = 'The table is broken: a line of it has lost its form.'

export const rule: SourceRule = {
  kind: 'source',
  id: 'table-broken',
  family: 'markup',
  description: 'A table with a broken delimiter row or a full-width bar',
  check(document) {
    if (document.format === 'text') return []
    const lines = documentLines(document)
    const code = codeSpans(document)
    return lines.flatMap((line, i): SourceDraft[] => {
      if (!line.text.includes('|')) return []
      const draft = line.text.includes(WIDE) ? wideBar(lines, i) : delimiters(document.source, lines, i)
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
  if (cells.every((cell) => CELL.test(cell)) || cells.length !== cellsOf(head.text).length) return undefined
  if (lines[i - 2]?.text.includes('|') || !cells.every((cell) => /[-–—]/.test(cell))) return undefined
  let last = i
  while (ROW.test(lines[last + 1]?.text ?? '')) last++
  const start = head.start + head.text.search(/\S/)
  const end = (lines[last] ?? line).start + (lines[last] ?? line).text.trimEnd().length
  const row = `| ${cells.map(delimiter).join(' | ')} |`
  const from = line.start + line.text.search(/\S/)
  const answer = source.slice(start, from) + row + source.slice(line.start + line.text.trimEnd().length, end)
  return {
    start,
    end,
    expected: [answer],
    tier: 'safe',
    message: MESSAGE,
    why: 'Machines take the hyphens under the head of a table for dashes of the text; without that row the table is a paragraph.',
    announces: [{ kind: 'table', start: 0, end: answer.length }],
  }
}

function delimiter(cell: string): string {
  const marks = cell.replace(/\s/g, '')
  return `${marks.startsWith(':') ? ':' : ''}---${marks.endsWith(':') ? ':' : ''}`
}

/** `| a | b｜`: the bar belongs to East Asia, and with it the row has as many cells as the next one. */
function wideBar(lines: readonly Line[], i: number): SourceDraft | undefined {
  const line = lines[i]
  const [, word = ''] = /(\S*)[ \u00A0]*｜\s*$/.exec(line?.text ?? '') ?? []
  const sibling = [lines[i - 1], lines[i + 1]].find((other) => ROW.test(other?.text ?? ''))
  if (!line || !sibling || !/^ {0,3}\|/.test(line.text)) return undefined
  const text = line.text.trimEnd()
  const mended = `${text.slice(0, -1).trimEnd()} |`
  if (mended.includes(WIDE) || cellsOf(mended).length !== cellsOf(sibling.text).length) return undefined
  const start = line.start + mended.length - 2 - word.length
  return {
    start,
    end: line.start + text.length,
    expected: [`${word} |`],
    tier: 'safe',
    message: MESSAGE,
    why: 'Machines write the bar that the original’s script has; Markdown knows only that of ASCII.',
    announces: [],
  }
}
