import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-article',
  damage: 'article',
  description: 'An article stuck to a surname',
  message: 'This surname takes no article.',
})
