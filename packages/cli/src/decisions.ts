import * as v from 'valibot'
import { reasonOf } from './io.ts'

const offset = v.pipe(v.number(), v.integer(), v.minValue(0))

const decision = v.variant('decision', [
  v.object({ ...place(), decision: v.picklist(['accept', 'edit']), replacement: v.string() }),
  v.object({ ...place(), decision: v.literal('reject'), replacement: v.optional(v.null()) }),
])

function place() {
  return {
    path: v.pipe(v.string(), v.nonEmpty()),
    fingerprint: v.pipe(v.string(), v.nonEmpty()),
    rule: v.string(),
    start: offset,
    end: offset,
    text: v.string(),
  }
}

/** What a person decided about one finding. A file of decisions is a JSON array of them. */
export type Decision = AcceptedDecision | RejectedDecision

/** Where the finding is. */
export interface DecisionPlace {
  /** Relative to the working directory of the run that found it. */
  readonly path: string
  /** As `fingerprintsOf` gives it: finds the place again when the text around it has moved. */
  readonly fingerprint: string
  readonly rule: string
  /** Where it was, half-open, in UTF-16 code units of the file as it was read. */
  readonly start: number
  readonly end: number
  /** What stood there. */
  readonly text: string
}

/** `text` is to become `replacement`: one of the offered answers (`accept`), or the person's own words (`edit`). */
export interface AcceptedDecision extends DecisionPlace {
  readonly decision: 'accept' | 'edit'
  readonly replacement: string
}

/** `text` is right as it is. */
export interface RejectedDecision extends DecisionPlace {
  readonly decision: 'reject'
  readonly replacement?: null
}

/**
 * Reads a file of decisions. Fields that it does not know are left out.
 *
 * @throws {Error} that names the entry and what is wrong with it; without the file's name.
 */
export function parseDecisions(json: string): Decision[] {
  let value: unknown
  try {
    value = JSON.parse(json)
  } catch (error) {
    throw new Error(`is no JSON: ${reasonOf(error)}`)
  }
  const result = v.safeParse(v.array(decision), value)
  if (result.success) return result.output
  const issue = result.issues[0]
  const [entry, ...keys] = (issue.path ?? []).map((item) => item.key)
  const where = typeof entry === 'number' ? `decision ${entry + 1}: ` : ''
  throw new Error(`${where}${keys.length > 0 ? `"${keys.join('.')}": ` : ''}${issue.message}`)
}
