import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-diacritics',
  damage: 'diacritics',
  description: 'A name without its diacritics or hyphens, or with others',
  message: 'The diacritics or hyphens of this name are not those of the glossary.',
})
