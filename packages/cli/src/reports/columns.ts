/** Taking a text apart costs a thousand times its reading: more than so many code units a column are not looked at. */
const NEAR = 8
/** Letters and marks of Latin, Greek and Cyrillic: a column each, and none that joins another. */
const PLAIN =
  /^[ -~\u00a1-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u0558\u2010-\u2027\u2030-\u205e\u2190-\u21ff\u23ce\u2400-\u2421]*$/

let segmenter: Intl.Segmenter | undefined

/** Made when the first text that is not plain comes: that takes as long as checking a page. */
function graphemes(text: string): Intl.Segments {
  segmenter ??= new Intl.Segmenter(undefined, { granularity: 'grapheme' })
  return segmenter.segment(text)
}

/** How many columns of a terminal a text takes. Meant for short texts. */
export function width(text: string): number {
  if (PLAIN.test(text)) return text.length
  let columns = 0
  for (const { segment } of graphemes(text)) columns += columnsOf(segment)
  return columns
}

/** As much from the start of a text as fits in so many columns. */
export function fitStart(text: string, columns: number): string {
  const near = text.slice(0, NEAR * columns)
  if (PLAIN.test(near)) return near.slice(0, columns)
  let end = 0
  let left = columns
  for (const { segment } of graphemes(near)) {
    left -= columnsOf(segment)
    if (left < 0) break
    end += segment.length
  }
  return text.slice(0, end)
}

/** As much from the end of a text as fits in so many columns. */
export function fitEnd(text: string, columns: number): string {
  if (columns <= 0) return ''
  const near = text.slice(-NEAR * columns)
  if (PLAIN.test(near)) return near.slice(-columns)
  let start = text.length
  let left = columns
  for (const { segment } of [...graphemes(near)].reverse()) {
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
