import { type ProseContext, type ProseRule, type TableMatch, TokenKind } from 'unmangle-core'
import { foldedAt, isCapitalisedAt, isFunctionWord, isSpacedWord, textAt, touches } from '../reading.ts'
import { tableRule } from '../table-rule.ts'

export const rule: ProseRule = tableRule({
  id: 'counted-singular',
  family: 'grammar',
  table: 'counted',
  description: 'One of a thing where several are counted',
  message: 'The noun after this number wants its plural.',
  holds: isCounted,
})

const MARK = /^[.,;:!?)…]$/
/** One and less than two is counted as one; a fraction has a bar. */
const ONE = /^(?:0|1$|1[.,]\d)/
const YEAR = /^(?:19|20)\d\d$/

/**
 * Whether nothing follows that the noun could belong to, as in "a ten second delay", and nothing stands before that
 * makes the number a name, as in "Chapter 3".
 */
function isCounted(context: ProseContext, { match: { first, last } }: TableMatch): boolean {
  const { tokens } = context
  const number = textAt(tokens, first)
  if (tokens.kind[first] === TokenKind.number && (ONE.test(number) || YEAR.test(number))) return false
  const before = foldedAt(tokens, first - 1)
  if (touches(tokens, first - 1) || context.is('articles', before)) return false
  const isName = isSpacedWord(tokens, first - 2) && isCapitalisedAt(tokens, first - 1)
  if (isName && !isFunctionWord(context, before)) return false
  const next = textAt(tokens, last + 1)
  if (MARK.test(next)) return true
  const after = foldedAt(tokens, last + 1)
  if (touches(tokens, last)) return false
  return context.is('prepositions', after) || (context.is('functionWords', after) && !context.is('conjunctions', after))
}
