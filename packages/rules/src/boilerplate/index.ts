import type { ProseRule } from 'unmangle-core'
import { blockRule } from '../block-rule.ts'

export const rule: ProseRule = blockRule({
  id: 'boilerplate',
  family: 'boilerplate',
  table: 'boilerplate',
  description: 'A teaser or a social-media line of the page that was translated along',
  message: 'This line belongs to the page it was taken from, not to the text.',
})
