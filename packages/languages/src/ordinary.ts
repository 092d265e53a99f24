import { fold, type LanguageFacts } from 'unmangle-core'

/**
 * The ordinary words that a pack knows, folded: function words, and words that are names elsewhere. A form of a term that
 * is one of them says nothing by itself.
 */
export function ordinaryWords(facts: LanguageFacts): ReadonlySet<string> {
  const { functionWords, articles, prepositions, conjunctions, pronouns, mayDouble, commonWords } = facts
  const lists = [functionWords, articles, prepositions, conjunctions, pronouns, mayDouble, commonWords]
  return new Set(lists.flat().map(fold))
}
