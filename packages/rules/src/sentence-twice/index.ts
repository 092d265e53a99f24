import { type Draft, type ProseBlock, type ProseContext, type ProseRule, TokenKind } from 'unmangle-core'
import { outsideQuotations } from '../quotations.ts'
import { isSpacedWord, textAt } from '../reading.ts'

/** A sentence as tokens, half-open, its last mark included. */
interface Sentence {
  readonly first: number
  readonly last: number
}

/** Words of a sentence that nobody says twice for effect. */
const LEAST_WORDS = 6
const LEAST_UNSPACED = 12
const ENDS = /^[.!?…。！？؟۔।]$/
const STARTS = /^[\p{Lu}\p{Lt}\p{Lo}\p{N}¿¡]/u

export const rule: ProseRule = {
  kind: 'prose',
  id: 'sentence-twice',
  family: 'repetition',
  description: 'The same sentence twice in a row',
  check(context) {
    return context.blocks.flatMap((block) => (block.kind === 'tableCell' ? [] : checkBlock(context, block)))
  },
}

function checkBlock(context: ProseContext, block: ProseBlock): Draft[] {
  const { tokens } = context
  const sentences = sentencesOf(context, block)
  const out: Draft[] = []
  let own: ReadonlySet<number> | undefined
  for (let i = 0; i < sentences.length; i++) {
    const first = sentences[i]
    let last = first
    while (last && isSame(context, last, sentences[i + 1])) last = sentences[++i]
    if (!first || !last || last === first) continue
    own ??= new Set(outsideQuotations(tokens, block))
    if (!own.has(first.first) || !own.has(last.first)) continue
    out.push({
      start: tokens.start[first.first] ?? block.start,
      end: tokens.end[last.last - 1] ?? block.end,
      expected: [tokens.text.slice(tokens.start[first.first], tokens.end[first.last - 1])],
      tier: 'suggest',
      message: 'The sentence stands there more than once.',
      why: 'A long text is translated in pieces that overlap, and what both have is kept twice.',
    })
  }
  return out
}

/** The sentences of a block: a mark ends one where a new one can begin after it. */
function sentencesOf({ tokens }: ProseContext, { first, last }: ProseBlock): Sentence[] {
  const out: Sentence[] = []
  let start = first
  for (let i = first; i < last; i++) {
    if (!ENDS.test(textAt(tokens, i)) || ENDS.test(textAt(tokens, i + 1))) continue
    const next = textAt(tokens, i + 1)
    if (i + 1 < last && (!STARTS.test(next) || isInWord(tokens.text, tokens.end[i] ?? 0))) continue
    out.push({ first: start, last: i + 1 })
    start = i + 1
  }
  return out
}

/** Whether a full stop of ASCII has a letter right after it, as in a name of a file. */
function isInWord(text: string, end: number): boolean {
  return text.charAt(end - 1) === '.' && /\S/.test(text.charAt(end))
}

function isSame({ tokens, facts }: ProseContext, one: Sentence | undefined, other: Sentence | undefined): boolean {
  if (!one || !other || one.last - one.first !== other.last - other.first) return false
  let words = 0
  for (let k = 0; k < other.last - other.first; k++) {
    const a = one.first + k
    if (tokens.id[a] !== tokens.id[other.first + k] || tokens.kind[a] === TokenKind.opaque) return false
    if (facts.spaced ? isSpacedWord(tokens, a) : tokens.kind[a] === TokenKind.word) words++
  }
  return words >= (facts.spaced ? LEAST_WORDS : LEAST_UNSPACED)
}
