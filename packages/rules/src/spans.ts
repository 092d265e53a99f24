import { type Draft, OPAQUE, type ProseBlock, type ProseContext, type Span } from 'unmangle-core'

const LETTER_OR_DIGIT = /[\p{L}\p{M}\p{N}]/u
const CJK = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}\p{Script=Bopomofo}]/u

/** The character that ends before an offset; none where nothing does. */
export function characterBefore(text: string, offset: number): string {
  if (offset <= 0) return ''
  const low = text.charCodeAt(offset - 1)
  return text.slice(offset - (low >= 0xdc00 && low <= 0xdfff && offset > 1 ? 2 : 1), offset)
}

/** The character that starts at an offset; none where nothing does. */
export function characterAt(text: string, offset: number): string {
  const code = text.codePointAt(offset)
  return code === undefined ? '' : String.fromCodePoint(code)
}

export function isLetter(character: string): boolean {
  return /^[\p{L}\p{M}]$/u.test(character)
}

export function isLetterOrDigit(character: string): boolean {
  return character !== '' && LETTER_OR_DIGIT.test(character)
}

/** A letter of a script of East Asia. */
export function isEastAsian(character: string): boolean {
  return character !== '' && CJK.test(character)
}

/** The range with the rest of the words that it cuts, within a block. Letters of East Asia make no words here. */
export function wholeWords(text: string, span: Span, block: Span): Span {
  let { start, end } = span
  for (let before = characterBefore(text, start); start > block.start && belongs(before); ) {
    start -= before.length
    before = characterBefore(text, start)
  }
  for (let next = characterAt(text, end); end < block.end && belongs(next); ) {
    end += next.length
    next = characterAt(text, end)
  }
  return { start, end }
}

function belongs(character: string): boolean {
  return isLetterOrDigit(character) && !isEastAsian(character) && character !== OPAQUE
}

/** The blocks that hold a text, in one pass over the prose. */
export function blocksWithText({ blocks, prose: { text } }: ProseContext, part: string): ProseBlock[] {
  let next = text.indexOf(part)
  return blocks.filter(({ start, end }) => {
    if (next >= 0 && next < start) next = text.indexOf(part, start)
    return next >= 0 && next < end
  })
}

const BACKTICKS: unique symbol = Symbol('backticks')

/** Whether an offset of a block is not between backticks: plain text has code too, and no reader that would tell. */
export function isOutsideBackticks(context: ProseContext, block: Span, offset: number): boolean {
  const { text } = context.prose
  const ticks = context.shared(BACKTICKS, () => {
    const out: number[] = []
    for (let i = text.indexOf('`'); i >= 0; i = text.indexOf('`', i + 1)) out.push(i)
    return out
  })
  if (ticks.length === 0) return true
  const here = firstFrom(ticks, offset)
  return (here - firstFrom(ticks, block.start)) % 2 === 0 || (ticks[here] ?? block.end) >= block.end
}

/** The place of the first of ordered numbers that is no smaller. */
function firstFrom(ordered: readonly number[], least: number): number {
  let low = 0
  let high = ordered.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ordered[middle] ?? 0) < least) low = middle + 1
    else high = middle
  }
  return low
}

/** Drafts in order, each cut where the one before ends: what both cover is the same word before and after. */
export function disjoint(drafts: readonly Draft[], text: string): Draft[] {
  const out: Draft[] = []
  let end = 0
  for (const draft of drafts) {
    if (draft.start >= end) out.push(draft)
    else {
      const shared = text.slice(draft.start, end)
      if (!draft.expected.every((answer) => answer.startsWith(shared)) || draft.end <= end) continue
      out.push({ ...draft, start: end, expected: draft.expected.map((answer) => answer.slice(shared.length)) })
    }
    end = draft.end
  }
  return out
}
