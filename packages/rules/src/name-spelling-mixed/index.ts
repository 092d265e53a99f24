import type { ProseRule } from 'unmangle-core'
import { variantSpellings } from 'unmangle-glossary'
import { nameRule } from '../name-rule.ts'

const MESSAGE = 'This name is spelt in two ways.'

const byGlossary = nameRule({
  id: 'name-spelling-mixed',
  damage: 'mixed',
  description: 'Two right spellings of one name in one document',
  message: MESSAGE,
})

export const rule: ProseRule = {
  ...byGlossary,
  check(context) {
    const known = byGlossary.check(context)
    const others = variantSpellings(context).filter(({ start, end }) =>
      known.every((draft) => draft.end <= start || end <= draft.start),
    )
    return [
      ...known,
      ...others.map(({ start, end, replacement, why }) => ({
        start,
        end,
        expected: [replacement],
        tier: 'suggest' as const,
        message: MESSAGE,
        why,
      })),
    ]
  },
}
