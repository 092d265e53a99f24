import type { ProseBlock, ProseRule, Tokens } from 'unmangle-core'
import { isCapitalisedAt, startsSentence, textAt } from '../reading.ts'

/** In so many tokens a sentence shows that it is a question; longer ones are passed over, so that time stays in line with size. */
const LONGEST_SENTENCE = 100

export const rule: ProseRule = {
  kind: 'prose',
  id: 'dropped-subject',
  family: 'grammar',
  description: 'A sentence that begins with its verb, its subject left out as in the original',
  table: 'lost-subjects',
  check(context) {
    const { tokens, blocks } = context
    let at = 0
    return context.matches('lost-subjects').flatMap(({ start, end, row, answers, match }) => {
      while ((blocks[at]?.last ?? Number.POSITIVE_INFINITY) <= match.first) at++
      const block = blocks[at]
      if (!block || !isStatement(tokens, block, match.first)) return []
      return [
        {
          start,
          end,
          expected: answers,
          tier: row.tier ?? 'suggest',
          message: 'The sentence has no subject.',
          why: row.why,
        },
      ]
    })
  },
}

/** Whether a sentence of running text begins here that is no question: lists and headings leave subjects out. */
function isStatement(tokens: Tokens, block: ProseBlock, first: number): boolean {
  if (block.kind !== 'paragraph' || !isCapitalisedAt(tokens, first) || !startsSentence(tokens, block, first))
    return false
  for (let i = first; i < Math.min(block.last, first + LONGEST_SENTENCE); i++) {
    const text = textAt(tokens, i)
    if (text === '?') return false
    if (text === '.' || text === '!') return true
  }
  return false
}
