import { applyEdits, type Finding, tierRank } from './finding.ts'

/** A finding that was made: its `expected[0]` stands at `outStart` to `outEnd` of the text as it is now. */
export interface Change {
  readonly finding: Finding
  readonly outStart: number
  readonly outEnd: number
}

/**
 * Lays the findings of one more round over the changes made so far. `current` is the text after `changes`, `made` are
 * disjoint findings in its offsets, in order; the result holds disjoint findings in offsets of `input`. A change that
 * was undone is gone.
 */
export function compose(
  input: string,
  current: string,
  changes: readonly Change[],
  made: readonly Finding[],
): Change[] {
  const out: Change[] = []
  let grown = 0
  let c = 0
  let m = 0
  let moved = 0
  while (c < changes.length || m < made.length) {
    const start = Math.min(changes[c]?.outStart ?? Number.POSITIVE_INFINITY, made[m]?.start ?? Number.POSITIVE_INFINITY)
    const olds: Change[] = []
    const news: Finding[] = []
    let end = start
    for (;;) {
      const old = changes[c]
      const next = made[m]
      if (old && (old.outStart < end || (olds.length + news.length === 0 && old.outStart === start))) {
        olds.push(old)
        end = Math.max(end, old.outEnd)
        c++
      } else if (next && (next.start < end || (olds.length + news.length === 0 && next.start === start))) {
        news.push(next)
        end = Math.max(end, next.end)
        m++
      } else break
    }
    const inputStart = start - moved
    for (const old of olds) moved += old.outEnd - old.outStart - (old.finding.end - old.finding.start)
    const inputEnd = end - moved
    const text = input.slice(inputStart, inputEnd)
    const answer = replaced(current, start, end, news)
    const outStart = start + grown
    grown += answer.length - (end - start)
    if (answer === text) continue
    const parts = [...olds.map((old) => old.finding), ...news]
    out.push({ finding: merged(parts, inputStart, inputEnd, text, answer), outStart, outEnd: outStart + answer.length })
  }
  return out
}

function replaced(current: string, start: number, end: number, made: readonly Finding[]): string {
  return applyEdits(
    current.slice(start, end),
    made.map((finding) => ({ start: finding.start - start, end: finding.end - start, text: finding.expected[0]! })),
  )
}

/** One finding for several that touched: known by its weakest part, with the reasons of all. */
function merged(parts: readonly Finding[], start: number, end: number, text: string, answer: string): Finding {
  const lead = parts.reduce((a, b) => (tierRank(b.tier) > tierRank(a.tier) ? b : a))
  if (parts.length === 1) {
    return {
      ...lead,
      start,
      end,
      text,
      expected: [answer, ...lead.expected.slice(1)],
      edits: [{ start, end, text: answer }],
    }
  }
  const unique = (values: readonly string[]) => [...new Set(values)].join(' ')
  return {
    ...lead,
    start,
    end,
    text,
    expected: [answer],
    message: unique(parts.map((part) => part.message)),
    why: unique(parts.map((part) => part.why)),
    edits: [{ start, end, text: answer }],
  }
}

/**
 * A finding about the text after `changes`, in offsets of `input`. Where it reaches into a change it is widened to
 * all of it, and its answers with it.
 */
export function toInput(input: string, current: string, changes: readonly Change[], finding: Finding): Finding {
  let { start, end } = finding
  let c = firstEndingAfter(changes, finding.start)
  const last = changes[c - 1]
  const before = last ? last.outEnd - last.finding.end : 0
  let within = 0
  for (let change = changes[c]; change && change.outStart < finding.end; change = changes[++c]) {
    start = Math.min(start, change.outStart)
    end = Math.max(end, change.outEnd)
    within += change.outEnd - change.outStart - (change.finding.end - change.finding.start)
  }
  const inputStart = start - before
  const inputEnd = end - before - within
  const widen = (answer: string) => current.slice(start, finding.start) + answer + current.slice(finding.end, end)
  const changed = within !== 0 || start !== finding.start || end !== finding.end
  return {
    ...finding,
    start: inputStart,
    end: inputEnd,
    text: input.slice(inputStart, inputEnd),
    expected: changed ? finding.expected.map(widen) : finding.expected,
    edits: null,
  }
}

function firstEndingAfter(changes: readonly Change[], offset: number): number {
  let low = 0
  let high = changes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((changes[middle]?.outEnd ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}
