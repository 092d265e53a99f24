import type { Span } from './finding.ts'
import type { Prose } from './prose.ts'

export const FORMATS = ['text', 'markdown', 'mdx'] as const
export type Format = (typeof FORMATS)[number]

export const OUTLINE_KINDS = [
  'heading',
  'paragraph',
  'link',
  'image',
  'code',
  'inlineCode',
  'list',
  'listItem',
  'quote',
  'table',
  'rule',
  'html',
  'definition',
  'frontMatter',
  'emphasis',
  'strong',
  'math',
  'directive',
  'expression',
] as const
export type OutlineKind = (typeof OUTLINE_KINDS)[number]

/** A piece of the document's structure, in source offsets, in document order, parents before children. */
export interface OutlineNode extends Span {
  readonly kind: OutlineKind
  /** Of a link, an image or a definition. */
  readonly url?: string
  /** Of a heading. */
  readonly depth?: number
  /** Of a code block. */
  readonly info?: string
}

/** What a reader makes of a source. */
export interface Reading {
  readonly prose: Prose
  readonly outline: readonly OutlineNode[]
  /** The language that the front matter names. */
  readonly lang?: string
  /** What a person should know of how it was read (a fallback, a limit). */
  readonly notes: readonly string[]
}

/** Reads a source of one format. Throws nothing: what cannot be parsed is read as plain text, and a note says so. */
export type Reader = (source: string) => Reading

/** A language that a text seems to be translated from. */
export interface Origin {
  readonly tag: string
  /** 0 to 1. */
  readonly confidence: number
  /** Whether a person said so; otherwise it is inferred from the text. */
  readonly given: boolean
  /** What it stands on. */
  readonly why: string
}

/** A comment that silences rules, in source offsets, and what it turned out to silence. */
export interface Suppression extends Span {
  /** The rules and families it names, as written; none: every rule. */
  readonly names: readonly string[]
  /** Of its names those that silenced no finding and could have; of one without names: `[]`. */
  readonly idle: readonly string[]
  /** Whether it silenced anything. */
  readonly used: boolean
  /** The word that it begins with, where that is none that silences. */
  readonly unknown?: string
}

/** A text to be checked. */
export interface Document {
  readonly source: string
  readonly format: Format
  readonly path?: string
  readonly lang: string
  /** Whether the caller, front matter or the path named the language; otherwise it is detected. */
  readonly langGiven: boolean
  readonly from: readonly Origin[]
  readonly reading: Reading
  /** What it was translated from, where that is given. */
  readonly original?: Document
  /** The suppressions in it; known to the rules that come after all others. */
  readonly suppressions?: readonly Suppression[]
}
