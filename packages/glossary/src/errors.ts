import type { Term } from 'unmangle-core'

/** What is wrong with a glossary, and where. */
export interface GlossaryError {
  /** As it was given to the parser. */
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 code units. */
  readonly column: number
  readonly message: string
  /** Whether the entry can be read and only contradicts itself. */
  readonly fault?: true
}

/** From which language to which a list of pairs leads. */
export interface LanguagePair {
  readonly source: string
  readonly target: string
}

/** What could be read of a glossary: the terms without fault, in order, and an error for everything else. */
export interface ParsedGlossary {
  readonly terms: Term[]
  readonly errors: GlossaryError[]
  /** Of a table that turned out to be one of pairs. */
  readonly format?: 'deepl' | 'google'
  /** The languages of a format that holds two. */
  readonly languages?: LanguagePair
  /** What the format has and a term has not (an element, a flag), and how often it stood there. */
  readonly passedOver?: ReadonlyMap<string, number>
}

/** An error on one line, in the form that editors and terminals link: `file:line:column: message`. */
export function describeError(error: GlossaryError): string {
  return `${error.file}:${error.line}:${error.column}: ${error.message}`
}

/** Counts one more of a name. */
export function countOne(counts: Map<string, number>, name: string): void {
  counts.set(name, (counts.get(name) ?? 0) + 1)
}
