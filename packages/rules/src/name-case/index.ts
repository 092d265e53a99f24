import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-case',
  damage: 'case',
  description: 'A name whose capitals went, or that stands in capitals',
  message: 'The case of this name is lost.',
})
