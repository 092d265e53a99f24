import type { ProseRule } from 'unmangle-core'
import { startsSentence } from '../reading.ts'

export const rule: ProseRule = {
  kind: 'prose',
  id: 'dropped-pronoun',
  family: 'grammar',
  description: 'A person as the subject of a verb that speaks of a thing',
  table: 'impersonal-verbs',
  check(context) {
    const { tokens, blocks } = context
    let at = 0
    return context.matches('impersonal-verbs').flatMap(({ start, end, row, answers, match }) => {
      while ((blocks[at]?.last ?? Number.POSITIVE_INFINITY) <= match.first) at++
      const block = blocks[at]
      // Within a sentence the pronoun may well stand in the original.
      if (!block || !startsSentence(tokens, block, match.first)) return []
      return [
        {
          start,
          end,
          expected: answers,
          tier: row.tier ?? 'suggest',
          message: 'The verb speaks of a thing, and the pronoun makes a person of it.',
          why: row.why,
        },
      ]
    })
  },
}
