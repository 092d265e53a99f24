import type { ProseRule } from 'unmangle-core'
import { tableRule } from '../table-rule.ts'

export const rule: ProseRule = tableRule({
  id: 'calque',
  family: 'calque',
  table: 'calques',
  description: 'A phrase that was taken over word for word',
  message: 'This phrase was taken over word for word.',
})
