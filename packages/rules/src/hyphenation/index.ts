import type { ProseContext, ProseRule, TableMatch } from 'unmangle-core'
import { foldedAt, isFunctionWord, isLowerCase, isSpacedWord, textAt } from '../reading.ts'
import { tableRule } from '../table-rule.ts'

/** A row that ends so names the modifier alone: any noun may follow. */
const ANY_NOUN = '{word}'

export const rule: ProseRule = tableRule({
  id: 'hyphenation',
  family: 'punctuation',
  table: 'compounds',
  description: 'Words that go together before a noun without their hyphen',
  message: 'These words go together and want a hyphen.',
  holds: (context, match) => !match.row.wrong.endsWith(ANY_NOUN) || couldBeNoun(context, match),
})

/** A capital begins a name, of which the modifier may be part. The price of asking no dictionary: an adverb passes. */
function couldBeNoun(context: ProseContext, { match: { last } }: TableMatch): boolean {
  const { tokens } = context
  const word = textAt(tokens, last)
  if (!isSpacedWord(tokens, last) || (!isLowerCase(word) && word !== word.toUpperCase())) return false
  const folded = foldedAt(tokens, last)
  return !context.is('functionWords', folded) && !isFunctionWord(context, folded)
}
