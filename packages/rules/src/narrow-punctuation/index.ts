import {
  type Cue,
  type Draft,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  type Site,
  TokenKind,
} from 'unmangle-core'
import { gapAfter, textAt, touches } from '../reading.ts'
import { isEastAsian, isOutsideBackticks } from '../spans.ts'

/** Wide marks for each narrow one: a text that has fewer follows another convention. */
const MAJORITY = 2
/** Tokens in brackets at the most: what is longer is hardly one remark. */
const LONGEST = 40
const ENDS = /^[.?!]$/

const isNarrow: Cue = ({ text, facts }) => facts.wideMarks.some(({ narrow }) => narrow === text)
const isWide: Cue = ({ text, facts }) => facts.wideMarks.some(({ wide }) => wide === text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'narrow-punctuation',
  family: 'punctuation',
  description: 'A narrow mark between letters that take wide ones',
  check(context) {
    if (context.facts.wideMarks.length === 0) return []
    const drafts = context.sites(isNarrow).flatMap((site) => checkMark(context, site) ?? [])
    return context.sites(isWide).length < drafts.length * MAJORITY ? [] : drafts
  },
}

function checkMark(context: ProseContext, { block, at }: Site): Draft | undefined {
  const { tokens } = context
  const mark = textAt(tokens, at)
  const last = mark === '(' ? closingOf(context, block, at) : at
  if (mark === ')' || last === undefined || !isLetterAt(context, block, at - 1)) return undefined
  if (!touches(tokens, at - 1) || !(mark === '(' ? follows(context, block, last) : parts(context, block, at, mark)))
    return undefined
  const start = tokens.start[at] ?? 0
  if (!isOutsideBackticks(context, block, start)) return undefined
  const next = last + 1
  const spaced = mark !== '(' && next < block.last && gapAfter(tokens, last) === ' '
  const end = spaced ? (tokens.start[next] ?? start) : (tokens.end[last] ?? start)
  const inside = mark === '(' ? tokens.text.slice(tokens.end[at], tokens.start[last]) + wide(context, ')') : ''
  return {
    start,
    end,
    expected: [wide(context, mark) + inside],
    tier: 'suggest',
    message: 'Between these letters the mark is as wide as they are.',
    why: 'Machines carry the marks of a script with narrow letters over as they are.',
  }
}

function wide({ facts }: ProseContext, mark: string): string {
  return facts.wideMarks.find(({ narrow }) => narrow === mark)?.wide ?? mark
}

function isLetterAt({ tokens }: ProseContext, block: ProseBlock, i: number): boolean {
  return i >= block.first && i < block.last && tokens.kind[i] === TokenKind.word && isEastAsian(textAt(tokens, i))
}

/** Whether a mark stands between two letters, or ends the text after one. A full stop alone may part a name. */
function parts(context: ProseContext, block: ProseBlock, i: number, mark: string): boolean {
  const gap = gapAfter(context.tokens, i)
  if (i + 1 >= block.last) return ENDS.test(mark)
  return isLetterAt(context, block, i + 1) && (gap === ' ' || gap === '\n' || (gap === '' && mark !== '.'))
}

/** The bracket that closes one before a letter, itself after a letter, with no other bracket between. */
function closingOf(context: ProseContext, block: ProseBlock, open: number): number | undefined {
  const { tokens } = context
  if (!isLetterAt(context, block, open + 1) || !touches(tokens, open)) return undefined
  const limit = Math.min(block.last, open + LONGEST)
  for (let i = open + 1; i < limit; i++) {
    const text = textAt(tokens, i)
    if (text === '(') return undefined
    if (text === ')') return isLetterAt(context, block, i - 1) && touches(tokens, i - 1) ? i : undefined
  }
  return undefined
}

/** Whether the text goes on in wide letters or marks after a bracket, or ends. */
function follows(context: ProseContext, block: ProseBlock, i: number): boolean {
  return i + 1 >= block.last || (touches(context.tokens, i) && isWideAt(context, block, i + 1))
}

function isWideAt(context: ProseContext, block: ProseBlock, i: number): boolean {
  const text = textAt(context.tokens, i)
  return (
    isLetterAt(context, block, i) || text === '、' || context.facts.wideMarks.some(({ wide: mark }) => mark === text)
  )
}
