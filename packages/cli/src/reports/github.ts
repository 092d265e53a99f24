import { type RemainingFinding, remainingFindings, summaryOf } from './remaining.ts'
import type { FileResult, Reporter, RunFacts } from './reporter.ts'

/**
 * Workflow commands of GitHub Actions, which become notes at the lines of a pull request.
 * Syntax and escapes: https://docs.github.com/actions/reference/workflows-and-actions/workflow-commands
 */
export function githubReport({ dry }: RunFacts): Reporter {
  return {
    file(result) {
      const commands = remainingFindings(result, dry).map((finding) => findingCommand(result.path, finding))
      const problem = problemCommand(result)
      return [...(problem ? [problem] : []), ...commands].map((command) => `${command}\n`).join('')
    },
    end: () => '',
  }
}

function findingCommand(path: string, finding: RemainingFinding): string {
  const { from, to } = finding
  // GitHub takes columns only of what lies on one line.
  const columns = from.line === to.line && { col: from.column, endColumn: to.column }
  const properties = { file: path, line: from.line, endLine: to.line, ...columns, title: finding.rule }
  return command(
    finding.severity,
    properties,
    [summaryOf(finding), finding.why].filter((part) => part !== '').join('\n'),
  )
}

function problemCommand({ path, error }: FileResult): string | undefined {
  return error === undefined ? undefined : command('error', { file: path, title: 'unmangle' }, error)
}

function command(name: string, properties: object, message: string): string {
  const list = Object.entries(properties).map(([key, value]) => `${key}=${escapeProperty(String(value))}`)
  return `::${name} ${list.join(',')}::${escapeData(message)}`
}

function escapeData(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A')
}

function escapeProperty(text: string): string {
  return escapeData(text).replaceAll(':', '%3A').replaceAll(',', '%2C')
}
