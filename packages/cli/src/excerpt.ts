import type { Span } from 'unmangle-core'
import { lineAt } from 'unmangle-core'

/** So much of a long line is shown before and after the damage, in UTF-16 code units. */
const AROUND = 50
const MOST_DAMAGE = 120

/** The line that a span starts on, or the part of it that can be shown. */
export interface Excerpt {
  readonly before: string
  readonly damage: string
  readonly after: string
  /** What goes under the line to mark the damage. */
  readonly underline: string
}

/** The line of a span, on one line and of bounded length whatever the text holds. */
export function excerpt(text: string, starts: readonly number[], { start, end }: Span): Excerpt {
  const line = lineAt(starts, start)
  const lineStart = starts[line] ?? 0
  const lineEnd = endOfLine(text, starts[line + 1] ?? text.length)
  const from = wholeCharacter(text, Math.max(lineStart, start - AROUND))
  const stop = wholeCharacter(text, Math.min(end, lineEnd, start + MOST_DAMAGE))
  const to = stop < Math.min(end, lineEnd) ? stop : wholeCharacter(text, Math.min(lineEnd, stop + AROUND))
  const before = (from > lineStart ? '…' : '') + visible(text.slice(from, start))
  const damage = visible(text.slice(start, Math.max(start, stop)))
  const after = visible(text.slice(Math.max(start, stop), to)) + (to < lineEnd || end > lineEnd ? '…' : '')
  return { before, damage, after, underline: ' '.repeat(width(before)) + '^'.repeat(Math.max(1, width(damage))) }
}

function endOfLine(text: string, end: number): number {
  if (text[end - 1] === '\n') end--
  return text[end - 1] === '\r' ? end - 1 : end
}

/** Moves an offset off the middle of a surrogate pair. */
function wholeCharacter(text: string, offset: number): number {
  const code = text.charCodeAt(offset)
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset
}

/** Text without what would steer a terminal: control characters and directions become pictures or blanks. */
export function visible(text: string): string {
  return text.replace(/[\u0000-\u001f\u007f-\u009f\u2028\u2029\u202a-\u202e\u2066-\u2069\ufeff]/g, picture)
}

function picture(character: string): string {
  if (character === '\t') return ' '
  if (character === '\n') return '⏎'
  const code = character.charCodeAt(0)
  if (code < 0x20) return String.fromCharCode(0x2400 + code)
  return code === 0x7f ? '␡' : '·'
}

/** How many columns of a terminal a text takes. */
function width(text: string): number {
  let columns = 0
  for (const character of text) columns += columnsOf(character)
  return columns
}

function columnsOf(character: string): number {
  if (/^[\p{M}\u200b-\u200f]$/u.test(character)) return 0
  const code = character.codePointAt(0) ?? 0
  return WIDE.some(([from, to]) => code >= from && code <= to) ? 2 : 1
}

/** East Asian wide characters and emoji. */
const WIDE: readonly (readonly [number, number])[] = [
  [0x1100, 0x115f],
  [0x2e80, 0xa4cf],
  [0xac00, 0xd7a3],
  [0xf900, 0xfaff],
  [0xfe30, 0xfe6f],
  [0xff00, 0xff60],
  [0xffe0, 0xffe6],
  [0x1f300, 0x1faff],
  [0x20000, 0x3fffd],
]
