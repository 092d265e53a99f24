import type { Finding, Term } from 'unmangle-core'

const LETTER = /[\p{L}\p{M}\p{N}]/u
/** Scripts that put no space between words: a word begins and ends anywhere. */
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

/** Whether a finding is about what somebody said is right. */
export type Accepts = (finding: Pick<Finding, 'text' | 'family'>, whole: boolean) => boolean

/**
 * What a caller takes for right. The list of phrases is gone through for every finding: it is written by hand and
 * short, while a glossary is not, and therefore counts only as a whole.
 *
 * @param phrases A text is accepted that is one of them, or holds one in whole words, letter for letter.
 * @param terms A text is accepted that is one of them; terms that ship do not count. What rules say of names they say
 *   by the same terms, so that stands.
 * @returns Asked with `whole`, only what is one of them is accepted: structure is not right for a word in it.
 */
export function acceptance(phrases: readonly string[], terms: readonly Term[]): Accepts {
  const exact = new Set(phrases)
  if (exact.size + terms.length === 0) return () => false
  let named: ReadonlySet<string> | undefined
  // Most texts have no finding to ask for, and of many terms it takes a while.
  const isNamed = (text: string) => {
    named ??= new Set(terms.flatMap(({ term, aliases, shipped }) => (shipped ? [] : [term, ...aliases])))
    return named.has(text)
  }
  return ({ text, family }, whole) =>
    exact.has(text) || (family !== 'name' && isNamed(text)) || (!whole && phrases.some((phrase) => holds(text, phrase)))
}

function holds(text: string, phrase: string): boolean {
  for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
    const end = at + phrase.length
    if (!goesOn(text, at) && !goesOn(text, end)) return true
  }
  return false
}

/** Whether a word goes on over an offset. */
function goesOn(text: string, at: number): boolean {
  const before = text.charAt(at - 1)
  const after = text.charAt(at)
  return LETTER.test(before) && LETTER.test(after) && !UNSPACED.test(before) && !UNSPACED.test(after)
}
