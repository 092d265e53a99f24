import { type Finding, type Tier, tierRank } from 'unmangle-core'

/** A place in a text: `line` and `column` are 1-based, `offset` is 0-based, all in UTF-16 code units. */
export interface Point {
  readonly line: number
  readonly column: number
  readonly offset: number
}

/** A finding in the shape of a message of vfile. */
export interface Message {
  readonly reason: string
  /** A byte-order mark is not counted, as in the trees of unified and in editors. */
  readonly place: { readonly start: Point; readonly end: Point }
  readonly ruleId: string
  readonly source: 'unmangle'
  readonly actual: string
  readonly expected: readonly string[]
  readonly note: string
  readonly url: string
  /** `undefined` is an information, `false` a warning. */
  readonly fatal: boolean | undefined
}

const BOM = '\uFEFF'
/** Characters of an expression that a reason quotes. */
const MOST_QUOTED = 60

/**
 * The messages for findings in `source`.
 *
 * @param failOn The lowest tier whose findings are fatal; `none` is.
 */
export function messagesOf(source: string, findings: readonly Finding[], failOn: Tier | 'none' = 'none'): Message[] {
  const shift = source.startsWith(BOM) ? BOM.length : 0
  const lines = lineStarts(source, shift)
  return findings.map((finding) => ({
    reason: reasonOf(finding),
    place: { start: pointAt(lines, finding.start - shift), end: pointAt(lines, finding.end - shift) },
    ruleId: finding.rule,
    source: 'unmangle',
    actual: finding.text,
    expected: finding.expected,
    note: finding.why,
    url: finding.url,
    fatal: severityOf(finding.tier, failOn),
  }))
}

function severityOf(tier: Tier, failOn: Tier | 'none'): boolean | undefined {
  if (failOn !== 'none' && tierRank(tier) <= tierRank(failOn)) return true
  return tier === 'report' ? undefined : false
}

/** What is wrong and, where there is an answer, what is right, on one line. */
export function reasonOf({ message, text, expected }: Finding): string {
  const [answer] = expected
  if (answer === undefined) return message
  const said = message.endsWith('.') ? message.slice(0, -1) : message
  return answer === '' ? `${said}: delete ${quoted(text)}` : `${said}: ${quoted(text)} → ${quoted(answer)}`
}

function quoted(text: string): string {
  const line = text.replace(/\s+/g, ' ')
  return line.length > MOST_QUOTED ? `“${line.slice(0, MOST_QUOTED)}…”` : `“${line}”`
}

function lineStarts(text: string, shift: number): number[] {
  const starts = [0]
  const end = /\r\n|\n|\r/g
  while (end.exec(text)) starts.push(end.lastIndex - shift)
  return starts
}

function pointAt(starts: readonly number[], offset: number): Point {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset }
}
