import { ProseBuilder, type Reading } from 'unmangle-core'
import { lineEndLength, startsWithMark } from './characters.ts'

/** Lengths of line between which a text counts as wrapped by hand. */
const SHORTEST_WRAPPED = 60
const LONGEST_WRAPPED = 100
const LOWER_CASE = /^\s{0,8}\p{Ll}/u
const BLANK = /^\s*$/

/**
 * Reads plain text: a line is a paragraph; lines that look wrapped by hand are read on as one, with `\n` inside. Line
 * ends are `\n`, `\r\n` and `\r`; U+2028 is none.
 */
export function readText(source: string): Reading {
  return readLines(source, [])
}

/** Plain text with notes on why it is read as such. */
export function readLines(source: string, notes: readonly string[]): Reading {
  const builder = new ProseBuilder(source)
  let at = startsWithMark(source) ? 1 : 0
  let last = { end: at, wrapped: false, open: false }
  while (at < source.length) {
    const end = endOfLine(source, at)
    const line = source.slice(at, end)
    if (BLANK.test(line)) last = { end, wrapped: false, open: false }
    else {
      const start = end - line.trimStart().length
      const stop = at + line.trimEnd().length
      if (last.open && last.wrapped && LOWER_CASE.test(line)) {
        if (start === last.end + 1 && source[last.end] === '\n') builder.text(last.end, start)
        else builder.decoded('\n', last.end, start)
      } else builder.open('paragraph')
      builder.text(start, stop)
      const length = stop - at
      last = { end: stop, wrapped: length >= SHORTEST_WRAPPED && length <= LONGEST_WRAPPED, open: true }
    }
    at = end + lineEndLength(source, end)
  }
  return { prose: builder.build(), outline: [], notes }
}

function endOfLine(source: string, at: number): number {
  while (at < source.length && lineEndLength(source, at) === 0) at++
  return at
}
