import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-misspelt',
  damage: 'letters',
  description: 'A name with its letters doubled, dropped, swapped or changed',
  message: 'The letters of this name are out of order.',
})
