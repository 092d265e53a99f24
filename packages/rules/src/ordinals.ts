import type { LanguageFacts } from 'unmangle-core'

/** The suffix that an ordinal has, by the longest ending of its number that a language knows. */
export function suffixOf(facts: LanguageFacts, digits: string): string | undefined {
  let best: LanguageFacts['ordinals'][number] | undefined
  for (const ordinal of facts.ordinals)
    if (digits.endsWith(ordinal.digits) && (!best || ordinal.digits.length > best.digits.length)) best = ordinal
  return best?.suffix
}
