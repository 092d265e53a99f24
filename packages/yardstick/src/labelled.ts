import type { Format, Span } from 'unmangle-core'

/** A place that is known to be damaged. */
export interface Label extends Span {
  readonly text: string
  /** Right answers, best first; none where nobody can tell from the text alone. */
  readonly expected: readonly string[]
  readonly tier: string
  readonly family: string
  /** How the damage came about. */
  readonly mechanism: string
}

/** A text whose damage is known. */
export interface LabelledDocument {
  readonly id: string
  readonly lang: string
  readonly format: Format
  readonly text: string
  readonly labels: readonly Label[]
}

/** A text by people: whatever is found in it is noise. */
export interface CleanDocument {
  readonly id: string
  readonly lang: string
  readonly format: Format
  readonly text: string
}
