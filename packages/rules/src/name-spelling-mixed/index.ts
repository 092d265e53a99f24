import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-spelling-mixed',
  damage: 'mixed',
  description: 'Two right spellings of one name in one document',
  message: 'This name is spelt in two ways.',
})
