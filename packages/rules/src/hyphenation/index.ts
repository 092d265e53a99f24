import type { ProseRule } from 'unmangle-core'
import { tableRule } from '../table-rule.ts'

export const rule: ProseRule = tableRule({
  id: 'hyphenation',
  family: 'punctuation',
  table: 'compounds',
  description: 'Words that go together before a noun without their hyphen',
  message: 'These words go together and want a hyphen.',
})
