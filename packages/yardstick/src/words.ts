const WORD =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]|[\p{L}\p{M}\p{N}]+(?:['’][\p{L}\p{M}]+)*/gu
const WORD_OR_MARK = new RegExp(`${WORD.source}|\\S`, 'gu')

/** How many words a text has: runs of letters and digits, and each character of a script that is written without spaces. */
export function countWords(text: string): number {
  let count = 0
  for (const _ of text.matchAll(WORD)) count++
  return count
}

/**
 * Words and marks in order. With `spacing` a word remembers the space before it, so that a change of spacing is a
 * change.
 */
export function wordsOf(text: string, spacing = false): string[] {
  return Array.from(text.matchAll(WORD_OR_MARK), (match) => {
    const before = match.index > 0 && /\s/.test(text[match.index - 1] ?? '')
    return spacing && before ? ` ${match[0]}` : match[0]
  })
}
