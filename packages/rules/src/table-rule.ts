import type { Family, ProseRule } from 'unmangle-core'

/** A rule that says what the rows of one of the packs' phrase tables say. */
export function tableRule(identity: {
  readonly id: string
  readonly family: Family
  /** The name of the table. */
  readonly table: string
  readonly description: string
  readonly message: string
}): ProseRule {
  const { id, family, table, description, message } = identity
  return {
    kind: 'prose',
    id,
    family,
    description,
    check(context) {
      return context.matches(table).map(({ start, end, row, answers }) => ({
        start,
        end,
        expected: answers,
        tier: answers.length === 0 ? 'report' : (row.tier ?? 'suggest'),
        message,
        why: row.why,
      }))
    },
  }
}
