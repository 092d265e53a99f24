import type { Draft, LanguageFacts, ProseBlock, ProseContext, ProseRule, ScaleWord, Tier, Tokens } from 'unmangle-core'
import { type Decimal, readNumber, shift, writeDecimal } from '../decimal.ts'
import { foldedAt, gapAfter, isNumber, isSpace, isSpacedWord, textAt, touches } from '../reading.ts'

/** A number in the text: its tokens, its value, and whether the marks in it have another sense in this language. */
interface Figure {
  readonly first: number
  readonly last: number
  readonly value: Decimal
  readonly foreign: boolean
}

const THOUSAND = 3
const MILLION = 6
const LONGEST_ABBREVIATION = 3
const SIGN = /^\p{Sc}$/u

export const rule: ProseRule = {
  kind: 'prose',
  id: 'number-scale',
  family: 'number',
  description: 'A large number counted in the scales of another language',
  check(context) {
    const { facts, tokens } = context
    if (!facts.spaced || facts.scales.length === 0 || facts.decimalMark === '') return []
    const out: Draft[] = []
    let last = -1
    for (const { block, at } of context.sites(isNumber)) {
      const figure = at > last ? figureAt(facts, tokens, block, at) : undefined
      const draft = figure && checkFigure(context, block, figure)
      if (draft) out.push(draft)
      if (figure) last = figure.last
    }
    return out
  },
}

/** The number that starts at a token; where spaces part the thousands it takes several tokens. */
function figureAt(facts: LanguageFacts, tokens: Tokens, block: ProseBlock, first: number): Figure | undefined {
  if (touches(tokens, first - 1) && !SIGN.test(textAt(tokens, first - 1)) && textAt(tokens, first - 1) !== '(')
    return undefined
  let last = first
  let text = textAt(tokens, first)
  if (facts.thousandsMark.trim() === '') {
    while (last + 1 < block.last && isSpace(gapAfter(tokens, last)) && /^\d{3}(?!\d)/.test(textAt(tokens, last + 1))) {
      last++
      text += ` ${textAt(tokens, last)}`
    }
  }
  const own = readNumber(text, facts.thousandsMark.trim() || ' ', facts.decimalMark)
  if (own && !isSwapped(text, facts)) return { first, last, value: own, foreign: false }
  const foreign = readNumber(text, facts.decimalMark, facts.thousandsMark.trim())
  return foreign && { first, last, value: foreign, foreign: true }
}

/** `2.400` where the dot is the decimal mark: nobody writes the last nought of a decimal before a scale. */
function isSwapped(text: string, facts: LanguageFacts): boolean {
  const groups = text.split(facts.decimalMark)
  return groups.length === 2 && /^[1-9]\d{0,2}$/.test(groups[0] ?? '') && /^\d{2}0$/.test(groups[1] ?? '')
}

function checkFigure(context: ProseContext, block: ProseBlock, figure: Figure): Draft | undefined {
  const { facts, tokens } = context
  const at = figure.last + 1
  const scale = at < block.last && isSpace(gapAfter(tokens, figure.last)) ? scaleAt(facts, tokens, at) : undefined
  if (!scale) return undefined
  const second = at + 1 < block.last && isSpace(gapAfter(tokens, at)) ? scaleAt(facts, tokens, at + 1) : undefined
  if (second && second.exponent >= MILLION && !figure.foreign)
    return scale.exponent === THOUSAND || scale.exponent === MILLION
      ? rescaled(context, block, figure, scale.exponent + second.exponent, second, at + 1)
      : undefined
  if (second || scale.exponent < MILLION) return undefined
  return rescaled(context, block, figure, scale.exponent, scale, at) ?? slippedPlural(context, block, figure, scale, at)
}

/** A scale word that was found, with the word that the language has for it. */
interface FoundScale extends ScaleWord {
  /** The word is a plural that the language does not use after a number. */
  readonly slipped: boolean
}

function scaleAt(facts: LanguageFacts, tokens: Tokens, i: number): FoundScale | undefined {
  if (!isSpacedWord(tokens, i)) return undefined
  const word = textAt(tokens, i)
  const known = facts.scales.find((scale) => scale.word === word)
  if (known) return { ...known, slipped: false }
  const single = facts.scales.find((scale) => `${scale.word}s` === word)
  const invariant = single && formsOf(facts, single).length === 1
  return invariant ? { ...single, slipped: true } : undefined
}

/** The words for the power of ten that are as long or as short, abbreviations apart from words. */
function formsOf(facts: LanguageFacts, { word, exponent }: ScaleWord): readonly string[] {
  const short = word.length <= LONGEST_ABBREVIATION
  return facts.scales
    .filter((scale) => scale.exponent === exponent && scale.word.length <= LONGEST_ABBREVIATION === short)
    .map((scale) => scale.word)
}

