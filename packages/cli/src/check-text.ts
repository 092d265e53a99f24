import type { Tier } from 'unmangle-core'
import { tierRank } from 'unmangle-core'
import type { Input } from 'unmangle-engine'
import type { Arguments } from './arguments.ts'
import { fingerprintsAmong } from './fingerprint.ts'
import type { Examined, Findings } from './reports/reporter.ts'
import type { Run } from './run.ts'
import { countsIn, isWhole, type Scope } from './scope.ts'
import type { Settings } from './settings.ts'
import { leftAlone, reportsOnly, treatmentOf } from './translations.ts'

/** How far corrections are worked out, whatever becomes of them; undefined: not at all. */
export function fixTier({ fix, diff, output }: Arguments): 'safe' | 'suggest' | undefined {
  return fix ?? (diff || output !== undefined ? 'safe' : undefined)
}

/** What it takes to check a document: a run in this process, or a worker. */
export type Examiner = Pick<Run, 'arguments' | 'engines'>

/**
 * Checks a document, or mends it where the options say so. The path, relative, tells format and language.
 *
 * @param scope Which findings count.
 */
export async function examine(
  run: Examiner,
  input: Input,
  settings: Settings,
  scope: Scope = {},
  mend = true,
): Promise<Examined> {
  const treatment = treatmentOf(input.text, settings.others)
  if (treatment === 'skip') return leftAlone(input.text)
  const engine = await run.engines.get(treatment === 'report' ? reportsOnly(settings.engine) : settings.engine)
  const tier = mend ? fixTier(run.arguments) : undefined
  const read = (asked: Input) => (tier ? engine.fix(asked, tier) : engine.check(asked))
  const find = isWhole(scope) ? read : (asked: Input) => engine.check(asked)
  const whole = { ...input, lang: input.lang ?? run.arguments.lang }
  const report = find(whole)
  const guess = report.lang === 'und' ? await engine.identify(whole) : undefined
  const sure = guess === undefined ? whole : { ...whole, guess }
  const all = guess === undefined ? report : find(sure)
  if (isWhole(scope)) return all
  const counts = countsIn(input.text, scope, all.findings)
  const counted = tier ? read({ ...sure, counts }) : { ...all, findings: all.findings.filter(counts) }
  return { ...counted, prints: fingerprintsAmong(input.text, counted.findings, all.findings) }
}

/** How many findings at the failing tier are still there. */
export function failing(report: Findings, failOn: Tier | 'none', written: boolean): number {
  if (failOn === 'none') return 0
  const lowest = tierRank(failOn)
  return report.findings.filter(({ applied, tier }) => !(written && applied) && tierRank(tier) <= lowest).length
}

/** The corrections that were made, as edits of the input. */
export function editsOf(report: Findings): { start: number; end: number; text: string }[] {
  return report.findings
    .filter((finding) => finding.applied)
    .map(({ start, end, expected }) => ({ start, end, text: expected[0] ?? '' }))
}
