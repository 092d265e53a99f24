import { TIERS } from 'unmangle-core'
import type { CleanScore, LabelledScore, Precision, Recall } from './measure.ts'
import type { Score } from './score.ts'

/** `97.4 %`; a dash where there is nothing to divide. */
export function percent(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((100 * part) / whole).toFixed(1)} %`
}

/** A table in Markdown. The first columns are aligned left, the others right. */
export function table(head: readonly string[], rows: readonly (readonly (string | number)[])[], left = 1): string {
  const line = (cells: readonly (string | number)[]) => `| ${cells.join(' | ')} |`
  return [line(head), line(head.map((_, i) => (i < left ? '---' : '--:'))), ...rows.map(line)].join('\n')
}

const METHOD = `Written by \`npm run score\`. How it is measured: [readme.md](readme.md).

- **findings**: what Unmangle said. **sound**: it stands on labelled damage, and its first answer is right, brings the text
  nearer to a right one, or it reports what nobody can mend from the text alone. **precision**: sound of all findings, with
  the 95 % interval of a seeded bootstrap over documents (the rule of three where all are sound, or none).
- **found**: a finding stands on the label. **right**: first answers make the labelled answer.`

/** The published page: `test` in full, what is found in clean text, and recall on damage by a program. */
export function scorePage(score: Score): string {
  const { dev, test, clean, mangled } = score
  return `${[
    '# Score',
    METHOD,
    `## Damaged text\n\n${splits({ test, dev })}`,
    `## Precision by rule, on \`test\`\n\n${rules(test)}`,
    `## Clean text\n\nFindings in 10,000 words by people, all of them noise. The corpus is adversarial: most of it was written to make a checker cry wolf.\n\n${noise(clean)}\n\n${noiseByRule(clean)}`,
    `## Damage by a program\n\nRecall by mechanism over clean text that \`packages/mangler\` damaged.\n\n${mechanisms(mangled)}`,
    `## Recall by mechanism, on \`test\`\n\n${mechanisms(test)}`,
  ].join('\n\n')}\n`
}

function splits(all: Readonly<Record<string, LabelledScore>>): string {
  return table(
    ['', 'documents', 'words', 'labels', 'found', 'right', ...TIERS.map((tier) => `precision, ${tier}`)],
    Object.entries(all).map(([name, { documents, words, all: recall, tiers }]) => [
      `\`${name}\``,
      documents,
      words,
      recall.labels,
      ...shares(recall),
      ...TIERS.map((tier) => precise(tiers[tier])),
    ]),
  )
}

function shares({ labels, found, right }: Recall): string[] {
  return [`${found} (${percent(found, labels)})`, `${right} (${percent(right, labels)})`]
}

function precise(precision: Precision | undefined): string {
  if (!precision) return '–'
  const { findings, sound, low, high } = precision
  return `${percent(sound, findings)} (${sound}/${findings}; ${Math.round(100 * low)}–${Math.round(100 * high)})`
}

/** A row a rule and tier. */
export function rules(score: LabelledScore): string {
  return table(
    ['rule', 'tier', 'findings', 'sound', 'right', 'precision'],
    Object.entries(score.rules).flatMap(([rule, byTier]) =>
      Object.entries(byTier).map(([tier, one]) => [
        `\`${rule}\``,
        tier,
        one.findings,
        one.sound,
        one.right,
        `${percent(one.sound, one.findings)} (${Math.round(100 * one.low)}–${Math.round(100 * one.high)})`,
      ]),
    ),
  )
}

/** A row a mechanism, the commonest first. */
export function mechanisms(score: LabelledScore): string {
  return table(
    ['mechanism', 'labels', 'found', 'right'],
    Object.entries(score.mechanisms)
      .sort(([a, one], [b, other]) => other.labels - one.labels || (a < b ? -1 : 1))
      .map(([mechanism, { labels, found, right }]) => [mechanism, labels, found, right]),
  )
}

function noise({ languages }: CleanScore): string {
  const per = (count: number, words: number) => ((1e4 * count) / words).toFixed(1)
  return table(
    ['language', 'words', ...TIERS],
    Object.entries(languages).map(([lang, { words, findings }]) => [
      lang,
      words,
      ...TIERS.map((tier) => `${per(findings[tier], words)} (${findings[tier]})`),
    ]),
  )
}

function noiseByRule(clean: CleanScore): string {
  return table(
    ['rule', ...TIERS],
    Object.entries(clean.rules)
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([rule, findings]) => [`\`${rule}\``, ...TIERS.map((tier) => findings[tier])]),
  )
}
