import type { Report } from 'unmangle-engine'
import { jsonReport } from './report-json.ts'
import { stylishReport } from './report-stylish.ts'

/** What became of one input. */
export interface FileResult {
  /** As shown: relative to the working directory. */
  readonly path: string
  /** The text as given; `''` where it could not be read. */
  readonly text: string
  /** None where the text could not be read or checked. */
  readonly report?: Report
  readonly error?: string
}

/** What holds for a whole run. */
export interface RunFacts {
  readonly color: boolean
  /** Whether corrections are shown only, and not written. */
  readonly dry: boolean
}

/** Makes a report piece by piece, so that no run need be held in memory. */
export interface Reporter {
  /** What the report says of one file. */
  file(result: FileResult): string
  /** What the report ends with. */
  end(): string
}

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
