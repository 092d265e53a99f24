import type { Tier } from 'unmangle-core'
import { tierRank } from 'unmangle-core'
import type { Input, Report } from 'unmangle-engine'
import type { Arguments } from './arguments.ts'
import type { Run } from './run.ts'
import type { Settings } from './settings.ts'

/** How far corrections are worked out, whatever becomes of them; undefined: not at all. */
export function fixTier({ fix, diff, output }: Arguments): 'safe' | 'suggest' | undefined {
  return fix ?? (diff || output !== undefined ? 'safe' : undefined)
}

/** Checks a document, or mends it where the options say so. The path, relative, tells format and language. */
export async function examine(run: Run, input: Input, settings: Settings, mend = true): Promise<Report> {
  const engine = await run.engines.get(settings.engine)
  const lang = input.lang ?? run.arguments.lang
  const tier = mend ? fixTier(run.arguments) : undefined
  return tier ? engine.fix({ ...input, lang }, tier) : engine.check({ ...input, lang })
}

/** Whether a report has something at the failing tier that is still there. */
export function fails(report: Report, failOn: Tier | 'none', written: boolean): boolean {
  if (failOn === 'none') return false
  const lowest = tierRank(failOn)
  return report.findings.some((finding) => !(written && finding.applied) && tierRank(finding.tier) <= lowest)
}

/** The corrections that were made, as edits of the input. */
export function editsOf(report: Report): { start: number; end: number; text: string }[] {
  return report.findings
    .filter((finding) => finding.applied)
    .map(({ start, end, expected }) => ({ start, end, text: expected[0] ?? '' }))
}
