import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-numeral',
  damage: 'numeral',
  description: 'A surname that was read as a Roman numeral',
  message: 'A surname is written as a Roman numeral.',
})
