import { fold, type LanguageFacts } from 'unmangle-core'

const renderings = new WeakMap<LanguageFacts, ReadonlyMap<string, ReadonlySet<string>>>()

/** By a word of this language: the words of others that a machine renders by it. All of them folded. */
export function renderingsOf(facts: LanguageFacts): ReadonlyMap<string, ReadonlySet<string>> {
  const known = renderings.get(facts)
  if (known) return known
  const out = new Map<string, Set<string>>()
  for (const { word, as } of facts.renderings) {
    for (const rendering of as) {
      const words = out.get(fold(rendering)) ?? new Set<string>()
      out.set(fold(rendering), words.add(fold(word)))
    }
  }
  renderings.set(facts, out)
  return out
}
