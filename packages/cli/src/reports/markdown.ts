import { TIERS, type Tier } from 'unmangle-core'
import { type RemainingFinding, remainingFindings } from './remaining.ts'
import type { FileResult, Reporter, RunFacts } from './reporter.ts'

/**
 * GitHub takes a summary of 1 MiB a step. In UTF-16 code units, of which one is at most three bytes. After the first
 * file that has no room no other is listed.
 */
const MOST = 340_000
const LONGEST_CELL = 300

type Counts = Record<Tier, number>

/** For people, where a service shows Markdown: what was found by family and tier, then each file, folded. */
export function markdownReport({ dry }: RunFacts): Reporter {
  const families = new Map<string, Counts>()
  const sections: string[] = []
  let size = 0
  let files = 0
  let left = 0
  return {
    file(result) {
      files++
      const findings = remainingFindings(result, dry)
      for (const { family, tier } of findings) {
        const counts = families.get(family) ?? { safe: 0, suggest: 0, report: 0 }
        counts[tier]++
        families.set(family, counts)
      }
      const section = left === 0 ? sectionOf(result, findings, MOST - size) : ''
      if (section === '' && (findings.length > 0 || result.error !== undefined)) left++
      sections.push(section)
      size += section.length
      return ''
    },
    end() {
      const found = families.size > 0
      const head = `## Unmangle\n\n${found ? countsTable(families) : `Nothing found in ${files} ${files === 1 ? 'file' : 'files'}.\n`}`
      const rest =
        left > 0
          ? `\n${left} more ${left === 1 ? 'file has' : 'files have'} findings or errors; there is no room for them here.\n`
          : ''
      return `${head}${sections.join('')}${rest}`
    },
  }
}

function countsTable(families: ReadonlyMap<string, Counts>): string {
  const rows = [...families].sort(([a], [b]) => (a < b ? -1 : 1))
  const total: Counts = { safe: 0, suggest: 0, report: 0 }
  for (const [, counts] of rows) for (const tier of TIERS) total[tier] += counts[tier]
  const row = (name: string, counts: Counts) => `| ${name} | ${TIERS.map((tier) => counts[tier] || '').join(' | ')} |\n`
  const head = `| family | ${TIERS.join(' | ')} |\n| --- | ${TIERS.map(() => '--:').join(' | ')} |\n`
  return head + rows.map(([name, counts]) => row(name, counts)).join('') + row('**all**', total)
}

function sectionOf({ path, error }: FileResult, findings: readonly RemainingFinding[], room: number): string {
  if (findings.length === 0 && error === undefined) return ''
  const count = `${findings.length} ${findings.length === 1 ? 'finding' : 'findings'}`
  const problem = error === undefined ? '' : `\n**Error:** ${escapeMarkdown(error)}\n`
  const head = `\n<details><summary><code>${escapeMarkdown(path)}</code> (${count})</summary>\n${problem}`
  let table = findings.length > 0 ? '\n| place | tier | found | right | why |\n| --- | --- | --- | --- | --- |\n' : ''
  for (const [i, finding] of findings.entries()) {
    const row = rowOf(finding)
    if (head.length + table.length + row.length > room) {
      if (i === 0) return ''
      table += `| … | | ${findings.length - i} more | | |\n`
      break
    }
    table += row
  }
  return `${head}${table}\n</details>\n`
}

function rowOf({ from, tier, text, expected, message, why, rule, url }: RemainingFinding): string {
  const answers = expected.map((answer) => (answer === '' ? '*(nothing)*' : code(answer))).join('<br>')
  const reason = escapeMarkdown(short(`${message} ${why}`.trim()))
  const link = url === '' ? escapeMarkdown(rule) : `[${escapeMarkdown(rule)}](<${encodeURI(url)}>)`
  return `| ${from.line}:${from.column} | ${tier} | ${code(text)} | ${answers} | ${reason} ${link} |\n`
}

function code(text: string): string {
  return `<code>${escapeMarkdown(short(text))}</code>`
}

function short(text: string): string {
  return text.length <= LONGEST_CELL ? text : `${text.slice(0, LONGEST_CELL).replace(/[\ud800-\udbff]$/, '')}…`
}

/** Text that Markdown, its tables and HTML leave as it is: what means something to them becomes an entity. */
function escapeMarkdown(text: string): string {
  return text
    .replace(
      /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]|\p{Surrogate}/gu,
      '\ufffd',
    )
    .replace(/\r\n|[\r\n\u2028\u2029]/g, '⏎')
    .replace(/[!-/:-@[-`{-~]/g, (character) =>
      /[-,.()'/%]/.test(character) ? character : `&#${character.charCodeAt(0)};`,
    )
}
