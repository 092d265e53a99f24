import {
  applyEdits,
  type Change,
  chooseDisjoint,
  compose,
  type Document,
  type Finding,
  tierRank,
  toInput,
} from 'unmangle-core'
import type { Candidate } from './check.ts'
import { partsOf } from './parts.ts'
import { editsOf, trusted } from './verify.ts'

/** Rounds until which a text has to settle; each mends what an earlier one uncovered. */
const MOST_ROUNDS = 12

export interface Fixed {
  readonly output: string
  readonly changes: readonly Change[]
}

/** What fixing needs of the engine. */
export interface Workshop {
  read(source: string): Document
  check(document: Document): readonly Candidate[]
  /** Whether a finding in offsets of the input counts. */
  readonly counts?: (finding: Finding) => boolean
}

interface Round {
  readonly text: string
  readonly keys: readonly string[]
}

/**
 * Makes corrections until none is left. A text that was seen before ends in a circle: what was made since is then
 * made by nobody, and the work begins again without it.
 */
export function fixToRest(source: string, tier: 'safe' | 'suggest', shop: Workshop): Fixed {
  const barred = new Set<string>()
  for (;;) {
    const result = attempt(source, tier, shop, barred)
    if ('changes' in result) return result
    for (const key of result.circle) barred.add(key)
  }
}

function attempt(
  source: string,
  tier: 'safe' | 'suggest',
  shop: Workshop,
  barred: ReadonlySet<string>,
): Fixed | { readonly circle: readonly string[] } {
  const rounds: Round[] = []
  let changes: readonly Change[] = []
  let current = source
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const document = shop.read(current)
    const { counts } = shop
    const wanted = shop
      .check(document)
      .filter(({ finding }) => isMade(finding, tier) && !barred.has(keyOf(finding)))
      .filter(({ finding }) => counts?.(toInput(source, current, changes, finding)) ?? true)
    const chosen = choose(wanted)
    const made = trusted(document, chosen, (text) => shop.read(text).reading)
    const distrusted = chosen.filter((candidate) => !made.includes(candidate)).map(({ finding }) => keyOf(finding))
    if (made.length === 0) {
      if (distrusted.some((key) => !barred.has(key)) && wanted.length > chosen.length) return { circle: distrusted }
      return { output: current, changes }
    }
    const next = applyEdits(current, editsOf(made))
    rounds.push({ text: current, keys: made.map(({ finding }) => keyOf(finding)) })
    const seen = rounds.findIndex(({ text }) => text === next)
    if (seen >= 0) return { circle: rounds.slice(seen).flatMap(({ keys }) => keys) }
    changes = compose(
      source,
      current,
      changes,
      made.flatMap(({ finding, announces }) => (announces ? partsOf(current, finding) : [finding])),
    )
    current = next
  }
  return { circle: rounds.slice(-2).flatMap(({ keys }) => keys) }
}

/** Structure first: what a mended fence or link does to the prose is seen in the next round. */
function choose(wanted: readonly Candidate[]): Candidate[] {
  const structural = wanted.filter((candidate) => candidate.announces)
  const pool = structural.length > 0 ? structural : wanted
  const byFinding = new Map(pool.map((candidate) => [candidate.finding, candidate]))
  return chooseDisjoint(pool.map(({ finding }) => finding)).flatMap((finding) => byFinding.get(finding) ?? [])
}

/** Whether a finding is made at this tier. */
function isMade(finding: Finding, tier: 'safe' | 'suggest'): boolean {
  return tierRank(finding.tier) <= tierRank(tier) && finding.edits !== null && finding.edits.length > 0
}

/** What a finding says, wherever it says it. */
export function keyOf(finding: Finding): string {
  return `${finding.rule}\u0000${finding.text}\u0000${finding.expected[0] ?? ''}`
}
