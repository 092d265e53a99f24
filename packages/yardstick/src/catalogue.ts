import { TIERS } from 'unmangle-core'
import type { Precision } from './measure.ts'
import { percent, table } from './print.ts'
import type { Score } from './score.ts'

/** A rule as the catalogue shows it. */
export interface CatalogueRule {
  readonly id: string
  readonly family: string
  readonly description: string
  /** Its `readme.md`. */
  readonly readme: string
  /** Its `cases.jsonl`. */
  readonly cases: string
}

const EXAMPLE = /^```diff ?(.*)\n(?:([\s\S]*?)\n)?```$/m

/** The page that lists all rules, by family, with what was measured of them. */
export function catalogue(rules: readonly CatalogueRule[], score: Score): string {
  const families = [...new Set(rules.map(({ family }) => family))].sort()
  return `${[
    '# The rules',
    `Written by \`npm run score\`. The figures are those of [corpora/score.md](../../corpora/score.md): *test* and *dev* are the
two halves of the labelled corpus, sound findings of all; *clean* is what the rule found in ${cleanWords(score)} words of adversarial clean text.
Languages are those that a case of the rule shows it in.`,
    ...families.map((family) =>
      section(
        family,
        rules.filter((rule) => rule.family === family),
        score,
      ),
    ),
  ].join('\n\n')}\n`
}

function cleanWords({ clean }: Score): string {
  const words = Object.values(clean.languages).reduce((sum, language) => sum + language.words, 0)
  return words.toLocaleString('en')
}

function section(family: string, rules: readonly CatalogueRule[], score: Score): string {
  return `## ${family}\n\n${table(
    ['rule', 'example', 'languages', 'tier', 'test', 'dev', 'clean'],
    rules.flatMap((rule) => rows(rule, score)),
    4,
  )}`
}

/** A row a tier that the rule was seen at; one row where it was seen at none. */
function rows(rule: CatalogueRule, score: Score): string[][] {
  const { id } = rule
  const test = score.test.rules[id] ?? {}
  const dev = score.dev.rules[id] ?? {}
  const clean = score.clean.rules[id]
  const seen = TIERS.filter((tier) => test[tier] || dev[tier] || (clean?.[tier] ?? 0) > 0)
  const tiers = seen.length > 0 ? seen : [undefined]
  return tiers.map((tier, i) => [
    i === 0 ? `[${id}](src/${id}/readme.md): ${rule.description}` : '',
    i === 0 ? example(rule.readme) : '',
    i === 0 ? languages(rule.cases) : '',
    tier ?? 'not seen',
    measured(tier && test[tier]),
    measured(tier && dev[tier]),
    tier ? `${clean?.[tier] ?? 0}` : '–',
  ])
}

function measured(precision: Precision | undefined): string {
  if (!precision) return '–'
  return `${precision.sound}/${precision.findings} (${percent(precision.sound, precision.findings)})`
}

/** The first example of the readme on one line. */
function example(readme: string): string {
  const body = EXAMPLE.exec(readme)?.[2]
  if (body === undefined) return '–'
  const side = (mark: string) =>
    body
      .split('\n')
      .filter((line) => line[0] !== mark)
      .map((line) => line.slice(2))
  const [before, after] = [code(side('+')), code(side('-'))]
  return /^\+/m.test(body) ? `${before} → ${after}` : before
}

/** Lines as code in a cell; a bar would end the cell. */
function code(lines: readonly string[]): string {
  const text = lines.join(' ⏎ ').replaceAll('|', '\\|')
  if (text === '') return '∅'
  const longest = Math.max(0, ...Array.from(text.matchAll(/`+/g), ([run]) => run.length))
  const fence = '`'.repeat(longest + 1)
  return longest > 0 ? `${fence} ${text} ${fence}` : `${fence}${text}${fence}`
}

function languages(cases: string): string {
  const found = new Set<string>()
  for (const line of cases.split('\n')) {
    if (!line.includes('"expect"')) continue
    const lang = /"lang": ?"([\w-]+)"/.exec(line)?.[1]
    if (lang) found.add(lang)
  }
  return [...found].sort().join(', ')
}
