import { jsonReport } from './report-json.ts'
import { stylishReport } from './report-stylish.ts'
import type { Reporter, RunFacts } from './reporter.ts'

const REPORTERS = { stylish: stylishReport, json: jsonReport } as const satisfies Record<
  string,
  (facts: RunFacts) => Reporter
>

export type FormatName = keyof typeof REPORTERS

export const FORMAT_NAMES: readonly string[] = Object.keys(REPORTERS)

export function isFormatName(name: string): name is FormatName {
  return Object.hasOwn(REPORTERS, name)
}

export function createReporter(name: FormatName, facts: RunFacts): Reporter {
  return REPORTERS[name](facts)
}
