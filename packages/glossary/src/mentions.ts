import { FormRole, type GlossaryOverlay, type TermForm, type Tokens } from 'unmangle-core'
import { readerOf } from './form-reader.ts'
import { formAt, isCapitalised, isUpperCase, joined } from './name-words.ts'

/** A glossary form found in the text, case and diacritics aside. Token indices, both included. */
export interface Mention {
  readonly first: number
  readonly last: number
  /** All forms that these words can be. */
  readonly forms: readonly TermForm[]
  readonly words: readonly number[]
  /** Where these begin among the words of their block. */
  readonly at: number
}

/** The longest form at each place of a block; mentions do not overlap. */
export function mentionsIn(overlay: GlossaryOverlay, tokens: Tokens, words: readonly number[]): Mention[] {
  const { index } = overlay
  const reader = readerOf(overlay, tokens.vocabulary)
  const out: Mention[] = []
  for (let w = 0; w < words.length; w++) {
    let node = reader.start(tokens.id[words[w]!]!)
    let found = -1
    let last = w
    for (let k = w; node >= 0; ) {
      if (index.payloadStart[node + 1]! > index.payloadStart[node]!) {
        found = node
        last = k
      }
      k++
      if (k >= words.length || !joined(tokens, words[k - 1]!, words[k]!)) break
      node = reader.next(node, tokens.id[words[k]!]!)
    }
    if (found < 0) continue
    out.push({
      first: words[w]!,
      last: words[last]!,
      forms: reader.forms(found),
      words: words.slice(w, last + 1),
      at: w,
    })
    w = last
  }
  return out
}

/** The text of a mention. */
export function mentionText(tokens: Tokens, mention: Pick<Mention, 'first' | 'last'>): string {
  return tokens.text.slice(tokens.start[mention.first], tokens.end[mention.last])
}

/** Whether a form is right as it is. */
export function isRightRole(role: FormRole): boolean {
  return role === FormRole.canonical || role === FormRole.alias
}

/**
 * Whether the letters of a mention lost their case against a right form: a capital turned small, or a word put in
 * capitals that is not, while not the whole mention is. A capital where the form has a small letter is no loss.
 */
export function lostCase(tokens: Tokens, words: readonly number[], right: readonly string[]): boolean {
  if (words.length !== right.length) return false
  const forms = words.map((i) => formAt(tokens, i))
  if (words.length > 1 && forms.every((form) => isUpperCase(form) || form.length === 1)) return false
  return forms.some((form, i) => {
    const want = right[i]!
    if (isCapitalised(want) && !isCapitalised(form)) return true
    return isUpperCase(form) && !isUpperCase(want) && want.length > 1
  })
}
