import type { PhraseIndex } from './phrase-index.ts'

export const TERM_KINDS = ['person', 'place', 'organization', 'product', 'event', 'work', 'term'] as const
export type TermKind = (typeof TERM_KINDS)[number]

export const GENDERS = ['feminine', 'masculine', 'neuter', 'common'] as const
export type Gender = (typeof GENDERS)[number]

/** A proper noun or term, as glossaries keep it. */
export interface Term {
  /** The right form. */
  readonly term: string
  readonly kind: TermKind
  /** The language that `term`, `aliases` and `never` are in; none: every language. */
  readonly lang?: string
  readonly parts?: { readonly family?: string; readonly given?: string }
  /** Right as they are: never repaired. */
  readonly aliases: readonly string[]
  /** Always wrong, always replaced by the term. */
  readonly never: readonly string[]
  /** The right form in other languages, by tag. */
  readonly forms: Readonly<Record<string, string>>
  /** For pronouns and articles: of a person in every language, of anything else by language. */
  readonly gender?: Gender | Readonly<Record<string, Gender>>
  readonly note?: string
  /** Who says so: a book, an office, an address. */
  readonly authority?: string
  /** It came with Unmangle and was asked for by nobody: it has to be surer before it changes anything. */
  readonly shipped?: boolean
  /** Where the entry stands, for a finding's reason: a 1-based line. */
  readonly source: { readonly file: string; readonly line: number }
}

/** What a phrase of the overlay is to its term. */
export const FormRole = {
  /** The right form in the target language. */
  canonical: 0,
  alias: 1,
  never: 2,
  /** The family name alone. */
  family: 3,
} as const
export type FormRole = (typeof FormRole)[keyof typeof FormRole]

/** A form of a term, by payload of the overlay's index. */
export interface TermForm {
  readonly term: Term
  readonly role: FormRole
  readonly form: string
}

/** The glossaries that apply to one target language, compiled into an index beside the pack's. */
export interface GlossaryOverlay {
  readonly lang: string
  /** Whether it has terms that did not come with Unmangle. */
  readonly own: boolean
  /** All terms; an overlay that was read from a file has them made when they are asked for. */
  readonly terms: readonly Term[]
  /** All forms, by payload; made when they are asked for too. */
  readonly forms: readonly TermForm[]
  /** One form. */
  form(payload: number): TermForm
  /** The right forms of the terms of a kind, of as many words; no others are made. In the order of the terms. */
  canonicals(kind: TermKind, fewest: number, most: number): readonly TermForm[]
  readonly index: PhraseIndex
}

/** A rare spelling of a name beside the usual one, over many documents. Plain data. */
export interface Spelling {
  /** The language of the documents. */
  readonly lang: string
  readonly odd: string
  readonly usual: string
  /** How often each stands there. */
  readonly odds: number
  readonly usuals: number
}
