import type { ProseBlock, ProseRule, Tokens } from 'unmangle-core'
import { openingRule } from '../opening-rule.ts'
import { isCapitalisedAt, textAt } from '../reading.ts'

/** In so many tokens a sentence shows that it is a question; longer ones are passed over, so that time stays in line with size. */
const LONGEST_SENTENCE = 100

export const rule: ProseRule = openingRule({
  id: 'dropped-subject',
  family: 'grammar',
  table: 'lost-subjects',
  description: 'A sentence that begins with its verb, its subject left out as in the original',
  message: 'The sentence has no subject.',
  holds: isStatement,
})

/** Whether it is running text and no question: lists and headings leave subjects out. */
function isStatement(tokens: Tokens, block: ProseBlock, first: number): boolean {
  if (block.kind !== 'paragraph' || !isCapitalisedAt(tokens, first)) return false
  for (let i = first; i < Math.min(block.last, first + LONGEST_SENTENCE); i++) {
    const text = textAt(tokens, i)
    if (text === '?') return false
    if (text === '.' || text === '!') return true
  }
  return false
}
