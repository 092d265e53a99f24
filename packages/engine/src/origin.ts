import type { Origin } from 'unmangle-core'

/** What speaks for a text having come from one of some languages. */
export interface OriginClue {
  readonly tags: readonly string[]
  /** How much it says where it speaks for one language alone; what several share says less for each. */
  readonly weight: number
  readonly why: string
}

/** Below such a sum for the best language nothing is said; where much is broken, less will do. */
const LEAST_SCORE = 2.5
const LEAST_WITH_DAMAGE = 0.9
const MUCH_DAMAGE = 5
/** Below such a share of all that speaks for any language nothing is said of one. */
const LEAST_CONFIDENCE = 0.2
/** An inferred origin is never as sure as a given one. */
const MOST_CONFIDENCE = 0.95
const MOST_ORIGINS = 3
const MOST_REASONS = 4

/**
 * The languages that clues speak for, the likeliest first; none where they say too little.
 *
 * @param damage How many findings the text has.
 */
export function originsOf(clues: readonly OriginClue[], damage: number): Origin[] {
  const scores = new Map<string, number>()
  const reasons = new Map<string, string[]>()
  for (const { tags, weight, why } of clues) {
    for (const tag of tags) {
      scores.set(tag, (scores.get(tag) ?? 0) + weight / Math.sqrt(tags.length))
      reasons.set(tag, [...(reasons.get(tag) ?? []), why])
    }
  }
  const ranked = [...scores].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1))
  const best = ranked[0]?.[1] ?? 0
  if (best < (damage >= MUCH_DAMAGE ? LEAST_WITH_DAMAGE : LEAST_SCORE)) return []
  const total = ranked.reduce((sum, [, score]) => sum + Math.exp(score - best), 0)
  return ranked.slice(0, MOST_ORIGINS).flatMap(([tag, score]) => {
    const confidence = Math.min(MOST_CONFIDENCE, Math.exp(score - best) / total)
    if (confidence < LEAST_CONFIDENCE) return []
    const why = [...new Set(reasons.get(tag))].slice(0, MOST_REASONS).join('; ')
    return [{ tag, confidence: Number(confidence.toFixed(2)), given: false, why }]
  })
}
