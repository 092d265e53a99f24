import type { ProseBlock, ProseRule, Tokens } from 'unmangle-core'
import { startsSentence } from './reading.ts'
import type { TableIdentity } from './table-rule.ts'

/** What a rule says of itself whose rows hold where a sentence begins. */
export interface OpeningIdentity extends Omit<TableIdentity, 'holds'> {
  /** Whether the sentence that begins at token `first` is one; none: all are. */
  readonly holds?: (tokens: Tokens, block: ProseBlock, first: number) => boolean
}

/** A rule that says what the rows of a table say, of the beginning of a sentence alone. */
export function openingRule(identity: OpeningIdentity): ProseRule {
  const { id, family, table, description, message, holds = () => true } = identity
  return {
    kind: 'prose',
    id,
    family,
    description,
    table,
    check(context) {
      const { tokens, blocks } = context
      let at = 0
      return context.matches(table).flatMap(({ start, end, row, answers, match }) => {
        while ((blocks[at]?.last ?? Number.POSITIVE_INFINITY) <= match.first) at++
        const block = blocks[at]
        if (!block || !startsSentence(tokens, block, match.first) || !holds(tokens, block, match.first)) return []
        return [{ start, end, expected: answers, tier: row.tier ?? 'suggest', message, why: row.why }]
      })
    },
  }
}
