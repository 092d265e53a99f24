import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-order',
  damage: 'order',
  description: 'The words of a name in the order of another language',
  message: 'The words of this name stand in another order.',
})
