import { lineStarts, type Position, positionAt, type Tier, tierRank } from 'unmangle-core'
import type { ReportedFinding } from 'unmangle-engine'
import { type FileResult, printsOf } from './reporter.ts'

/** A finding that is still in the file after the run. */
export interface RemainingFinding extends ReportedFinding {
  readonly from: Position
  readonly to: Position
  readonly severity: Severity
  readonly fingerprint: string
}

/** `error`: at the failing tier. `notice`: below it, and with nothing to offer. */
export type Severity = 'error' | 'warning' | 'notice'

function severityOf(tier: Tier, failOn: Tier | 'none'): Severity {
  if (failOn !== 'none' && tierRank(tier) <= tierRank(failOn)) return 'error'
  return tier === 'report' ? 'notice' : 'warning'
}

/** What a report for machines lists of a file: what this run has not corrected. */
export function remainingFindings(result: FileResult, dry: boolean): readonly RemainingFinding[] {
  const { text, report, failOn = 'none' } = result
  if (!report || report.findings.length === 0) return []
  const starts = lineStarts(text)
  const prints = printsOf(result)
  return report.findings
    .map((finding, i) => ({
      ...finding,
      from: positionAt(starts, finding.start),
      to: positionAt(starts, finding.end),
      severity: severityOf(finding.tier, failOn),
      fingerprint: prints[i] ?? '',
    }))
    .filter(({ applied }) => dry || !applied)
}

/** So much of damage or of an answer is named in a message, in UTF-16 code units. */
const LONGEST_NAMED = 200

/** A finding in one sentence or two, with its best answer: for readers who see no more of it. */
export function summaryOf({ text, expected, message }: ReportedFinding): string {
  const [answer] = expected
  if (answer === undefined) return `${message} “${named(text)}”`
  return answer === '' ? `${message} “${named(text)}” goes.` : `${message} “${named(text)}” → “${named(answer)}”`
}

function named(text: string): string {
  return text.length <= LONGEST_NAMED ? text : `${text.slice(0, LONGEST_NAMED).replace(/[\ud800-\udbff]$/, '')}…`
}
