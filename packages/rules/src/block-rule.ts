import type { ProseRule } from 'unmangle-core'
import type { TableIdentity } from './table-rule.ts'

/** The words a line of this sort may have at the most: a longer paragraph that begins like it is prose. */
const MOST_WORDS = 40

/** A rule for lines that do not belong to the text: a row that opens a short block means all of the block. */
export function blockRule(identity: TableIdentity): ProseRule {
  const { id, family, table, description, message } = identity
  return {
    kind: 'prose',
    id,
    family,
    description,
    table,
    check(context) {
      const matches = context.matches(table)
      if (matches.length === 0) return []
      const opened = new Map(context.blocks.map((block) => [block.start, block]))
      return matches.flatMap(({ start, row }) => {
        const block = opened.get(start)
        if (!block || block.last - block.first > MOST_WORDS) return []
        const tier = row.tier ?? 'suggest'
        const expected = tier === 'report' ? [] : ['']
        return [{ start: block.start, end: block.end, expected, tier, message, why: row.why }]
      })
    },
  }
}
