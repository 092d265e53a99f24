import { type ProseBlock, type ProseContext, TokenKind, type Tokens } from 'unmangle-core'

/** The words of a block with what lies between them taken away; indices of tokens. */
export function wordsOf(tokens: Tokens, block: ProseBlock): number[] {
  const out: number[] = []
  for (let i = block.first; i < block.last; i++)
    if (tokens.kind[i] === TokenKind.word || tokens.kind[i] === TokenKind.number) out.push(i)
  return out
}

const HYPHEN = /^[-\u2010\u2011]$/
const APOSTROPHE = /^['\u2019\u02BC]$/

/** Whether two word tokens can belong to one name: a space or a hyphen lies between them and nothing else. */
export function joined(tokens: Tokens, a: number, b: number): boolean {
  if (b === a + 1) return tokens.text.slice(tokens.end[a], tokens.start[b]).length <= 1
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

/** Whether most of the words of a block are in capitals: there they say nothing. */
export function shouts(context: ProseContext, block: ProseBlock): boolean {
  let words = 0
  let upper = 0
  for (const i of wordsOf(context.tokens, block)) {
    words++
    if (isUpperCase(formAt(context.tokens, i))) upper++
  }
  return upper * 2 > words
}
