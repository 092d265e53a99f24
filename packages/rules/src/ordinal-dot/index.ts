import { type Cue, type Draft, type ProseContext, type ProseRule, type Site, TokenKind } from 'unmangle-core'
import { suffixOf } from '../ordinals.ts'
import { foldedAt, gapAfter, isLowerCaseAt, isSpace, isSpacedWord, textAt, touches } from '../reading.ts'

const LONGEST_MONTH = 31

const isOrdinal: Cue = ({ text, kind, facts }) =>
  kind === TokenKind.number && facts.ordinals.length > 0 && /^[1-9]\d{0,2}$/.test(text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'ordinal-dot',
  family: 'number',
  description: 'An ordinal with the full stop of another language',
  check(context) {
    return context.sites(isOrdinal).flatMap((site) => checkNumber(context, site) ?? [])
  },
}

/** `the 31. minute`: after an article or a preposition and before a word that begins no sentence. */
function checkNumber(context: ProseContext, { block, at }: Site): Draft | undefined {
  const { tokens, facts } = context
  const word = at + 2
  if (at === block.first || word >= block.last || textAt(tokens, at + 1) !== '.') return undefined
  if (!touches(tokens, at) || gapAfter(tokens, at + 1) !== ' ' || !isSpacedWord(tokens, word)) return undefined
  if (!isSpace(gapAfter(tokens, at - 1))) return undefined
  const article = context.is('articles', foldedAt(tokens, at - 1))
  const before = article ? at - 2 : at - 1
  const led = before >= block.first && context.is('prepositions', foldedAt(tokens, before))
  const digits = textAt(tokens, at)
  if (facts.months.includes(textAt(tokens, word)) && led && endsDate(context, block.last, word)) {
    // A day before its month is counted with a cardinal, and has no article.
    return Number(digits) > LONGEST_MONTH ? undefined : draftOf(context, article ? at - 1 : at, word, digits)
  }
  const numbered = context.is('numeralContexts', foldedAt(tokens, word))
  if (!isLowerCaseAt(tokens, word) || isBinding(context, word) || !(article || (led && numbered))) return undefined
  const suffix = suffixOf(facts, digits)
  const articleFirst = article ? '' : 'the '
  return suffix === undefined ? undefined : draftOf(context, at, word, articleFirst + digits + suffix)
}

/** Whether what follows a month goes on after a date; some months are also verbs that begin a sentence. */
function endsDate(context: ProseContext, last: number, month: number): boolean {
  const { tokens } = context
  const next = month + 1
  if (next >= last || !isSpacedWord(tokens, next)) return true
  const folded = foldedAt(tokens, next)
  return context.is('prepositions', folded) || context.is('conjunctions', folded)
}

function isBinding(context: ProseContext, i: number): boolean {
  const folded = foldedAt(context.tokens, i)
  return context.is('functionWords', folded) || context.is('prepositions', folded) || context.is('pronouns', folded)
}

function draftOf({ tokens }: ProseContext, first: number, word: number, answer: string): Draft {
  return {
    start: tokens.start[first]!,
    end: tokens.end[word]!,
    expected: [`${answer} ${textAt(tokens, word)}`],
    tier: 'suggest',
    message: 'A full stop makes no ordinal here.',
    why: 'Some languages write an ordinal with a full stop; machines copy it with the number.',
  }
}
