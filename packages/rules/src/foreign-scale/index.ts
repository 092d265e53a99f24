import {
  type Cue,
  type Draft,
  type ForeignScale,
  type LanguageFacts,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  type ScaleWord,
  TokenKind,
  type Tokens,
} from 'unmangle-core'
import { type Decimal, readNumber, writeDecimal } from '../decimal.ts'
import { foldedAt, gapAfter, isSpace, textAt, touches } from '../reading.ts'

/** A number with its scales, `first` to `last` token: `47 milliards`. */
interface Term {
  readonly last: number
  readonly value: Power
  /** The smallest step that its scales leave: what follows has to be smaller. */
  readonly unit: number
  /** The foreign ones among its scales. */
  readonly foreign: readonly ForeignScale[]
  /** Its last scale is a letter that stands for itself, as in `6万4800`. */
  readonly closes: boolean
}

/** A whole number times a power of ten. */
interface Power {
  readonly whole: bigint
  readonly exponent: number
}

const MILLION = 6
const MOST_DECIMALS = 4
const LONGEST_ABBREVIATION = 3
const MOST_TERMS = 4
const MOST_WORDS = 4
const IDEOGRAPH = /^[\p{Script=Han}\p{Script=Hangul}]$/u

const isNumber: Cue = ({ kind, facts }) => kind === TokenKind.number && facts.foreignScales.length > 0

export const rule: ProseRule = {
  kind: 'prose',
  id: 'foreign-scale',
  family: 'number',
  description: 'A number with a scale word of another language',
  check(context) {
    const { facts } = context
    if (!facts.spaced || facts.decimalMark === '') return []
    const out: Draft[] = []
    let last = -1
    for (const { block, at } of context.sites(isNumber)) {
      const terms = at > last ? termsAt(context, block, at) : []
      const end = terms.at(-1)?.last
      if (end === undefined) continue
      last = end
      const draft = draftFor(context, at, terms)
      if (draft) out.push(draft)
    }
    return out
  },
}

/** The terms of an amount from its first number on, each smaller than the one before. */
function termsAt(context: ProseContext, block: ProseBlock, first: number): Term[] {
  const { tokens } = context
  const terms: Term[] = []
  for (let at = first; terms.length < MOST_TERMS; ) {
    const term = termAt(context.facts, tokens, block, at)
    const before = terms.at(-1)
    if (!term || (before && magnitude(term.value) > before.unit)) break
    const bare = term.foreign.length === 0 && term.unit === 0
    if (bare && !(before?.closes && touches(tokens, at - 1))) break
    terms.push(term)
    const next = term.last + 1
    const linked = context.is('conjunctions', foldedAt(tokens, next)) ? next + 1 : next
    if (linked >= block.last || tokens.kind[linked] !== TokenKind.number) break
    if (!isSpace(gapAfter(tokens, linked - 1)) && !touches(tokens, linked - 1)) break
    at = linked
  }
  return terms
}

function termAt(facts: LanguageFacts, tokens: Tokens, block: ProseBlock, first: number): Term | undefined {
  const text = textAt(tokens, first)
  // Marks that cannot be this language's are the other language's.
  const number =
    readNumber(text, facts.thousandsMark.trim(), facts.decimalMark) ??
    readNumber(text, facts.decimalMark, facts.thousandsMark.trim())
  if (!number) return undefined
  const foreign: ForeignScale[] = []
  let exponent = 0
  let last = first
  let closes = false
  for (;;) {
    if (last + 1 >= block.last || !(isSpace(gapAfter(tokens, last)) || touches(tokens, last))) break
    const found = scaleAt(facts, tokens, block, last + 1)
    if (!found) break
    closes = IDEOGRAPH.test(found.scale.word)
    if (touches(tokens, last) && !closes) break
    exponent += found.scale.exponent
    last = found.last
    if ('common' in found.scale) foreign.push(found.scale)
  }
  return { last, value: times(number, exponent), unit: exponent, foreign, closes }
}

