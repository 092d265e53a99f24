import {
  type Gloss,
  type GlossMatch,
  type OutlineKind,
  type OutlineNode,
  type ProseBlock,
  type ProseContext,
  type Span,
  sourceEnd,
  sourceStart,
  TokenKind,
  type Tokens,
} from 'unmangle-core'
import { outsideQuotations } from './quotations.ts'
import { isCapitalised, isQuote, textAt } from './reading.ts'

/** What the rules for words that were left in another language have in common. */

export function baseOf(tag: string): string {
  return tag.split('-', 1)[0] ?? tag
}

/** Whether the blocks are in the language of the document: a passage in another one is left as a whole. */
export function isOwnLanguage({ facts, document }: ProseContext): boolean {
  return facts.tag === baseOf(document.lang) || facts.tag === document.lang
}

/** The glosses that a place is, letter for letter; none if one of them is a word of the text's own language. */
export function glossesOf({ facts, tokens }: ProseContext, { first, last, glosses }: GlossMatch): readonly Gloss[] {
  const text = lowered(tokens.text.slice(tokens.start[first], tokens.end[last]))
  const found = glosses.filter(({ word }) => lowered(word) === text)
  return found.some(({ tag }) => tag === baseOf(facts.tag)) ? [] : found
}

function lowered(text: string): string {
  return text.toLowerCase().replace(/’/g, "'")
}

/** What the language says for glosses, best first: those of languages that it is said to come from, where there are any. */
export function renderingsOf(
  { facts, document, glosses }: ProseContext,
  found: readonly Gloss[],
  { capital, counted }: { readonly capital: boolean; readonly counted: boolean },
): string[] {
  const from = new Set(document.from.filter(({ given }) => given).map(({ tag }) => baseOf(tag)))
  const known = found.filter(({ tag }) => from.has(tag))
  const target = baseOf(facts.tag)
  const words = (known.length > 0 ? known : found).flatMap((gloss) => glosses?.said(gloss, target).slice(0, 1) ?? [])
  // A plural is longer than its singular.
  if (counted) words.sort((a, b) => Number(b.startsWith(a)) - Number(a.startsWith(b)))
  return [...new Set(words.map((word) => (capital ? word.charAt(0).toUpperCase() + word.slice(1) : word)))]
}

const SAID: unique symbol = Symbol('said')
/** What somebody is quoted with is longer; a shorter quotation names what it holds. */
const LONGEST_MENTION = 8

/** Whether a token is a word of the text or of somebody who speaks in it, and neither in brackets nor only mentioned. */
export function isSaid(context: ProseContext, block: ProseBlock, at: number): boolean {
  const known = context.shared(SAID, () => new Map<ProseBlock, ReadonlySet<number>>())
  let said = known.get(block)
  if (!said) {
    said = saidIn(context.tokens, block)
    known.set(block, said)
  }
  return said.has(at)
}

function saidIn(tokens: Tokens, block: ProseBlock): ReadonlySet<number> {
  const said = new Set(outsideQuotations(tokens, block, true))
  for (let i = block.first; i < block.last; i++) {
    if (said.has(i)) continue
    let end = i
    while (end < block.last && !said.has(end)) end++
    // The mark that opens it is the first; the one that closes it is not looked for again.
    if (isQuote(textAt(tokens, i)) && end - i > LONGEST_MENTION + 2)
      for (let k = i + 1; k < end; k++) if (!isMentioned(tokens, k)) said.add(k)
    i = end
  }
  return said
}

function isMentioned(tokens: Tokens, at: number): boolean {
  return isQuote(textAt(tokens, at - 1)) && isQuote(textAt(tokens, at + 1))
}

const MARKED: unique symbol = Symbol('marked up')

/** The innermost piece of markup of one kind that holds a place of the prose. */
export function markupAt(context: ProseContext, kind: OutlineKind, offset: number): Span | undefined {
  const { outline } = context.document.reading
  const byKind = context.shared(MARKED, () => byKindOf(outline))
  const nodes = byKind.get(kind) ?? []
  const at = sourceStart(context.prose, offset)
  let low = 0
  let high = nodes.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((nodes[middle]?.start ?? 0) <= at) low = middle + 1
    else high = middle
  }
  const node = nodes[low - 1]
  return node && at < node.end ? node : undefined
}

/** Whether the tokens are all that a piece of markup holds. */
export function fills(
  { prose, tokens }: ProseContext,
  block: ProseBlock,
  { start, end }: Span,
  first: number,
  last: number,
): boolean {
  const before = first - 1
  const after = last + 1
  return (
    (before < block.first || sourceEnd(prose, tokens.end[before] ?? 0) <= start) &&
    (after >= block.last || sourceStart(prose, tokens.start[after] ?? 0) >= end)
  )
}

function byKindOf(outline: readonly OutlineNode[]): ReadonlyMap<OutlineKind, readonly OutlineNode[]> {
  const out = new Map<OutlineKind, OutlineNode[]>()
  for (const node of outline) {
    const list = out.get(node.kind)
    if (list) list.push(node)
    else out.set(node.kind, [node])
  }
  return out
}

/** Whether a block has no words but these: a label, a heading, a cell. */
export function isWhole({ tokens }: ProseContext, block: ProseBlock, first: number, last: number): boolean {
  for (let i = block.first; i < block.last; i++)
    if ((i < first || i > last) && (tokens.kind[i] === TokenKind.word || tokens.kind[i] === TokenKind.opaque))
      return false
  return true
}

/** Whether enough of a block is function words of its language for it to be a sentence or a part of one. */
export function isInLanguage(context: ProseContext, { first, last }: ProseBlock): boolean {
  const { tokens, facts } = context
  if (!facts.spaced) return true
  let words = 0
  let own = 0
  for (let i = first; i < last; i++) {
    if (tokens.kind[i] !== TokenKind.word) continue
    words++
    if (context.is('functionWords', tokens.vocabulary.folded(tokens.id[i] ?? 0))) own++
  }
  return own > 0 && own * LEAST_SHARE >= words
}

const LEAST_SHARE = 10

/** Whether the words around a place have capitals: it may be part of a name. */
export function isNamed(before: string, after: string): boolean {
  return isCapitalised(before) || isCapitalised(after)
}
