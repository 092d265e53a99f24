import type { ProseRule } from 'unmangle-core'
import { type NameDamage, nameRepairs, repairReason } from 'unmangle-glossary'

/** A rule for one way in which names break: the repair itself is the glossary's business. */
export function nameRule(identity: {
  readonly id: string
  readonly damage: NameDamage
  readonly description: string
  readonly message: string
}): ProseRule {
  const { id, damage, description, message } = identity
  return {
    kind: 'prose',
    id,
    family: 'name',
    description,
    check(context) {
      return nameRepairs(context)
        .filter((repair) => repair.damage === damage)
        .map((repair) => ({
          start: repair.start,
          end: repair.end,
          expected: [repair.replacement],
          tier: repair.certain ? 'safe' : 'suggest',
          message,
          why: repairReason(repair),
        }))
    },
  }
}
