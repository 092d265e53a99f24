import { lineStarts, positionAt } from 'unmangle-core'
import type { ReportedFinding } from 'unmangle-engine'
import { JsonList } from './json-list.ts'
import type { FileResult, Findings, Reporter } from './reporter.ts'

/** A finding as it is written in JSON. */
export interface Artifact {
  readonly rule: string
  readonly family: string
  readonly tier: string
  readonly start: number
  readonly end: number
  readonly line: number
  readonly column: number
  readonly endLine: number
  readonly endColumn: number
  readonly text: string
  readonly expected: readonly string[]
  readonly message: string
  readonly why: string
  readonly url: string
  readonly applied: boolean
  readonly original?: ReportedFinding['original']
}

/** The findings of a text, with their lines and columns in it. */
export function artifactsOf(text: string, findings: readonly ReportedFinding[]): Artifact[] {
  const starts = lineStarts(text)
  return findings.map((finding) => {
    const { rule, family, tier, start, end, expected, message, why, url, applied, original } = finding
    const from = positionAt(starts, start)
    const to = positionAt(starts, end)
    return {
      rule,
      family,
      tier,
      start,
      end,
      line: from.line,
      column: from.column,
      endLine: to.line,
      endColumn: to.column,
      text: finding.text,
      expected,
      message,
      why,
      url,
      applied,
      ...(original && { original }),
    }
  })
}

/** The languages that a text seems to come from, as JSON has them. */
export function originsOf(report: Findings): { tag: string; confidence: number }[] {
  return report.from.map(({ tag, confidence }) => ({ tag, confidence }))
}

/** One array, an element a file, one a line. */
export function jsonReport(): Reporter {
  const list = new JsonList()
  return { file: (result) => list.add([entryOf(result)]), end: () => list.end() }
}

function entryOf({ path, text, report, error }: FileResult) {
  return {
    path,
    lang: report?.lang ?? 'und',
    from: report ? originsOf(report) : [],
    artifacts: report ? artifactsOf(text, report.findings) : [],
    ...(report && report.notes.length > 0 && { notes: report.notes }),
    ...(error !== undefined && { error }),
  }
}
