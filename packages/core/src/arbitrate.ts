import { type Finding, type Span, tierRank } from './finding.ts'

/** The one order by which overlapping findings are settled: tier, then longer, then earlier, then rule id. */
export function byPrecedence(a: Finding, b: Finding): number {
  return (
    tierRank(a.tier) - tierRank(b.tier) ||
    b.end - b.start - (a.end - a.start) ||
    a.start - b.start ||
    byCodeUnits(a.rule, b.rule) ||
    byCodeUnits(a.expected[0] ?? '', b.expected[0] ?? '')
  )
}

/** The order in which findings are shown. */
export function byPlace(a: Finding, b: Finding): number {
  return a.start - b.start || a.end - b.end || byPrecedence(a, b)
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

/** Whether two spans share a character; an empty one touches what it stands inside of. */
export function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

/** Of findings that want to be made, those that can be made together, by precedence; in order of place. */
export function chooseDisjoint(findings: readonly Finding[]): Finding[] {
  const sorted: Finding[] = []
  for (const finding of [...findings].sort(byPrecedence)) {
    const at = firstEndingAfter(sorted, finding.start)
    if (at < sorted.length && overlaps(sorted[at]!, finding)) continue
    sorted.splice(at, 0, finding)
  }
  return sorted
}

function firstEndingAfter(sorted: readonly Finding[], offset: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (sorted[middle]!.end <= offset) low = middle + 1
    else high = middle
  }
  return low
}

/**
 * What is reported of all findings: a finding whose whole span lies in one that takes precedence and offers an
 * answer is moot, and so is the same place named twice. In order of place.
 */
export function settle(findings: readonly Finding[]): Finding[] {
  const ranked = [...findings].sort(byPrecedence)
  const rank = new Map(ranked.map((finding, i) => [finding, i]))
  const placed = [...findings].sort((a, b) => a.start - b.start || b.end - a.end || byPrecedence(a, b))
  // Those that may still cover what comes next. Few at a time: spans are short.
  let open: Finding[] = []
  const moot = new Set<Finding>()
  for (const finding of placed) {
    open = open.filter((other) => other.end > finding.start)
    for (const other of open) {
      const outranked = (rank.get(other) ?? 0) < (rank.get(finding) ?? 0)
      const [winner, loser] = outranked ? [other, finding] : [finding, other]
      if (!moot.has(winner) && coversWithAnswer(winner, loser)) moot.add(loser)
    }
    open.push(finding)
  }
  return findings.filter((finding) => !moot.has(finding)).sort(byPlace)
}

function coversWithAnswer(winner: Finding, loser: Finding): boolean {
  if (winner.start > loser.start || winner.end < loser.end) return false
  return winner.expected.length > 0 || (winner.start === loser.start && winner.end === loser.end)
}
