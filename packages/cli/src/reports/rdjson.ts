import { lineAt, lineStarts, type Span } from 'unmangle-core'
import { HOME } from '../version.ts'
import { JsonList } from './json-list.ts'
import { type RemainingFinding, remainingFindings, type Severity, summaryOf } from './remaining.ts'
import type { FileResult, Reporter, RunFacts } from './reporter.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'ERROR', warning: 'WARNING', notice: 'INFO' }

/**
 * Reviewdog's diagnostic format: an answer becomes a change that one click makes in a pull request.
 * Fields: https://github.com/reviewdog/reviewdog/blob/master/proto/rdf/reviewdog.proto
 */
export function rdjsonReport({ dry }: RunFacts): Reporter {
  const list = new JsonList(`{"source":${JSON.stringify({ name: 'unmangle', url: HOME })},"diagnostics":[`)
  return {
    file: (result) => list.add([...problemsOf(result), ...diagnosticsOf(result, dry)]),
    end: () => list.end(']}'),
  }
}

function diagnosticsOf(result: FileResult, dry: boolean): unknown[] {
  const range = rangesOf(result.text)
  return remainingFindings(result, dry).map((finding) => diagnostic(result.path, finding, range(finding)))
}

function diagnostic(path: string, finding: RemainingFinding, range: Range): unknown {
  const { why, rule, url, severity, expected } = finding
  return {
    message: why === '' ? summaryOf(finding) : `${summaryOf(finding)}\n${why}`,
    location: { path, range },
    severity: SEVERITIES[severity],
    code: { value: rule, ...(url !== '' && { url }) },
    ...(expected.length > 0 && { suggestions: expected.map((text) => ({ range, text })) }),
  }
}

function problemsOf({ path, error }: FileResult): unknown[] {
  return error === undefined ? [] : [{ message: error, location: { path }, severity: 'ERROR' }]
}

/** Lines from 1; columns from 1 too, in bytes of UTF-8; the end is exclusive. */
interface Range {
  readonly start: { readonly line: number; readonly column: number }
  readonly end: { readonly line: number; readonly column: number }
}

/** Gives the ranges of spans. Spans that come by their start cost no more than one pass over the text. */
function rangesOf(text: string): (span: Span) => Range {
  const starts = lineStarts(text)
  let last = { line: 0, offset: 0, column: 1 }
  const bytes = (from: number, to: number) => Buffer.byteLength(text.slice(from, to))
  return ({ start, end }) => {
    const line = lineAt(starts, start)
    const known = line === last.line && start >= last.offset ? last : { line, offset: starts[line] ?? 0, column: 1 }
    last = { line, offset: start, column: known.column + bytes(known.offset, start) }
    const endLine = lineAt(starts, end)
    const endColumn = endLine === line ? last.column + bytes(start, end) : 1 + bytes(starts[endLine] ?? 0, end)
    return { start: { line: line + 1, column: last.column }, end: { line: endLine + 1, column: endColumn } }
  }
}
