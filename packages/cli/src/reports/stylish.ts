import { styleText } from 'node:util'
import type { Tier } from 'unmangle-core'
import { lineStarts, positionAt } from 'unmangle-core'
import type { ReportedFinding } from 'unmangle-engine'
import { wrap } from './columns.ts'
import { excerpt, visible } from './excerpt.ts'
import type { FileResult, Reporter, RunFacts } from './reporter.ts'

type Style = Parameters<typeof styleText>[0]
type Paint = (style: Style, text: string) => string

const TIER_STYLE: Readonly<Record<Tier, Style>> = { safe: 'red', suggest: 'yellow', report: 'cyan' }

/** What one finding's text is made with. */
interface Pen {
  readonly paint: Paint
  readonly link: (url: string, text: string) => string
  /** How wide lines may be; none: as wide as they are. */
  readonly columns: number | undefined
  readonly dry: boolean
}

/** A terminal narrower than this is written to as if it were so wide. */
const NARROWEST = 40

/** For people: each finding in its line, the damage underlined, with what is right and why. */
export function stylishReport({ terminal, dry }: RunFacts): Reporter {
  const pen: Pen = {
    paint: terminal.color ? (style, text) => styleText(style, text, { validateStream: false }) : (_, text) => text,
    link: terminal.links
      ? (url, text) => `\u001b]8;;${encodeURI(visible(url))}\u0007${text}\u001b]8;;\u0007`
      : (_, text) => text,
    columns: terminal.columns === undefined ? undefined : Math.max(NARROWEST, terminal.columns),
    dry,
  }
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
      return fileText(result, pen)
    },
    end() {
      const { files, unread, found, applied, tiers } = totals
      const read = count(files - unread, 'file') + (unread > 0 ? `, ${unread} not read` : '')
      if (found === 0) return `Nothing found in ${read}.\n`
      const kinds = Object.entries(tiers).flatMap(([tier, number]) => (number > 0 ? `${number} ${tier}` : []))
      const made = applied === 0 ? '' : dry ? `; --fix corrects ${applied}` : `; ${applied} corrected`
      return `${pen.paint('bold', count(found, 'finding'))} (${kinds.join(', ')}) in ${read}${made}.\n`
    },
  }
}

function count(number: number, noun: string): string {
  return `${number} ${noun}${number === 1 ? '' : 's'}`
}

function fileText({ path, text, report, error }: FileResult, pen: Pen): string {
  const findings = report?.findings ?? []
  const notes = report?.notes ?? []
  if (findings.length === 0 && notes.length === 0 && error === undefined) return ''
  const starts = lineStarts(text)
  const parts = [`${pen.paint('underline', visible(path))}\n`]
  if (error !== undefined) parts.push(`  ${pen.paint('red', `error: ${visible(error)}`)}\n`)
  for (const note of notes) parts.push(`  note: ${visible(note)}\n`)
  for (const finding of findings) parts.push(findingText(text, starts, finding, pen))
  return `${parts.join('')}\n`
}

function findingText(text: string, starts: readonly number[], finding: ReportedFinding, pen: Pen): string {
  const { paint, link, columns, dry } = pen
  const { line, column } = positionAt(starts, finding.start)
  const number = String(line)
  const gutter = ' '.repeat(number.length)
  const room = columns === undefined ? undefined : columns - number.length - 7
  const { before, damage, after, underline } = excerpt(text, starts, finding, room)
  const made = finding.applied ? (dry ? ', to be corrected' : ', corrected') : ''
  const answers = finding.expected.map((answer) => (answer === '' ? '(nothing)' : visible(answer))).join(' | ')
  const name = paint('dim', finding.rule)
  const rule = finding.url === '' ? name : link(finding.url, name)
  const lines = [
    `  ${line}:${column}  ${paint(TIER_STYLE[finding.tier], finding.tier)}${made}  ${visible(finding.message)}  ${rule}`,
    `    ${paint('dim', `${number} |`)} ${before}${paint('bold', damage)}${after}`,
    `    ${paint('dim', `${gutter} |`)} ${paint('red', underline)}`,
  ]
  if (finding.expected.length > 0) lines.push(`    ${gutter} ${paint('green', `→ ${answers}`)}`)
  const why = visible(finding.why)
  if (why !== '')
    for (const each of room === undefined ? [why] : wrap(why, room + 2)) lines.push(`    ${gutter} ${each}`)
  return `${lines.join('\n')}\n`
}
