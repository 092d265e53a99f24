import type { Tokens } from './tokens.ts'

/** A word or a fixed phrase of a language, as that language writes it, with the English one that it stands for. */
export interface Gloss {
  readonly tag: string
  readonly word: string
  readonly concept: string
  /** By tag what the languages say for it, best first. */
  readonly words: Readonly<Record<string, readonly string[]>>
}

/** Tokens `first` to `last`, both included, that are a gloss of one or of several languages. */
export interface GlossMatch {
  readonly first: number
  readonly last: number
  readonly glosses: readonly Gloss[]
}

/** The words of all languages that machines leave in translations, each with what it says in the others. */
export interface Glosses {
  /** Whether some gloss begins with a word; letter case does not count, diacritics do. */
  begins(word: string): boolean
  /** The longest gloss from token `first` on, before token `end`. */
  longest(tokens: Tokens, first: number, end: number): GlossMatch | undefined
  /** What a language says for a gloss, best first. */
  said(gloss: Gloss, tag: string): readonly string[]
  /** Whether a word, in lower case, is one of the commonest function words of a language. */
  isFunctionWord(tag: string, word: string): boolean
}
