import type { ProseRule } from 'unmangle-core'
import { blockRule } from '../block-rule.ts'

export const rule: ProseRule = blockRule({
  id: 'wrapper',
  family: 'wrapper',
  table: 'wrapper',
  description: 'What a language model says about its translation, left in the text',
  message: 'This is the translating machine talking, not the text.',
})
