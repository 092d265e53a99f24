import { type RemainingFinding, remainingFindings, summaryOf } from './remaining.ts'
import type { FileResult, Reporter, RunFacts } from './reporter.ts'
import { escapeXml, xmlTag } from './xml.ts'

/**
 * JUnit's XML: a suite a file, a case a finding. A finding at the failing tier is a failure, another one a case that
 * passes and tells what was seen, a file that could not be done an error; a clean file is one case.
 */
export function junitReport({ dry }: RunFacts): Reporter {
  let before = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="unmangle">\n'
  return {
    file(result) {
      const text = before + suite(result, dry)
      before = ''
      return text
    },
    end: () => `${before}</testsuites>\n`,
  }
}

function suite(result: FileResult, dry: boolean): string {
  const { path, error } = result
  const findings = remainingFindings(result, dry)
  const cases = findings.map((finding) => findingCase(path, finding))
  if (error !== undefined) cases.unshift(problemCase(path, error))
  if (cases.length === 0) cases.push(`    ${xmlTag('testcase', { name: 'unmangle', classname: path }, 'empty')}\n`)
  const failures = findings.filter(({ severity }) => severity === 'error').length
  const counts = { tests: cases.length, failures, errors: error === undefined ? 0 : 1 }
  return `  ${xmlTag('testsuite', { name: path, ...counts }, 'open')}\n${cases.join('')}  </testsuite>\n`
}

function findingCase(path: string, finding: RemainingFinding): string {
  const { rule, from, severity, tier, why, url } = finding
  const name = `${rule} ${from.line}:${from.column}`
  const message = summaryOf(finding)
  const details = escapeXml(`${path}:${from.line}:${from.column} ${message}\n${why}\n${url}`)
  const body =
    severity === 'error'
      ? `${xmlTag('failure', { type: tier, message }, 'open')}${details}</failure>`
      : `<system-out>${details}</system-out>`
  return `    ${xmlTag('testcase', { name, classname: path }, 'open')}${body}</testcase>\n`
}

function problemCase(path: string, error: string): string {
  const start = xmlTag('testcase', { name: 'unmangle', classname: path }, 'open')
  return `    ${start}${xmlTag('error', { message: error }, 'empty')}</testcase>\n`
}
