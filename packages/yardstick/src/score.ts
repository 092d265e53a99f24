import type { CleanScore, LabelledScore, Precision, Recall } from './measure.ts'

/** All that a run of the yardstick measured over the corpora. */
export interface Score {
  /** Rules are developed on it. */
  readonly dev: LabelledScore
  /** The published score: nobody looks at it to write a rule. */
  readonly test: LabelledScore
  readonly clean: CleanScore
  /** Damage done to clean text by a program: recall alone means something there. */
  readonly mangled: LabelledScore
}

const LABELLED = ['dev', 'test', 'mangled'] as const

/**
 * What moved between two runs, a line each: `test tier safe: sound 125/128 → 127/128`. Empty where nothing did.
 */
export function moved(before: Score, after: Score): string[] {
  const had = figures(before)
  const has = figures(after)
  return [...new Set([...had.keys(), ...has.keys()])]
    .filter((key) => had.get(key) !== has.get(key))
    .map((key) => `${key} ${had.get(key) ?? 'none'} → ${has.get(key) ?? 'none'}`)
}

function figures(score: Score): Map<string, string> {
  const out = new Map<string, string>()
  for (const split of LABELLED) {
    const { all, tiers, rules, mechanisms } = score[split]
    out.set(`${split}, all:`, recall(all))
    for (const [tier, precision] of Object.entries(tiers)) out.set(`${split}, tier ${tier}:`, share(precision))
    for (const [rule, byTier] of Object.entries(rules))
      for (const [tier, precision] of Object.entries(byTier)) out.set(`${split}, ${rule}, ${tier}:`, share(precision))
    for (const [mechanism, one] of Object.entries(mechanisms)) out.set(`${split}, ${mechanism}:`, recall(one))
  }
  for (const [lang, { words, findings }] of Object.entries(score.clean.languages))
    for (const [tier, count] of Object.entries(findings))
      out.set(`clean, ${lang}, ${tier}:`, `${count} in ${words} words`)
  for (const [rule, findings] of Object.entries(score.clean.rules))
    for (const [tier, count] of Object.entries(findings)) out.set(`clean, ${rule}, ${tier}:`, `${count}`)
  return out
}

function recall({ labels, found, right }: Recall): string {
  return `found ${found}, right ${right} of ${labels}`
}

function share({ findings, sound }: Precision): string {
  return `sound ${sound}/${findings}`
}
