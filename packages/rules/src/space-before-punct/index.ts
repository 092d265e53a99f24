import {
  type Cue,
  type Draft,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  type Site,
  type Tier,
  TokenKind,
} from 'unmangle-core'
import { foldedAt, gapAfter, isCapitalised, isLowerCase, isQuote, isSpacedWord, textAt, touches } from '../reading.ts'
import { isOutsideBackticks } from '../spans.ts'

const SPACES = /^[ \u00A0]{1,2}$/
const MARK = /^[.,;:!?%،؛؟]$/
const PAUSE = /^[,،]$/
const CLOSER = /^[)\]"'”’»]$/
const QUOTE_OR_BRACKET = /^[)\]"”’»]$/

const isCloseMark: Cue = ({ text, facts }) => MARK.test(text) && facts.closeMarks.includes(text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'space-before-punct',
  family: 'punctuation',
  description: 'A space before a mark that clings to its word',
  check(context) {
    if (context.facts.closeMarks.length === 0) return []
    return context.sites(isCloseMark).flatMap((site) => checkMark(context, site) ?? [])
  },
}

function checkMark(context: ProseContext, { block, at }: Site): Draft | undefined {
  const { tokens } = context
  if (at === block.first || touches(tokens, at - 1) || !SPACES.test(gapAfter(tokens, at - 1))) return undefined
  if (!stops(context, block, at)) return undefined
  const mark = textAt(tokens, at)
  const found = (PAUSE.test(mark) ? comma : mark === '.' ? fullStop : other)(context, block, at)
  return found && isOutsideBackticks(context, block, tokens.start[at]!) ? draft(context, at, found) : undefined
}

/** How sure it is, and whether the space is missing after the mark. */
interface Found {
  readonly tier: Tier
  readonly glued: boolean
}

/** Whether what stands before the mark is text that a mark can close. */
function stops({ tokens }: ProseContext, block: ProseBlock, i: number): boolean {
  const before = i - 1
  if (before < block.first) return false
  const kind = tokens.kind[before]
  if (kind === TokenKind.number || kind === TokenKind.opaque || isSpacedWord(tokens, before)) return true
  return before > block.first && QUOTE_OR_BRACKET.test(textAt(tokens, before)) && touches(tokens, before - 1)
}

/** Whether nothing clings to the mark but the end, a closing quote or a bracket. */
function ends({ tokens }: ProseContext, block: ProseBlock, i: number): boolean {
  if (i + 1 >= block.last || !touches(tokens, i)) return true
  return CLOSER.test(textAt(tokens, i + 1)) && (i + 2 >= block.last || !touches(tokens, i + 1))
}

function comma(context: ProseContext, block: ProseBlock, i: number): Found | undefined {
  const { tokens } = context
  if (i + 1 >= block.last) return undefined
  if (ends(context, block, i)) return beginsMark(context, i + 1) ? undefined : { tier: 'suggest', glued: false }
  const next = i + 1
  if (!isSpacedWord(tokens, next) || tokens.kind[i - 1] === TokenKind.number) return undefined
  if (touches(tokens, next) && !/^[.,;:!?'’)]$/.test(textAt(tokens, next + 1))) return undefined
  return { tier: surely(context, i), glued: true }
}

/** Beside inline code the mark may be code too. */
function surely({ tokens, document }: ProseContext, i: number): Tier {
  return tokens.kind[i - 1] === TokenKind.opaque && document.format === 'text' ? 'suggest' : 'safe'
}

/** Whether marks follow one another: they are spoken of, or stand for something that is left out. */
function beginsMark({ tokens }: ProseContext, i: number): boolean {
  return MARK.test(textAt(tokens, i))
}

function fullStop(context: ProseContext, block: ProseBlock, i: number): Found | undefined {
  const { tokens } = context
  const next = i + 1
  if (next >= block.last) return { tier: 'suggest', glued: false }
  if (beginsMark(context, next) || !isWord(context, i - 1)) return undefined
  if (ends(context, block, i)) {
    const opens = isCapitalised(textAt(tokens, next)) || isQuote(textAt(tokens, next))
    return opens ? { tier: 'suggest', glued: false } : undefined
  }
  const text = textAt(tokens, next)
  const begins =
    isSpacedWord(tokens, next) && isCapitalised(text) && isLowerCase(text.slice(1)) && !touches(tokens, next)
  return begins && context.is('functionWords', foldedAt(tokens, next)) ? { tier: 'safe', glued: true } : undefined
}

function isWord({ tokens }: ProseContext, i: number): boolean {
  return isSpacedWord(tokens, i) && textAt(tokens, i).length > 1
}

function other(context: ProseContext, block: ProseBlock, i: number): Found | undefined {
  const { tokens } = context
  const mark = textAt(tokens, i)
  const next = i + 1
  if (/^[:;]$/.test(mark) && touches(tokens, i)) return undefined
  if (!ends(context, block, i) || (next < block.last && beginsMark(context, next) && touches(tokens, i)))
    return undefined
  if (mark === '%') return tokens.kind[i - 1] === TokenKind.number ? { tier: 'suggest', glued: false } : undefined
  if (mark === ':' && tokens.kind[i - 1] === TokenKind.number) return undefined
  return tokens.kind[i - 1] === TokenKind.opaque || beginsMark(context, next)
    ? undefined
    : { tier: 'suggest', glued: false }
}

function draft({ tokens, prose }: ProseContext, i: number, { tier, glued }: Found): Draft {
  const bracket = tokens.kind[i - 1] === TokenKind.punctuation && i >= 2
  const first = bracket ? i - 2 : i - 1
  const last = glued ? i + 1 : i
  const start = tokens.start[first]!
  const end = tokens.end[last]!
  const before = prose.text.slice(start, tokens.end[i - 1])
  const after = prose.text.slice(tokens.end[i], end)
  return {
    start,
    end,
    expected: [`${before}${textAt(tokens, i)}${glued ? ' ' : ''}${after}`],
    tier,
    message: `A space stands before “${textAt(tokens, i)}”.`,
    why: 'Machines put a space between the pieces that they translate, or keep the one of the original; this language has none before the mark.',
  }
}
