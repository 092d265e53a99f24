import type { ProseContext, Term } from 'unmangle-core'
import { damagedNames } from './damaged-names.ts'
import { type DocumentNames, gatherNames, mixedSpellings } from './document-names.ts'
import { nameParts } from './name-parts.ts'
import { reorderedNames } from './reordered-names.ts'

/** By which mechanism a name was broken. */
export type NameDamage =
  | 'case'
  | 'numeral'
  | 'letters'
  | 'translated'
  | 'order'
  | 'article'
  | 'forbidden'
  | 'mixed'
  | 'diacritics'

/** A broken name with its right form, in offsets of the prose. */
export interface NameRepair {
  readonly damage: NameDamage
  readonly start: number
  readonly end: number
  readonly replacement: string
  readonly certain: boolean
  readonly term: Term
  /** What speaks for it. */
  readonly evidence: string
}

const KEY: unique symbol = Symbol('name repairs')
const NONE: readonly NameRepair[] = []

/** All repairs of names from the glossary, worked out once a document. In no order; spans may overlap. */
export function nameRepairs(context: ProseContext): readonly NameRepair[] {
  const { glossary } = context
  if (!glossary) return NONE
  return context.shared(KEY, () => {
    const names: DocumentNames = gatherNames(context, glossary)
    const damaged = damagedNames(context, names)
    const established = new Set([...names.established, ...damaged.map((repair) => repair.term)])
    return [
      ...names.repairs,
      ...damaged,
      ...mixedSpellings(context, names, damaged),
      ...nameParts(context, names, established),
      ...reorderedNames(context, names),
    ]
  })
}

/** The reason of a repair: the evidence, and where the term comes from. */
export function repairReason(repair: NameRepair): string {
  const { file, line } = repair.term.source
  return `${repair.evidence} “${repair.term.term}” is a term of ${file}:${line}.`
}
