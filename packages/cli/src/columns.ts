const graphemes = new Intl.Segmenter(undefined, { granularity: 'grapheme' })

/** How many columns of a terminal a text takes. Meant for short texts. */
export function width(text: string): number {
  if (/^[ -~]*$/.test(text)) return text.length
  let columns = 0
  for (const { segment } of graphemes.segment(text)) columns += columnsOf(segment)
  return columns
}

/** As much from the start of a text as fits in so many columns. */
export function fitStart(text: string, columns: number): string {
  let end = 0
  let left = columns
  for (const { segment } of graphemes.segment(text)) {
    left -= columnsOf(segment)
    if (left < 0) break
    end += segment.length
  }
  return text.slice(0, end)
}

/** As much from the end of a text as fits in so many columns. */
export function fitEnd(text: string, columns: number): string {
  let start = text.length
  let left = columns
  for (const { segment } of [...graphemes.segment(text)].reverse()) {
    left -= columnsOf(segment)
    if (left < 0) break
    start -= segment.length
  }
  return text.slice(start)
}

/** A text in lines of so many columns, broken at spaces; a longer word has a line for itself. */
export function wrap(text: string, columns: number): string[] {
  const lines: string[] = []
  let line = ''
  let used = 0
  for (const word of text.split(' ')) {
    const wide = width(word)
    if (line !== '' && used + 1 + wide > columns) {
      lines.push(line)
      line = word
      used = wide
    } else {
      used += line === '' ? wide : wide + 1
      line = line === '' ? word : `${line} ${word}`
    }
  }
  return [...lines, line]
}

function columnsOf(grapheme: string): number {
  if (grapheme.includes('\ufe0f')) return 2
  let columns = 0
  for (const character of grapheme) columns = Math.max(columns, columnsOfCharacter(character))
  return columns
}

function columnsOfCharacter(character: string): number {
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
