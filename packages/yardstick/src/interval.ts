import { seeded } from 'unmangle-mangler'

/** A share of something: `part` of `whole`. */
export interface Share {
  readonly part: number
  readonly whole: number
}

const RESAMPLES = 1000

/**
 * The 95 % interval of a share whose counts came a document at a time: a percentile bootstrap over documents, because
 * what is in one document is not independent. Where all counts agree, resampling shows no doubt; then the open end is the
 * rule of three.
 *
 * @returns from and to, 0 to 1
 */
export function interval(documents: readonly Share[], seed = 1): readonly [number, number] {
  const counted = documents.filter(({ whole }) => whole > 0)
  const { part, whole } = sum(counted)
  if (whole === 0) return [0, 1]
  if (part === whole) return [Math.max(0, 1 - 3 / whole), 1]
  if (part === 0) return [0, Math.min(1, 3 / whole)]
  const random = seeded(seed)
  const shares = Array.from({ length: RESAMPLES }, () => {
    const drawn = sum(counted.map(() => counted[Math.floor(random() * counted.length)] ?? { part: 0, whole: 0 }))
    return drawn.part / drawn.whole
  }).sort((a, b) => a - b)
  return [shares[Math.floor(RESAMPLES * 0.025)] ?? 0, shares[Math.floor(RESAMPLES * 0.975)] ?? 1]
}

function sum(shares: readonly Share[]): Share {
  let part = 0
  let whole = 0
  for (const share of shares) {
    part += share.part
    whole += share.whole
  }
  return { part, whole }
}
