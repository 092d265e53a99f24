import { hasTrait, type ProseBlock, TokenKind, type Tokens, Trait, traitsOf } from 'unmangle-core'

/** The words of a block with what lies between them taken away. */
export interface BlockWords {
  /** Indices of tokens. */
  readonly words: readonly number[]
  /** Indices of `words`: those that are capitalised. */
  readonly capitals: readonly number[]
  /** Most of them are in capitals: there these say nothing, and no name is repaired. */
  readonly shouts: boolean
}

export function wordsOf(tokens: Tokens, block: ProseBlock): BlockWords {
  const { kind, id, vocabulary } = tokens
  const words: number[] = []
  const capitals: number[] = []
  let upper = 0
  for (let i = block.first; i < block.last; i++) {
    if (kind[i] !== TokenKind.word && kind[i] !== TokenKind.number) continue
    const traits = vocabulary.traits(id[i]!)
    if ((traits & Trait.capitalised) !== 0) capitals.push(words.length)
    if ((traits & Trait.upper) !== 0) upper++
    words.push(i)
  }
  return { words, capitals, shouts: upper * 2 > words.length }
}

const HYPHEN = /^[-\u2010\u2011]$/
const APOSTROPHE = /^['\u2019\u02BC]$/

/** Whether two word tokens can belong to one name: a space or a hyphen lies between them and nothing else. */
export function joined(tokens: Tokens, a: number, b: number): boolean {
  if (b === a + 1) return a >= 0 && b < tokens.count && tokens.start[b]! - tokens.end[a]! <= 1
  return (
    b === a + 2 &&
    isHyphen(tokens, a + 1) &&
    tokens.end[a] === tokens.start[a + 1] &&
    tokens.end[a + 1] === tokens.start[b]
  )
}

export function formAt(tokens: Tokens, i: number): string {
  return i >= 0 && i < tokens.count ? tokens.vocabulary.form(tokens.id[i]!) : ''
}

export function foldedAt(tokens: Tokens, i: number): string {
  return i >= 0 && i < tokens.count ? tokens.vocabulary.folded(tokens.id[i]!) : ''
}

export function isHyphen(tokens: Tokens, i: number): boolean {
  return HYPHEN.test(formAt(tokens, i))
}

/** Whether a possessive `’s` follows a token. */
export function isPossessive(tokens: Tokens, i: number): boolean {
  return (
    APOSTROPHE.test(formAt(tokens, i + 1)) &&
    formAt(tokens, i + 2) === 's' &&
    tokens.end[i] === tokens.start[i + 1] &&
    tokens.end[i + 1] === tokens.start[i + 2]
  )
}

/** Whether a token is part of an address, a handle, a file name or other code: there case is no matter of language. */
export function inCode(tokens: Tokens, i: number): boolean {
  const before = tokens.text.charAt(tokens.start[i]! - 1)
  const after = tokens.text.slice(tokens.end[i], tokens.end[i]! + 2)
  return /[@#/\\._:=&$`]/.test(before) || /^(?:[@/\\_=&(]|[.:][\p{L}\p{N}])/u.test(after)
}

export function isCapitalised(word: string): boolean {
  const head = word.charAt(0)
  return head !== head.toLowerCase()
}

export function isUpperCase(word: string): boolean {
  // Most words: spared the copy in capitals.
  const head = word.charCodeAt(0)
  if (head >= 0x61 && head <= 0x7a) return false
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase()
}

/** Whether a form is a word that begins with a capital and is not all capitals. */
export function isCapitalForm(kind: TokenKind, text: string): boolean {
  return kind === TokenKind.word && (traitsOf(text) & (Trait.capitalised | Trait.upper)) === Trait.capitalised
}

/** As `isCapitalised`, of a token. */
export function isCapitalisedAt(tokens: Tokens, i: number): boolean {
  return hasTrait(tokens, i, Trait.capitalised)
}
