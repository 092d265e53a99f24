import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-forbidden',
  damage: 'forbidden',
  description: 'A form that the glossary forbids',
  message: 'The glossary forbids this form.',
})
