import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-diacritics',
  damage: 'diacritics',
  description: 'A term of the project without its diacritics, or with others',
  message: 'The diacritics of this term are not those of the glossary.',
})
