import { styleText } from 'node:util'
import type { Tier } from 'unmangle-core'
import { lineStarts, positionAt } from 'unmangle-core'
import type { ReportedFinding } from 'unmangle-engine'
import { excerpt, visible } from './excerpt.ts'
import type { FileResult, Reporter, RunFacts } from './reporter.ts'

type Style = Parameters<typeof styleText>[0]
type Paint = (style: Style, text: string) => string

const TIER_STYLE: Readonly<Record<Tier, Style>> = { safe: 'red', suggest: 'yellow', report: 'cyan' }

/** For people: each finding in its line, the damage underlined, with what is right and why. */
export function stylishReport({ color, dry }: RunFacts): Reporter {
  const paint: Paint = color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text
  const totals = { files: 0, unread: 0, found: 0, applied: 0, tiers: { safe: 0, suggest: 0, report: 0 } }
  return {
    file(result) {
      totals.files++
      if (!result.report) totals.unread++
      for (const finding of result.report?.findings ?? []) {
        totals.found++
        totals.tiers[finding.tier]++
        if (finding.applied) totals.applied++
      }
      return fileText(result, dry, paint)
    },
    end() {
      const { files, unread, found, applied, tiers } = totals
      const read = count(files - unread, 'file') + (unread > 0 ? `, ${unread} not read` : '')
      if (found === 0) return `Nothing found in ${read}.\n`
      const kinds = Object.entries(tiers).flatMap(([tier, number]) => (number > 0 ? `${number} ${tier}` : []))
      const made = applied === 0 ? '' : dry ? `; --fix corrects ${applied}` : `; ${applied} corrected`
      return `${paint('bold', count(found, 'finding'))} (${kinds.join(', ')}) in ${read}${made}.\n`
    },
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function fileText({ path, text, report, error }: FileResult, dry: boolean, paint: Paint): string {
  const findings = report?.findings ?? []
  const notes = report?.notes ?? []
  if (findings.length === 0 && notes.length === 0 && error === undefined) return ''
  const starts = lineStarts(text)
  const parts = [`${paint('underline', visible(path))}\n`]
  if (error !== undefined) parts.push(`  ${paint('red', `error: ${visible(error)}`)}\n`)
  for (const note of notes) parts.push(`  note: ${visible(note)}\n`)
  for (const finding of findings) parts.push(findingText(text, starts, finding, dry, paint))
  return `${parts.join('')}\n`
}

function findingText(
  text: string,
  starts: readonly number[],
  finding: ReportedFinding,
  dry: boolean,
  paint: Paint,
): string {
  const { line, column } = positionAt(starts, finding.start)
  const { before, damage, after, underline } = excerpt(text, starts, finding)
  const number = String(line)
  const gutter = ' '.repeat(number.length)
  const made = finding.applied ? (dry ? ', to be corrected' : ', corrected') : ''
  const answers = finding.expected.map((answer) => (answer === '' ? '(nothing)' : visible(answer))).join(' | ')
  const lines = [
    `  ${line}:${column}  ${paint(TIER_STYLE[finding.tier], finding.tier)}${made}  ${visible(finding.message)}  ${paint('dim', finding.rule)}`,
    `    ${paint('dim', `${number} |`)} ${before}${paint('bold', damage)}${after}`,
    `    ${paint('dim', `${gutter} |`)} ${paint('red', underline)}`,
  ]
  if (finding.expected.length > 0) lines.push(`    ${gutter} ${paint('green', `→ ${answers}`)}`)
  if (finding.why !== '') lines.push(`    ${gutter} ${visible(finding.why)}`)
  return `${lines.join('\n')}\n`
}
