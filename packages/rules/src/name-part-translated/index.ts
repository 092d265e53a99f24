import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-part-translated',
  damage: 'translated',
  description: 'A part of a name that was read as a word and translated',
  message: 'A part of this name was translated as if it were a word.',
})
