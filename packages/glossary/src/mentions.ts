import { FormRole, follow, type GlossaryOverlay, indexToken, type TermForm, type Tokens } from 'unmangle-core'
import { foldedAt, formAt, isCapitalised, isUpperCase, joined } from './name-words.ts'

/** A glossary form found in the text, case and diacritics aside. Token indices, both included. */
export interface Mention {
  readonly first: number
  readonly last: number
  /** All forms that these words can be. */
  readonly forms: readonly TermForm[]
  readonly words: readonly number[]
}

/** The longest form at each place of a block; mentions do not overlap. */
export function mentionsIn(overlay: GlossaryOverlay, tokens: Tokens, words: readonly number[]): Mention[] {
  const { index } = overlay
  const out: Mention[] = []
  for (let w = 0; w < words.length; w++) {
    let node = 0
    let found: Mention | undefined
    for (let k = w; k < words.length; k++) {
      if (k > w && !joined(tokens, words[k - 1]!, words[k]!)) break
      const token = indexToken(index, foldedAt(tokens, words[k]!))
      node = token < 0 ? -1 : follow(index, node, token)
      if (node < 0) break
      const from = index.payloadStart[node]!
      const to = index.payloadStart[node + 1]!
      if (to > from)
        found = {
          first: words[w]!,
          last: words[k]!,
          forms: Array.from(index.payloads.subarray(from, to), (payload) => overlay.forms[payload]!),
          words: words.slice(w, k + 1),
        }
    }
    if (found) {
      out.push(found)
      w += found.words.length - 1
    }
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
