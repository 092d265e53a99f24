import { remainingFindings, type Severity, summaryOf } from './remaining.ts'
import type { FileResult, Reporter, RunFacts } from './reporter.ts'
import { xmlTag } from './xml.ts'

const SEVERITIES: Readonly<Record<Severity, string>> = { error: 'error', warning: 'warning', notice: 'info' }

/** The XML of Checkstyle, which most CI servers and review bots read. */
export function checkstyleReport({ dry }: RunFacts): Reporter {
  let before = '<?xml version="1.0" encoding="UTF-8"?>\n<checkstyle version="4.3">\n'
  return {
    file(result) {
      const text = before + fileElement(result, dry)
      before = ''
      return text
    },
    end: () => `${before}</checkstyle>\n`,
  }
}

function fileElement(result: FileResult, dry: boolean): string {
  const errors = remainingFindings(result, dry).map((finding) => ({
    line: finding.from.line,
    column: finding.from.column,
    severity: SEVERITIES[finding.severity],
    message: summaryOf(finding),
    source: `unmangle.${finding.rule}`,
  }))
  const problem = result.error === undefined ? [] : [{ severity: 'error', message: result.error, source: 'unmangle' }]
  const lines = [...problem, ...errors].map((attributes) => `    ${xmlTag('error', attributes, 'empty')}\n`)
  if (lines.length === 0) return ''
  return `  ${xmlTag('file', { name: result.path }, 'open')}\n${lines.join('')}  </file>\n`
}
