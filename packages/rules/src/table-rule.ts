import type { Family, ProseContext, ProseRule, TableMatch } from 'unmangle-core'

/** What a rule that reads a table says of itself. */
export interface TableIdentity {
  readonly id: string
  readonly family: Family
  /** The name of the table. */
  readonly table: string
  readonly description: string
  readonly message: string
  /** Whether a match is one; none: all are. */
  readonly holds?: (context: ProseContext, match: TableMatch) => boolean
}

/** A rule that says what the rows of one of the packs' phrase tables say. */
export function tableRule(identity: TableIdentity): ProseRule {
  const { id, family, table, description, message, holds = () => true } = identity
  return {
    kind: 'prose',
    id,
    family,
    description,
    table,
    check(context) {
      const given = context.document.from.filter((origin) => origin.given).map(({ tag }) => tag.split('-', 1)[0] ?? tag)
      const matches = context.matches(table).filter((match) => holds(context, match))
      return matches.map(({ start, end, row, answers }) => {
        // What is a calque of one language may be said on purpose by who translates from another.
        const elsewhere = given.length > 0 && row.from?.some((tag) => given.includes(tag)) === false
        const offered = elsewhere ? [] : answers
        const tier = offered.length === 0 ? 'report' : (row.tier ?? 'suggest')
        return { start, end, expected: offered, tier, message, why: row.why }
      })
    },
  }
}