/** The same value in the scale that the language would use, where it has one for a thousand of the scale in the text. */
function rescaled(
  context: ProseContext,
  block: ProseBlock,
  figure: Figure,
  exponent: number,
  scale: FoundScale,
  last: number,
): Draft | undefined {
  const { facts, tokens } = context
  const twoScales = last > figure.last + 1
  const { value } = figure
  const thousands = !twoScales
  const money = isCurrency(facts, tokens, last + 1)
  if (thousands && !isLongEnough(value, figure.foreign, money)) return undefined
  const target = twoScales ? exponent : exponent + THOUSAND
  const form = formFor(facts, scale, target)
  if (!form) return undefined
  const answer = shift(value, exponent - target)
  const certain = form.certain && !figure.foreign && !isOldUsage(value, thousands) && exponent !== MILLION + MILLION
  return draft(context, block, figure, last, {
    amount: writeDecimal(answer, facts.decimalMark, facts.thousandsMark),
    scale: form.word,
    tier: certain ? 'safe' : 'suggest',
    message: 'The number is counted in the scales of another language.',
    why: `Other languages count in thousands of millions; this one says “${form.word}”, and the value stays the same.`,
    after: last + 1,
    tokens,
  })
}

/**
 * Whole groups of thousands, or hundreds of a currency that is spelt out: a table in millions has its sign in front, and
 * its numbers are seldom so round.
 */
function isLongEnough({ digits, decimals }: Decimal, foreign: boolean, money: boolean): boolean {
  if (decimals > 0 || digits.length < 4 || digits.length > 9) return false
  if (foreign) return digits.endsWith('0')
  return digits.endsWith(money ? '00' : '000')
}

/** `1,000 million` and `1 thousand million` are still said where a billion was once something else. */
function isOldUsage({ digits, decimals }: Decimal, thousands: boolean): boolean {
  return decimals === 0 && digits === (thousands ? '1000' : '1')
}

/** The word for a power of ten, in the number that the scale in the text has. */
function formFor(
  facts: LanguageFacts,
  scale: FoundScale,
  exponent: number,
): { readonly word: string; readonly certain: boolean } | undefined {
  const forms = formsOf(facts, { word: scale.word, exponent })
  const own = formsOf(facts, scale)
  const rank = Math.max(0, own.indexOf(scale.word))
  const word = forms[rank] ?? forms.at(-1)
  if (word === undefined) return undefined
  return { word, certain: forms.length === 1 || (forms.length === 2 && own.length === 2) }
}

/** `5 millions of dollars`: after a number the scale has no plural. */
function slippedPlural(
  context: ProseContext,
  block: ProseBlock,
  figure: Figure,
  scale: FoundScale,
  last: number,
): Draft | undefined {
  const { facts, tokens } = context
  if (!scale.slipped || figure.foreign) return undefined
  const linked = context.is('prepositions', foldedAt(tokens, last + 1)) && isCurrency(facts, tokens, last + 2)
  if (!linked && !isCurrency(facts, tokens, last + 1)) return undefined
  return draft(context, block, figure, last, {
    amount: tokens.text.slice(tokens.start[figure.first], tokens.end[figure.last]),
    scale: scale.word,
    tier: 'suggest',
    message: `After a number “${scale.word}” has no plural.`,
    why: 'The language of the original gives the scale a plural and binds the currency to it with a preposition.',
    after: linked ? last + 2 : last + 1,
    tokens,
  })
}

function isCurrency(facts: LanguageFacts, tokens: Tokens, i: number): boolean {
  const text = textAt(tokens, i)
  return text !== '' && facts.currencies.some((currency) => currency === text)
}

function draft(
  { facts, prose }: ProseContext,
  block: ProseBlock,
  figure: Figure,
  last: number,
  answer: {
    readonly amount: string
    readonly scale: string
    readonly tier: Tier
    readonly message: string
    readonly why: string
    readonly after: number
    readonly tokens: Tokens
  },
): Draft {
  const { tokens, after } = answer
  const signed =
    figure.first > block.first && touches(tokens, figure.first - 1) && SIGN.test(textAt(tokens, figure.first - 1))
  const first = signed ? figure.first - 1 : figure.first
  const sign = signed ? textAt(tokens, first) : ''
  const money = after < block.last && isSpace(gapAfter(tokens, after - 1)) && isCurrency(facts, tokens, after)
  const end = money ? after : last
  const gap = gapAfter(tokens, figure.last)
  const tail = money ? prose.text.slice(tokens.end[after - 1], tokens.end[after]) : ''
  return {
    start: tokens.start[first]!,
    end: tokens.end[end]!,
    expected: [`${sign}${answer.amount}${gap}${answer.scale}${tail}`],
    tier: answer.tier,
    message: answer.message,
    why: answer.why,
  }
}
