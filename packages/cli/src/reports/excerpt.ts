import { lineAt, type Span } from 'unmangle-core'
import { fitEnd, fitStart, width } from './columns.ts'

/** So much of a long line is shown where its reader has no fixed width: before and after the damage, and of it. */
const AROUND = 50
const MOST_DAMAGE = 120
/** No character takes more UTF-16 code units a column than this in writing that is not made to look broken. */
const UNITS = 4

/** The line that a span starts on, or the part of it that can be shown. */
export interface Excerpt {
  readonly before: string
  readonly damage: string
  readonly after: string
  /** What goes under the line to mark the damage. */
  readonly underline: string
}

/**
 * The line of a span, on one line and of bounded length whatever the text holds.
 *
 * @param columns How wide it may be; none: about 220.
 */
export function excerpt(
  text: string,
  starts: readonly number[],
  { start, end }: Span,
  columns: number | undefined,
): Excerpt {
  const line = lineAt(starts, start)
  const lineStart = starts[line] ?? 0
  const lineEnd = endOfLine(text, starts[line + 1] ?? text.length)
  const stop = Math.max(start, Math.min(end, lineEnd))
  const whole = part(text, start, stop, columns === undefined ? MOST_DAMAGE : Math.floor(columns / 2), fitStart)
  const room = columns === undefined ? AROUND : Math.max(0, Math.floor((columns - width(whole)) / 2) - 1)
  const cut = whole.length < stop - start
  const before = part(text, lineStart, start, room, fitEnd)
  const after = cut ? '' : part(text, stop, lineEnd, room, fitStart)
  const shown = {
    before: (before.length < start - lineStart ? '…' : '') + before,
    after: after + (cut || stop + after.length < lineEnd || end > lineEnd ? '…' : ''),
  }
  return {
    before: shown.before,
    damage: whole,
    after: shown.after,
    underline: ' '.repeat(width(shown.before)) + '^'.repeat(Math.max(1, width(whole))),
  }
}

/** What of a part of the text fits, from its start or from its end. */
function part(text: string, from: number, to: number, columns: number, fit: typeof fitStart | typeof fitEnd): string {
  const reach = UNITS * columns
  const near =
    fit === fitStart
      ? text.slice(from, wholeCharacter(text, Math.min(to, from + reach)))
      : text.slice(wholeCharacter(text, Math.max(from, to - reach)), to)
  return fit(visible(near), columns)
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

/** Text without what would steer a terminal: each control character and direction becomes one picture or blank. */
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
