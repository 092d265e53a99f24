import type { Tier } from 'unmangle-core'
import type { Report } from 'unmangle-engine'
import { fingerprintsOf } from '../fingerprint.ts'
import type { Terminal } from '../terminal.ts'

/** What was found in one input, without the corrected text. */
export interface Findings extends Omit<Report, 'output'> {
  /** What each finding is known by, in their order; there where they are not all that is in the text. */
  readonly prints?: readonly string[]
}

/** What was found in one input, and the text with the corrections made. */
export interface Examined extends Findings {
  readonly output: string
}

/** What became of one input. Plain data: workers send it. */
export interface FileResult {
  /** As shown: relative to the working directory. */
  readonly path: string
  /** The text as given; `''` where it could not be read. */
  readonly text: string
  /** None where the text could not be read or checked. */
  readonly report?: Findings
  readonly error?: string
  /** The lowest tier that makes the status 1; none where the text could not be read or checked. */
  readonly failOn?: Tier | 'none'
}

/** What each finding of a result is known by. */
export function printsOf({ text, report }: FileResult): readonly string[] {
  return report?.prints ?? fingerprintsOf(text, report?.findings ?? [])
}

/** What holds for a whole run. */
export interface RunFacts {
  /** What shows the report. */
  readonly terminal: Terminal
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
