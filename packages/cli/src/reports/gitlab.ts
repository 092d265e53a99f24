import { fingerprintInFile } from '../fingerprint.ts'
import { JsonList } from './json-list.ts'
import { remainingFindings, type Severity, summaryOf } from './remaining.ts'
import type { FileResult, Reporter, RunFacts } from './reporter.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'major', warning: 'minor', notice: 'info' }

/**
 * A Code Quality report of GitLab.
 * Fields: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format
 */
export function gitlabReport({ dry }: RunFacts): Reporter {
  const list = new JsonList()
  return {
    file: (result) => list.add([...problemsOf(result), ...issuesOf(result, dry)]),
    end: () => list.end(),
  }
}

function issuesOf(result: FileResult, dry: boolean): unknown[] {
  return remainingFindings(result, dry).map((finding) => ({
    description: summaryOf(finding),
    check_name: finding.rule,
    fingerprint: fingerprintInFile(result.path, finding.fingerprint),
    severity: SEVERITIES[finding.severity],
    location: { path: result.path, lines: { begin: finding.from.line, end: finding.to.line } },
  }))
}

function problemsOf({ path, error }: FileResult): unknown[] {
  if (error === undefined) return []
  const fingerprint = fingerprintInFile(path, error)
  const location = { path, lines: { begin: 1 } }
  return [{ description: error, check_name: 'unmangle', fingerprint, severity: 'critical', location }]
}
