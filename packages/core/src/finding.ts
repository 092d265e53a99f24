/** A half-open range in UTF-16 code units. */
export interface Span {
  readonly start: number
  readonly end: number
}

/**
 * How far a finding may go by itself: `safe` is made by `--fix`, `suggest` offers a right answer that a person
 * confirms, `report` only says that something is broken. Ordered from the most to the least certain.
 */
export const TIERS = ['safe', 'suggest', 'report'] as const
export type Tier = (typeof TIERS)[number]

/** The closed list of what a finding can be about. */
export const FAMILIES = [
  'name',
  'spacing',
  'punctuation',
  'number',
  'residue',
  'repetition',
  'boilerplate',
  'wrapper',
  'calque',
  'grammar',
  'register',
  'markup',
  'identifier',
  'encoding',
  'typography',
] as const
export type Family = (typeof FAMILIES)[number]

/** The position of a tier in {@link TIERS}: lower is more certain. */
export function tierRank(tier: Tier): number {
  return TIERS.indexOf(tier)
}

/** The less certain of two tiers. */
export function weakerTier(a: Tier, b: Tier): Tier {
  return tierRank(a) > tierRank(b) ? a : b
}

/**
 * What a rule says of a place. Prose and pair rules give offsets into `Prose.text`, source rules offsets into the
 * source. The span covers the damaged expression in whole words; the edits follow from it and the replacement.
 */
export interface Draft extends Span {
  /** Replacements for exactly the span, best first; `''` deletes it; none for `report`. */
  readonly expected: readonly string[]
  readonly tier: Tier
  /** What is wrong, in one short sentence without the place. */
  readonly message: string
  /** The mechanism and the evidence: why a machine does this, and why this answer is right here. */
  readonly why: string
  /** The place in the original that shows it, in offsets of the original's source. */
  readonly original?: Span
}

/** A replacement of source text. Edits of one finding are disjoint and in order. */
export interface Edit extends Span {
  readonly text: string
}

/** A finding in offsets of the source. */
export interface Finding extends Span {
  readonly rule: string
  readonly family: Family
  readonly tier: Tier
  /** The source from `start` to `end`. */
  readonly text: string
  readonly expected: readonly string[]
  readonly message: string
  readonly why: string
  readonly url: string
  /** What the first answer changes; `null` where it would have to change markup, and is therefore only offered. */
  readonly edits: readonly Edit[] | null
  readonly original?: Span & { readonly text: string }
}

/** The source text with disjoint, ordered edits made. */
export function applyEdits(source: string, edits: readonly Edit[]): string {
  let out = ''
  let at = 0
  for (const edit of edits) {
    out += source.slice(at, edit.start) + edit.text
    at = edit.end
  }
  return out + source.slice(at)
}
