import type { ProseBlock, Tokens } from 'unmangle-core'
import { textAt } from './reading.ts'

/** What closes a quotation, by the mark that opens it. */
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['“', '”'],
  ['„', '“”'],
  ['«', '»'],
  ['»', '«'],
  ['「', '」'],
  ['『', '』'],
])
/** As above, of brackets and marks of titles: what they hold is often a name. */
const BRACKETS: ReadonlyMap<string, string> = new Map([
  ['(', ')）'],
  ['（', '）)'],
  ['[', ']'],
  ['【', '】'],
  ['《', '》'],
  ['〈', '〉'],
])
const DASH = /^[\u2012-\u2015]$/

/**
 * The tokens of a block that stand in no quotation, marks left out, in order. One that is never closed goes on to the
 * block's end, and a block that begins with a dash is dialogue: none of it is the text's own word.
 *
 * @param brackets Whether what stands in brackets is left out too.
 */
export function outsideQuotations(tokens: Tokens, { first, last }: ProseBlock, brackets = false): readonly number[] {
  const out: number[] = []
  if (DASH.test(textAt(tokens, first))) return out
  let closing: string | undefined
  for (let i = first; i < last; i++) {
    const text = textAt(tokens, i)
    if (closing !== undefined) {
      if (closing.includes(text)) closing = undefined
      continue
    }
    closing = CLOSING.get(text) ?? (brackets ? BRACKETS.get(text) : undefined)
    if (closing === undefined) out.push(i)
  }
  return out
}
