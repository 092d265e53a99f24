import type { Term } from 'unmangle-core'

/** What is wrong with a glossary, and where. */
export interface GlossaryError {
  /** As it was given to the parser. */
  readonly file: string
  /** 1-based. */
  readonly line: number
  /** 1-based, in UTF-16 code units; 1 where only the row of a table is known. */
  readonly column: number
  readonly message: string
}

/** What could be read of a glossary: the terms without fault, in order, and an error for everything else. */
export interface ParsedGlossary {
  readonly terms: Term[]
  readonly errors: GlossaryError[]
}

/** An error on one line, in the form that editors and terminals link: `file:line:column: message`. */
export function describeError(error: GlossaryError): string {
  return `${error.file}:${error.line}:${error.column}: ${error.message}`
}
