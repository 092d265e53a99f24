import type { ProseContext, ProseRule, TableMatch, WordList } from 'unmangle-core'
import { foldedAt, gapAfter, isCapitalisedAt, textAt, touches } from '../reading.ts'
import { tableRule } from '../table-rule.ts'

export const rule: ProseRule = tableRule({
  id: 'place-article',
  family: 'grammar',
  table: 'place-articles',
  description: 'A country or region with an article that it does not take, or without its own',
  message: 'The article before this name is not as the name takes it.',
  holds: isWholeName,
})

const MARK = /^[.,;:!?)…]$/

/** Words after which the place is one of several, "the Japan of old" or "the Japan they knew", and takes the article. */
const DESCRIBING: readonly WordList[] = ['articles', 'conjunctions', 'prepositions', 'pronouns']

/** Whether the name has its capitals and stands for itself: nothing follows that it could describe, or that describes it. */
function isWholeName(context: ProseContext, { match: { first, last } }: TableMatch): boolean {
  const { tokens } = context
  if (touches(tokens, first - 1)) return false
  for (let i = first + 1; i <= last; i++)
    if (!isCapitalisedAt(tokens, i) && !context.is('functionWords', foldedAt(tokens, i))) return false
  const next = textAt(tokens, last + 1)
  if (next === '' || MARK.test(next) || gapAfter(tokens, last).includes('\n\n')) return true
  const word = foldedAt(tokens, last + 1)
  if (touches(tokens, last) || !context.is('functionWords', word)) return false
  return !context.is('articles', foldedAt(tokens, first)) || !DESCRIBING.some((list) => context.is(list, word))
}
