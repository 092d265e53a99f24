import type { ProseRule } from 'unmangle-core'
import { nameRule } from '../name-rule.ts'

export const rule: ProseRule = nameRule({
  id: 'name-near',
  damage: 'near',
  description: 'A term of the project in other small words, in another romanisation, or a letter or two apart',
  message: 'This is almost a term of the glossary.',
})