/** The longest scale that begins at a token. */
function scaleAt(
  { scales, foreignScales }: LanguageFacts,
  tokens: Tokens,
  block: ProseBlock,
  first: number,
): { readonly scale: ScaleWord | ForeignScale; readonly last: number } | undefined {
  let words = ''
  let longest: { readonly scale: ScaleWord | ForeignScale; readonly last: number } | undefined
  for (let last = first; last < block.last && last < first + MOST_WORDS; last++) {
    if (last > first && !isSpace(gapAfter(tokens, last - 1))) break
    words += `${last > first ? ' ' : ''}${textAt(tokens, last).toLowerCase()}`
    const scale = foreignScales.find(({ word }) => word === words) ?? scales.find(({ word }) => word === words)
    if (scale) longest = { scale, last }
  }
  return longest
}

function times({ digits, decimals }: Decimal, exponent: number): Power {
  return { whole: BigInt(digits), exponent: exponent - decimals }
}

/** The number of digits before the decimal mark. */
function magnitude({ whole, exponent }: Power): number {
  return String(whole).length + exponent
}

function sum(terms: readonly Term[]): Power {
  const exponent = Math.min(...terms.map(({ value }) => value.exponent))
  const whole = terms.reduce((total, { value }) => total + value.whole * 10n ** BigInt(value.exponent - exponent), 0n)
  return { whole, exponent }
}

function draftFor(context: ProseContext, first: number, terms: readonly Term[]): Draft | undefined {
  const { facts, tokens } = context
  const foreign = terms.flatMap((term) => term.foreign)
  const last = terms.at(-1)?.last ?? first
  if (foreign.length === 0 || isGrownTogether(tokens, first - 1, first) || isGrownTogether(tokens, last, last + 1))
    return undefined
  const money = facts.currencies.includes(textAt(tokens, last + 1))
  const certain = foreign.some(({ common }) => !common)
  if (!certain && !money) return undefined
  const amount = inOwnScale(facts, sum(terms))
  const text = tokens.text.slice(tokens.start[first], tokens.end[last])
  if (amount === text) return undefined
  const word = foreign.find(({ common }) => !common)?.word ?? foreign[0]?.word ?? ''
  return {
    start: tokens.start[first]!,
    end: tokens.end[last]!,
    expected: amount === undefined ? [] : [amount],
    tier: amount === undefined ? 'report' : certain ? 'safe' : 'suggest',
    message: 'The number is counted with a scale word of another language.',
    why: `“${word}” is how another language counts; machines keep the word or put it word for word, and the value stays the same here.`,
  }
}

/** Whether two neighbours are one word or code together: `A5万`, `人口7億人`. */
function isGrownTogether(tokens: Tokens, i: number, j: number): boolean {
  return touches(tokens, i) && tokens.kind[i] !== TokenKind.punctuation && tokens.kind[j] !== TokenKind.punctuation
}

/**
 * The amount as this language writes it; undefined where its scale words bend with the number in more ways than a list
 * of scales can tell, or take a word before what is counted.
 */
function inOwnScale(facts: LanguageFacts, { whole, exponent }: Power): string | undefined {
  const digits = String(whole).padEnd(exponent > 0 ? String(whole).length + exponent : 0, '0')
  const amount: Decimal = { digits, decimals: Math.max(0, -exponent) }
  const size = digits.length - amount.decimals
  if (size <= MILLION) return writeDecimal(amount, facts.decimalMark, facts.thousandsMark)
  const long = facts.scales.filter((scale) => scale.exponent >= MILLION && scale.word.length > LONGEST_ABBREVIATION)
  const fitting = long.filter((scale) => scale.exponent < size).sort((a, b) => b.exponent - a.exponent)
  for (const { word, exponent: power } of fitting) {
    if (long.filter((scale) => scale.exponent === power).length > 1) return undefined
    const scaled = writeDecimal({ digits, decimals: amount.decimals + power }, facts.decimalMark, facts.thousandsMark)
    const decimals = scaled.split(facts.decimalMark)[1]?.length ?? 0
    if (decimals <= MOST_DECIMALS) return `${scaled} ${word}`
  }
  return writeDecimal(amount, facts.decimalMark, facts.thousandsMark)
}
