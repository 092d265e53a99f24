import type { ProseRule } from 'unmangle-core'
import { oddSpellings } from 'unmangle-glossary'

export const rule: ProseRule = {
  kind: 'prose',
  id: 'name-odd-spelling',
  family: 'name',
  description: 'A name that the document spells otherwise everywhere else',
  check(context) {
    return oddSpellings(context).map(({ start, end, replacement, why }) => ({
      start,
      end,
      expected: [replacement],
      tier: 'suggest',
      message: 'This name is spelt otherwise everywhere else.',
      why,
    }))
  },
}
