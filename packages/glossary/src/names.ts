import type { ProseContext } from 'unmangle-core'
import { compoundNames } from './compound-names.ts'
import { damagedNames } from './damaged-names.ts'
import { type DocumentNames, gatherNames } from './document-names.ts'
import { aroundSurnames } from './family-names.ts'
import { inflectedNames } from './inflected-names.ts'
import { mixedSpellings } from './mixed-spellings.ts'
import { nameParts } from './name-parts.ts'
import type { NameRepair } from './name-repair.ts'
import { nearNames } from './near-names.ts'
import { reorderedNames } from './reordered-names.ts'
import { termOrigin } from './term.ts'

const KEY: unique symbol = Symbol('name repairs')
const NONE: readonly NameRepair[] = []

/** All repairs of names from the glossary, worked out once a document. In no order; spans may overlap. */
export function nameRepairs(context: ProseContext): readonly NameRepair[] {
  const { glossary } = context
  if (!glossary) return NONE
  return context.shared(KEY, () => {
    const names: DocumentNames = gatherNames(context, glossary)
    const damaged = damagedNames(context, names)
    const inflected = inflectedNames(context, names)
    const established = new Set([
      ...names.established,
      ...inflected.established,
      ...damaged.map((repair) => repair.term),
    ])
    return [
      ...names.repairs,
      ...damaged,
      ...mixedSpellings(context, names, damaged),
      ...nameParts(context, names, established),
      ...reorderedNames(context, names),
      ...aroundSurnames(context, names),
      ...compoundNames(context, names),
      ...nearNames(context, names),
      ...inflected.repairs(established),
    ]
  })
}

/** The reason of a repair: the evidence, and where the term comes from. */
export function repairReason({ evidence, term }: NameRepair): string {
  return `${evidence} ${termOrigin(term)}`
}
