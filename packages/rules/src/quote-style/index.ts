import {
  type Cue,
  type Draft,
  OPAQUE,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  TokenKind,
} from 'unmangle-core'
import { foldedAt, gapAfter, isCapitalised, isSpacedWord, textAt, touches } from '../reading.ts'
import { isOutsideBackticks } from '../spans.ts'

/** By the mark that opens a quotation: the marks that close it, or stand for one that does. */
const CLOSING: ReadonlyMap<string, string> = new Map([
  ['„', '“”"'],
  ['“', '”'],
  ['«', '»'],
  ['»', '«'],
  ['‹', '›'],
  ['›', '‹'],
  ['「', '」'],
  ['『', '』'],
  ['《', '》'],
  ['〈', '〉'],
])
const OPENS_AFTER = /^[([{—–"“‘«„]$/
/** Marks of quotations that are no apostrophes. */
const QUOTE = /["“”„«»‹›「」『』《》〈〉]/g
/** From so many words on, one without a function word is hardly a name. */
const SENTENCE = 4

const isForeign: Cue = ({ text, facts }) => facts.quotes !== '' && CLOSING.has(text) && !mayOpen(facts.quotePairs, text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'quote-style',
  family: 'typography',
  description: 'A quotation in the marks of another language',
  check(context) {
    return context.blocksWith(isForeign).flatMap((block) => checkBlock(context, block))
  },
}

function mayOpen(pairs: readonly string[], mark: string): boolean {
  return pairs.some((pair) => pair.startsWith(mark))
}

/** Quotations one after the other; what is quoted within one goes with it in the next round. */
function checkBlock(context: ProseContext, block: ProseBlock): Draft[] {
  const { tokens, facts } = context
  const out: Draft[] = []
  let open = -1
  for (let i = block.first; i < block.last; i++) {
    const text = textAt(tokens, i)
    if (open >= 0 && closes(CLOSING.get(textAt(tokens, open)) ?? '', context, block, i)) {
      const draft = draftFor(context, block, open, i)
      if (draft) out.push(draft)
      open = -1
    } else if (CLOSING.has(text) && !mayOpen(facts.quotePairs, text) && opens(context, block, i)) open = i
  }
  return out
}

/** Whether a mark stands as one that opens: a trail of links (`Home » News`) has spaces on both sides. */
function opens({ tokens }: ProseContext, { first, last }: ProseBlock, i: number): boolean {
  if (i + 1 >= last) return false
  const apart = i === first || !touches(tokens, i - 1) || OPENS_AFTER.test(textAt(tokens, i - 1))
  const east = textAt(tokens, i) >= '\u3000'
  const spoken = tokens.kind[i + 1] === TokenKind.word || tokens.kind[i + 1] === TokenKind.number
  return spoken && (apart || east) && (touches(tokens, i) || textAt(tokens, i) === '«')
}

function closes(marks: string, { tokens }: ProseContext, { first, last }: ProseBlock, i: number): boolean {
  if (!marks.includes(textAt(tokens, i)) || i === first) return false
  if (!touches(tokens, i - 1) && textAt(tokens, i) !== '»') return false
  return i + 1 >= last || !touches(tokens, i) || tokens.kind[i + 1] !== TokenKind.word || textAt(tokens, i) >= '\u3000'
}

function draftFor(context: ProseContext, block: ProseBlock, open: number, close: number): Draft | undefined {
  const { tokens, facts } = context
  const start = tokens.start[open] ?? 0
  const end = tokens.end[close] ?? start
  const inside = tokens.text.slice(tokens.end[open], tokens.start[close])
  if (inside.includes(OPAQUE) || !isOutsideBackticks(context, block, start)) return undefined
  if (facts.quotePairs.includes(textAt(tokens, open) + textAt(tokens, close))) return undefined
  if (!isOwn(context, open + 1, close)) return undefined
  const marks = ownMarks(context)
  const half = marks.length / 2
  return {
    start,
    end,
    expected: [marks.slice(0, half) + inside.trim() + marks.slice(half)],
    tier: 'suggest',
    message: 'These are the quotation marks of another language.',
    why: `Machines carry the marks of the original over as they are; ${facts.name} puts quotations between ${facts.quotes}.`,
  }
}

/** Whether the quotation is in the language of the text: what is quoted in its own language may keep its marks. */
function isOwn(context: ProseContext, first: number, last: number): boolean {
  const { tokens, facts } = context
  if (!facts.spaced) return first < last
  let words = 0
  let own = 0
  let capitals = 0
  for (let i = first; i < last; i++) {
    if (tokens.kind[i] !== TokenKind.word) continue
    if (!isSpacedWord(tokens, i) || !inScript(facts.script, textAt(tokens, i))) return false
    words++
    if (isCapitalised(textAt(tokens, i))) capitals++
    if (context.is('functionWords', foldedAt(tokens, i))) own++
  }
  // `«interface»` is a sign of diagrams and templates.
  if (words === 1) return isCapitalised(textAt(tokens, first)) || gapAfter(tokens, first - 1) !== ''
  return words > 1 && (own > 0 || (capitals === words && words < SENTENCE))
}

const SCRIPTS: Readonly<Record<string, RegExp>> = {
  Latn: /^[\p{Script=Latin}\p{M}'’-]+$/u,
  Cyrl: /^[\p{Script=Cyrillic}\p{M}'’-]+$/u,
}

function inScript(script: string, word: string): boolean {
  return SCRIPTS[script]?.test(word) ?? true
}

const MARKS: unique symbol = Symbol('quote-style')

/** The pair that the document has most of among those of its language; none: the language's usual one. */
function ownMarks(context: ProseContext): string {
  return context.shared(MARKS, () => {
    const { facts, prose } = context
    const counts = new Map<string, number>()
    for (const mark of prose.text.match(QUOTE) ?? []) counts.set(mark, (counts.get(mark) ?? 0) + 1)
    let best = facts.quotes
    let most = 0
    for (const pair of facts.quotePairs) {
      const [open = '', close = ''] = pair
      const often =
        open === close ? (counts.get(open) ?? 0) / 2 : Math.min(counts.get(open) ?? 0, counts.get(close) ?? 0)
      if (often <= most) continue
      most = often
      best = pair === facts.quotes.replace(/\s/g, '') ? facts.quotes : pair
    }
    return best
  })
}
