import {
  type Cue,
  hasTrait,
  type ProseBlock,
  type ProseContext,
  TokenKind,
  type Tokens,
  Trait,
  tokenText,
} from 'unmangle-core'

/** What rules ask of tokens, one by one. An index outside of the tokens answers as nothing would: no word, no text. */

const SENTENCE_END = /^[.!?…:;。！？]$/
const QUOTES = /^["'“”„«»‹›‘’「」『』]$/

/** A number: one cue for all rules that start from numbers, so that they are searched for once. */
export const isNumber: Cue = ({ kind }) => kind === TokenKind.number

export function textAt(tokens: Tokens, i: number): string {
  return i >= 0 && i < tokens.count ? tokenText(tokens, i) : ''
}

export function foldedAt(tokens: Tokens, i: number): string {
  return i >= 0 && i < tokens.count ? tokens.vocabulary.folded(tokens.id[i]!) : ''
}

/** A word of letters alone, in a script that parts words by spaces. */
export function isSpacedWord(tokens: Tokens, i: number): boolean {
  return hasTrait(tokens, i, Trait.spacedWord)
}

/** What stands between a token and the next one. */
export function gapAfter(tokens: Tokens, i: number): string {
  return i >= 0 && i + 1 < tokens.count ? tokens.text.slice(tokens.end[i], tokens.start[i + 1]) : ''
}

/** Whether two neighbours stand without anything between them. */
export function touches(tokens: Tokens, i: number): boolean {
  return i >= 0 && i + 1 < tokens.count && tokens.end[i] === tokens.start[i + 1]
}

export function isSpace(gap: string): boolean {
  return gap === ' ' || gap === '\u00A0' || gap === '\u202F'
}

/** Whether a word begins with a capital in a script that has them. */
export function isCapitalised(text: string): boolean {
  const first = String.fromCodePoint(text.codePointAt(0) ?? 0x20)
  return first !== first.toLowerCase()
}

export function isLowerCase(text: string): boolean {
  return text === text.toLowerCase()
}

/** As `isCapitalised`, of a token. */
export function isCapitalisedAt(tokens: Tokens, i: number): boolean {
  return hasTrait(tokens, i, Trait.capitalised)
}

/** As `isLowerCase`, of a token. */
export function isLowerCaseAt(tokens: Tokens, i: number): boolean {
  return hasTrait(tokens, i, Trait.lower)
}

export function isQuote(text: string): boolean {
  return QUOTES.test(text)
}

/** Whether a sentence begins at a token: nothing but quotes and brackets stands between it and the end of another. */
export function startsSentence(tokens: Tokens, block: ProseBlock, i: number): boolean {
  let before = i - 1
  while (before >= block.first && (isQuote(textAt(tokens, before)) || /^[([{*•–—-]$/.test(textAt(tokens, before))))
    before--
  return before < block.first || SENTENCE_END.test(textAt(tokens, before))
}

/** Words that only bind others together: an ending or a compound is never built on them. */
export function isFunctionWord(context: ProseContext, folded: string): boolean {
  return (
    context.is('conjunctions', folded) ||
    context.is('prepositions', folded) ||
    context.is('articles', folded) ||
    context.is('pronouns', folded)
  )
}
