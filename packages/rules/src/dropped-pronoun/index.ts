import type { ProseRule } from 'unmangle-core'
import { openingRule } from '../opening-rule.ts'

/** Within a sentence the pronoun may well stand in the original. */
export const rule: ProseRule = openingRule({
  id: 'dropped-pronoun',
  family: 'grammar',
  table: 'impersonal-verbs',
  description: 'A person as the subject of a verb that speaks of a thing',
  message: 'The verb speaks of a thing, and the pronoun makes a person of it.',
})
