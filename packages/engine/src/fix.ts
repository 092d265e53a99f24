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
/** Beginnings anew after which a circle bars whole rules: there are few of them, and so the work has a bound. */
const MOST_CIRCLES = 12

export interface Fixed {
  readonly output: string
  readonly changes: readonly Change[]
  /** What is found in the output. */
  readonly left: readonly Candidate[]
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
  readonly made: readonly Finding[]
}

/**
 * Makes corrections until none is left. A text that was seen before ends in a circle: what was made since is then
 * made by nobody, and the work begins again without it.
 */
export function fixToRest(source: string, tier: 'safe' | 'suggest', shop: Workshop): Fixed {
  const barred = new Set<string>()
  for (let circles = 0; ; circles++) {
    const result = attempt(source, tier, shop, barred)
    if ('changes' in result) return result
    for (const finding of result.circle) barred.add(circles < MOST_CIRCLES ? keyOf(finding) : finding.rule)
  }
}

function attempt(
  source: string,
  tier: 'safe' | 'suggest',
  shop: Workshop,
  barred: ReadonlySet<string>,
): Fixed | { readonly circle: readonly Finding[] } {
  const isBarred = (finding: Finding) => barred.has(keyOf(finding)) || barred.has(finding.rule)
  const rounds: Round[] = []
  let changes: readonly Change[] = []
  let current = source
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const document = shop.read(current)
    const { counts } = shop
    const found = shop.check(document)
    const wanted = found
      .filter(({ finding }) => isMade(finding, tier) && !isBarred(finding))
      .filter(({ finding }) => counts?.(toInput(source, current, changes, finding)) ?? true)
    const chosen = choose(wanted)
    const made = trusted(document, chosen, (text) => shop.read(text).reading)
    if (made.length === 0) {
      // What is not trusted may have stood in the way of others.
      if (chosen.length > 0 && wanted.length > chosen.length) return { circle: chosen.map(({ finding }) => finding) }
      return { output: current, changes, left: found }
    }
    const next = applyEdits(current, editsOf(made))
    rounds.push({ text: current, made: made.map(({ finding }) => finding) })
    const seen = rounds.findIndex(({ text }) => text === next)
    if (seen >= 0) return { circle: rounds.slice(seen).flatMap((round) => round.made) }
    changes = compose(source, current, changes, shownOf(current, made))
    current = next
  }
  return { circle: rounds.slice(-2).flatMap((round) => round.made) }
}

/** The findings of candidates as they are shown: those of source rules by their parts. */
export function shownOf(source: string, candidates: readonly Candidate[]): Finding[] {
  return candidates.flatMap(({ finding, announces }) => (announces ? partsOf(source, finding) : [finding]))
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
