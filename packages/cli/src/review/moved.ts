import type { Span } from 'unmangle-core'

/** A finding and what it is known by. */
export interface Printed {
  readonly finding: Span & { readonly rule: string }
  readonly fingerprint: string
}

/**
 * What the fingerprints of findings have become where only their surroundings changed. The texts are alike before and
 * after one place; what stands there on either side is the same finding where rule and place are.
 */
export function movedPrints(
  before: string,
  found: readonly Printed[],
  after: string,
  now: readonly Printed[],
): Map<string, string> {
  let head = 0
  while (head < before.length && before[head] === after[head]) head++
  const grown = after.length - before.length
  const places = new Map(now.map(({ finding, fingerprint }) => [placeOf(finding, 0), fingerprint]))
  const moved = new Map<string, string>()
  for (const { finding, fingerprint } of found) {
    const print = places.get(placeOf(finding, finding.end <= head ? 0 : grown))
    if (print !== undefined && print !== fingerprint) moved.set(fingerprint, print)
  }
  return moved
}

function placeOf({ rule, start, end }: Printed['finding'], by: number): string {
  return `${rule} ${start + by} ${end + by}`
}
