/**
 * How one word can have become another by the slip of a machine:
 * `slip`: a letter doubled, a doubled one dropped, or two neighbours swapped, which makes no other name;
 * `letters`: other letters changed, which may be another name.
 */
export type Slip = 'slip' | 'letters'

/** A word this short is too near to too many others. */
const SHORTEST = 5
/** From this length on two changed letters are still the same word. */
const LONG = 9

/** Whether one is the other with its last letter twice (*Zelenskyy*). */
function isLastDoubled(one: string, other: string): boolean {
  const [long, short] = one.length > other.length ? [one, other] : [other, one]
  return long.length === short.length + 1 && long.at(-1) === short.at(-1)
}

/**
 * How `written` differs from `right`, both folded; undefined where they are equal, too far apart, or one begins with
 * the other, unless that doubles its last letter (an ending, not a slip).
 */
export function slipBetween(written: string, right: string): Slip | undefined {
  if (written === right || right.length < SHORTEST || written.length < SHORTEST - 1) return undefined
  if (written.startsWith(right) || right.startsWith(written)) return isLastDoubled(written, right) ? 'slip' : undefined
  const difference = written.length - right.length
  if (Math.abs(difference) > 2) return undefined
  let head = 0
  while (head < written.length && written[head] === right[head]) head++
  let tail = 0
  const shorter = Math.min(written.length, right.length)
  while (tail < shorter - head && written[written.length - 1 - tail] === right[right.length - 1 - tail]) tail++
  const had = right.slice(head, right.length - tail)
  const has = written.slice(head, written.length - tail)
  if (had === '' && has.length === 1) return has === written[head - 1] ? 'slip' : 'letters'
  if (has === '' && had.length === 1) return had === right[head - 1] ? 'slip' : 'letters'
  if (had.length === 2 && has.length === 2 && had[0] === has[1] && had[1] === has[0]) return 'slip'
  if (had.length <= 1 && has.length <= 1) return 'letters'
  return right.length >= LONG && head > 0 && had.length <= 2 && has.length <= 2 ? 'letters' : undefined
}
