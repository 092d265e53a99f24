import type { Cue, Draft, ProseBlock, ProseContext, ProseRule, Site, Tier } from 'unmangle-core'
import { suffixOf } from '../ordinals.ts'
import { foldedAt, gapAfter, isLowerCase, isSpace, isSpacedWord, textAt, touches } from '../reading.ts'

const ORDINAL = /^(\d{1,9})(\p{L}{1,4})$/u
const OPENS = /^[("'“‘«„[]$/
const CLOSES = /^[.,;:!?)"'”’»\]]$/
const FIRST_YEAR = 1000
const LAST_YEAR = 2100

const isOrdinal: Cue = ({ text, facts }) => {
  const suffix = ORDINAL.exec(text)?.[2]?.toLowerCase()
  return suffix !== undefined && facts.ordinals.some((ordinal) => ordinal.suffix === suffix)
}

/** A word for a year, and nothing else that a word of its own script could be. */
const isYearWord: Cue = ({ text, facts }) => facts.yearWords.length > 0 && facts.yearWords.includes(text.toLowerCase())

export const rule: ProseRule = {
  kind: 'prose',
  id: 'ordinal-year',
  family: 'number',
  description: 'An ordinal that is a year, or has the suffix of another number; a year with a word for year',
  check(context) {
    const words = context.sites(isYearWord).flatMap((site) => checkYearWord(context, site) ?? [])
    if (context.facts.ordinals.length === 0) return words
    return [...words, ...context.sites(isOrdinal).flatMap((site) => checkOrdinal(context, site) ?? [])]
  },
}

function checkOrdinal(context: ProseContext, { block, at }: Site): Draft | undefined {
  const { tokens, facts } = context
  if (!standsAlone(context, block, at)) return undefined
  const [, digits = '', suffix = ''] = ORDINAL.exec(textAt(tokens, at)) ?? []
  const year = yearTier(context, block, at, digits)
  const right = suffixOf(facts, digits)
  if (year) return yearDraft(context, block, at, digits, year)
  if (right === undefined || right === suffix.toLowerCase()) return undefined
  const cased = isLowerCase(suffix) ? right : right.toUpperCase()
  return {
    start: tokens.start[at]!,
    end: tokens.end[at]!,
    expected: [digits + cased],
    tier: 'safe',
    message: `After ${digits} the ordinal is written with “${cased}”.`,
    why: 'Machines put one suffix after every number; here it goes by the last digits.',
  }
}

/** Whether nothing clings to the number that makes it part of a name or of code. */
function standsAlone({ tokens }: ProseContext, block: ProseBlock, i: number): boolean {
  if (i > block.first && touches(tokens, i - 1) && !OPENS.test(textAt(tokens, i - 1))) return false
  if (i + 1 >= block.last || !touches(tokens, i)) return true
  return CLOSES.test(textAt(tokens, i + 1)) && !(touches(tokens, i + 1) && isSpacedWord(tokens, i + 2))
}

/** A year comes after a preposition or a month; what follows it is no noun that could be counted. */
function yearTier(context: ProseContext, block: ProseBlock, i: number, digits: string): Tier | undefined {
  const { tokens, facts } = context
  const year = Number(digits)
  if (digits.length !== 4 || year < FIRST_YEAR || year > LAST_YEAR) return undefined
  if (i === block.first || !isSpace(gapAfter(tokens, i - 1))) return undefined
  const month = facts.months.includes(textAt(tokens, i - 1))
  if (!month && !context.is('prepositions', foldedAt(tokens, i - 1))) return undefined
  const next = foldedAt(tokens, i + 1)
  const counted = i + 1 < block.last && isSpacedWord(tokens, i + 1) && !context.is('functionWords', next)
  return counted ? 'suggest' : 'safe'
}

function yearDraft({ tokens }: ProseContext, block: ProseBlock, i: number, digits: string, tier: Tier): Draft {
  const first = i > block.first ? i - 1 : i
  return {
    start: tokens.start[first]!,
    end: tokens.end[i]!,
    expected: [tokens.text.slice(tokens.start[first], tokens.start[i]) + digits],
    tier,
    message: 'A year is no ordinal.',
    why: 'The original writes the number before a full stop or as an ordinal; a machine made an ordinal of the year.',
  }
}

/** `in 2029 year`: after a preposition or a month, and nothing follows that makes it a word before another. */
function checkYearWord(context: ProseContext, { block, at }: Site): Draft | undefined {
  const { tokens, facts } = context
  const before = at - 2
  if (before < block.first || !isSpace(gapAfter(tokens, at - 1)) || !isSpace(gapAfter(tokens, before))) return undefined
  const year = textAt(tokens, at - 1)
  if (!/^\d{4}$/.test(year) || Number(year) < FIRST_YEAR || Number(year) > LAST_YEAR) return undefined
  const led = facts.months.includes(textAt(tokens, before)) || context.is('prepositions', foldedAt(tokens, before))
  if (!led || !closesPhrase(context, block, at)) return undefined
  return {
    start: tokens.start[before]!,
    end: tokens.end[at]!,
    expected: [tokens.text.slice(tokens.start[before], tokens.end[at - 1])],
    tier: 'suggest',
    message: 'A year in figures takes no word for year after it.',
    why: 'The original says “year” after the number; a machine copies or translates the word.',
  }
}

/** Whether a word ends its phrase: `in 2020 year on year` and `in 2024 year to date` go on. */
function closesPhrase(context: ProseContext, block: ProseBlock, i: number): boolean {
  const { tokens } = context
  const next = i + 1
  if (next >= block.last) return true
  if (!isSpacedWord(tokens, next))
    return CLOSES.test(textAt(tokens, next)) && (!touches(tokens, i) || !touches(tokens, next))
  if (!isSpace(gapAfter(tokens, i))) return false
  const folded = foldedAt(tokens, next)
  return context.is('conjunctions', folded) || context.is('articles', folded) || context.is('pronouns', folded)
}
