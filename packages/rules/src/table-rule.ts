import type { Family, ProseRule } from 'unmangle-core'

/** What a rule that reads a table says of itself. */
export interface TableIdentity {
  readonly id: string
  readonly family: Family
  /** The name of the table. */
  readonly table: string
  readonly description: string
  readonly message: string
}

/** A rule that says what the rows of one of the packs' phrase tables say. */
export function tableRule(identity: TableIdentity): ProseRule {
  const { id, family, table, description, message } = identity
  return {
    kind: 'prose',
    id,
    family,
    description,
    table,
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
