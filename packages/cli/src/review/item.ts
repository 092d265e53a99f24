import type { ReportedFinding } from 'unmangle-engine'
import type { InputFile } from '../files.ts'

/** A finding that waits for a decision. */
export interface Item {
  readonly file: InputFile
  /** The text of the file as it is now. */
  readonly text: string
  readonly finding: ReportedFinding
  readonly fingerprint: string
}
