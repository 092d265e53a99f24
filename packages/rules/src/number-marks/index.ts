import {
  type Draft,
  type LanguageFacts,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  type Tier,
  TokenKind,
  type Tokens,
} from 'unmangle-core'
import { foldedAt, gapAfter, isNumber, isSpace, isSpacedWord, textAt, touches } from '../reading.ts'
import { spaced, usualForm } from '../sign-forms.ts'

/** What is measured in these has decimals, and no other text has them after a number. Hours and minutes are left out: they follow times of day. */
const UNIT = /^(?:[kmµcdM]?m[²³]?|k?g|mg|[mcdh]?[lL]|ha|k?Hz|[kMGT]?Wh?|[kMGT]i?B|[MG]Hz|mAh?|kV|km\/h|°)$/
const SIGN = /^\p{Sc}$/u
const BEFORE = /^[("'“‘«„~≈<>+−±≤≥-]$/
const AFTER = /^[.,;:!?)"'”’»-]$/
const DECIMAL = /^(\d{1,3})([.,])(\d{1,2})$/
const GROUPS = /^\d{1,3}(?:([.,])\d{3})(?:\1\d{3})*$/
const MIXED = /^(\d{1,3}(?:([.,])\d{3}){1,6})([.,])(\d{1,3})$/
const LARGEST_BYTE = 255
const PARTS_OF_ADDRESS = 4
const MESSAGE = 'The marks in the number are those of another language.'
const WHY =
  'The original parts thousands and decimals with other marks, and a machine kept them; read in this language the number has another value.'

export const rule: ProseRule = {
  kind: 'prose',
  id: 'number-marks',
  family: 'number',
  description: 'A number with the decimal or thousands mark of another language',
  check(context) {
    const { facts } = context
    if (!/^[.,]$/.test(facts.decimalMark)) return []
    let end = -1
    return context.sites(isNumber).flatMap(({ block, at }) => {
      if (at <= end) return []
      end = endOfSpaced(context, block, at)
      return checkFigure(context, block, at, end) ?? []
    })
  },
}

/** A number and the groups that follow it, up to token `last`. */
function checkFigure(context: ProseContext, block: ProseBlock, i: number, last: number): Draft | undefined {
  const { tokens } = context
  if (last > i) return spacedGroups(context, block, i, last)
  if (/^[٫٬]$/.test(textAt(tokens, i + 1))) return arabicMark(context, block, i)
  return standsFree(tokens, block, i) ? checkNumber(context, block, i) : undefined
}

/** The last of the groups of three digits that follow a number, a space between them. */
function endOfSpaced({ tokens, facts }: ProseContext, block: ProseBlock, i: number): number {
  if (!/^[.,]$/.test(facts.thousandsMark) || !/^[1-9]\d{0,2}$/.test(textAt(tokens, i))) return i
  let last = i
  while (last + 1 < block.last && isSpace(gapAfter(tokens, last)) && /^\d{3}$/.test(textAt(tokens, last + 1))) last++
  return last
}

/** `800 000 visitors`: nobody lists a number and noughts; other groups may be a list. */
function spacedGroups(context: ProseContext, block: ProseBlock, i: number, last: number): Draft | undefined {
  const { tokens, facts, prose } = context
  const next = last + 1
  if (next >= block.last || !isSpacedWord(tokens, next) || !isSpace(gapAfter(tokens, last))) return undefined
  if (
    (textAt(tokens, last) !== '000' && !countsWhole(context, block, last)) ||
    (i > block.first && (touches(tokens, i - 1) || tokens.kind[i - 1] === TokenKind.number))
  )
    return undefined
  const answer = prose.text.slice(tokens.start[i], tokens.end[last]).replace(/[ \u00A0\u202F]/g, facts.thousandsMark)
  return {
    start: tokens.start[i]!,
    end: tokens.end[last]!,
    expected: [answer],
    tier: 'suggest',
    message: MESSAGE,
    why: WHY,
  }
}

/** `1٫3`: the marks of Arabic between digits of another script. */
function arabicMark({ tokens, facts }: ProseContext, block: ProseBlock, i: number): Draft | undefined {
  const last = i + 2
  if (last >= block.last || !touches(tokens, i) || !touches(tokens, i + 1)) return undefined
  if (!/^\d{1,3}$/.test(textAt(tokens, i)) || !/^\d+$/.test(textAt(tokens, last))) return undefined
  const mark = textAt(tokens, i + 1) === '٫' ? facts.decimalMark : facts.thousandsMark
  const answer = textAt(tokens, i) + mark + textAt(tokens, last)
  return {
    start: tokens.start[i]!,
    end: tokens.end[last]!,
    expected: [answer],
    tier: 'safe',
    message: MESSAGE,
    why: WHY,
  }
}

/** Whether nothing clings to the number that makes it part of a version, a date, a score or code. */
function standsFree(tokens: Tokens, block: ProseBlock, i: number): boolean {
  if (i > block.first && touches(tokens, i - 1)) {
    const before = textAt(tokens, i - 1)
    if (before === '%') return i - 1 === block.first || !touches(tokens, i - 2)
    if (!SIGN.test(before) && !BEFORE.test(before)) return false
    if (/^[-(]$/.test(before) && i - 1 > block.first && touches(tokens, i - 2)) return false
  }
  if (i + 1 >= block.last || !touches(tokens, i)) return true
  const next = textAt(tokens, i + 1)
  if (next === '%' || next === '°' || SIGN.test(next)) return true
  return (
    AFTER.test(next) &&
    !(touches(tokens, i + 1) && i + 2 < block.last && (tokens.kind[i + 2] === TokenKind.number || next === ':'))
  )
}

function checkNumber(context: ProseContext, block: ProseBlock, i: number): Draft | undefined {
  const { facts, tokens } = context
  const text = textAt(tokens, i)
  const other = facts.decimalMark === '.' ? ',' : '.'
  const mixed = MIXED.exec(text)
  if (mixed && mixed[2] !== mixed[3]) {
    const [, whole = '', inner, , fraction = ''] = mixed
    if (inner !== facts.decimalMark) return undefined
    return draft(context, i, i, regrouped(facts, whole, facts.decimalMark) + facts.decimalMark + fraction, 'safe')
  }
  const decimal = DECIMAL.exec(text)
  if (decimal && decimal[2] === other) {
    const measure = measureAfter(context, block, i)
    // Where the sign of the money comes first, the marks are often the money's own.
    if (measure?.kind === 'money' && measure.last === i && other === '.') return undefined
    const tier = measure && 'suggest'
    return tier && decimalDraft(context, i, measure, (decimal[1] ?? '') + facts.decimalMark + (decimal[3] ?? ''), tier)
  }
  const groups = GROUPS.exec(text)
  if (!groups || groups[1] !== facts.decimalMark) return undefined
  return checkGroups(context, block, i, text.split(facts.decimalMark))
}

/** `1.234.567`: two marks cannot both part decimals. One group may be decimals after all. */
function checkGroups(context: ProseContext, block: ProseBlock, i: number, parts: readonly string[]): Draft | undefined {
  const { facts, tokens } = context
  const [head = ''] = parts
  const address = parts.length === PARTS_OF_ADDRESS && parts.every((part) => Number(part) <= LARGEST_BYTE)
  if (head.startsWith('0') || address) return undefined
  const answer = regrouped(facts, parts.join(facts.decimalMark), facts.decimalMark)
  if (parts.length > 2) return draft(context, i, i, answer, 'safe')
  if (head.length > 1 && countsWhole(context, block, i)) return draft(context, i, i, answer, 'suggest')
  const measure = measureAfter(context, block, i)
  const round = parts[1]?.endsWith('00') ?? false
  if (!round || measure?.kind === 'percent' || measure?.kind === 'scale') return undefined
  if (usesOwnMarks(context)) return undefined
  const counted = measure?.kind === 'money' || (isSpacedWord(tokens, i + 1) && !isSeparate(tokens, i))
  return counted ? draft(context, i, measure?.last ?? i, answer, 'suggest') : undefined
}

/** `12.345 voters`: what follows has no thousandths. */
function countsWhole(context: ProseContext, block: ProseBlock, i: number): boolean {
  const { tokens } = context
  return i + 1 < block.last && isSpace(gapAfter(tokens, i)) && context.is('wholeNouns', foldedAt(tokens, i + 1))
}

const OWN = Symbol('number-marks')

/** Whether the document parts thousands as its language does: then a single other mark may be meant. */
function usesOwnMarks(context: ProseContext): boolean {
  return context.shared(OWN, () => {
    const { tokens, facts } = context
    for (let i = 0; i < tokens.count; i++)
      if (tokens.kind[i] === TokenKind.number && GROUPS.exec(textAt(tokens, i))?.[1] === facts.thousandsMark)
        return true
    return false
  })
}

function isSeparate(tokens: Tokens, i: number): boolean {
  return !isSpace(gapAfter(tokens, i))
}

function regrouped(facts: LanguageFacts, text: string, mark: string): string {
  const own = facts.thousandsMark === ' ' ? '\u00A0' : facts.thousandsMark
  return text.split(mark).join(own)
}

/** What a number is followed or preceded by that says it is an amount. */
interface Measure {
  readonly kind: 'percent' | 'scale' | 'unit' | 'money'
  readonly last: number
}

function measureAfter({ facts, tokens }: ProseContext, block: ProseBlock, i: number): Measure | undefined {
  const before = i > block.first ? textAt(tokens, i - 1) : ''
  if (before === '%' && touches(tokens, i - 1)) return { kind: 'percent', last: i }
  const next = i + 1
  const near = next < block.last && (touches(tokens, i) || isSpace(gapAfter(tokens, i)))
  const text = near ? textAt(tokens, next) : ''
  if (text === '%' || facts.percentWords.includes(text)) return { kind: 'percent', last: next }
  if (text.length > 1 && facts.scales.some(({ word, exponent }) => word === text && exponent > 3))
    return { kind: 'scale', last: next }
  if (text !== '' && (SIGN.test(text) || facts.currencies.includes(text))) return { kind: 'money', last: next }
  const sign = SIGN.test(before) && (touches(tokens, i - 1) || isSpace(gapAfter(tokens, i - 1)))
  if (sign) return { kind: 'money', last: i }
  const unit = UNIT.test(text) && !/[\p{L}\p{N}]/u.test(touches(tokens, next) ? textAt(tokens, next + 1) : '')
  return unit ? { kind: 'unit', last: next } : undefined
}

/** The sign of a percentage or a currency goes where the language has it, too. */
function decimalDraft(context: ProseContext, i: number, { kind, last }: Measure, amount: string, tier: Tier): Draft {
  const { tokens } = context
  const answer = draft(context, i, last, amount, tier)
  const sign = textAt(tokens, last > i ? last : i - 1)
  const form = kind === 'percent' || kind === 'money' ? signForm(context, i, last, sign) : undefined
  if (form === undefined) return answer
  const start = tokens.start[last > i ? i : i - 1]!
  return { ...answer, start, expected: [form.replace('{number}', amount)] }
}

/** The form in which the language has the sign beside a number; none where it stays as it is. */
function signForm({ tokens, facts, prose }: ProseContext, i: number, last: number, sign: string): string | undefined {
  if (sign !== '%' && !SIGN.test(sign)) return undefined
  if (sign === '%') {
    const kept = last > i && !facts.percentForm.endsWith('}%')
    return kept || facts.percentForm === '' ? undefined : spaced(facts.percentForm, prose.text, sign)
  }
  const written = last > i ? `{number} ${sign}` : `${sign}${touches(tokens, i - 1) ? '' : ' '}{number}`
  const form = usualForm(facts, written, sign)
  return form === undefined ? undefined : spaced(form, prose.text, sign)
}

function draft({ tokens, prose }: ProseContext, first: number, last: number, answer: string, tier: Tier): Draft {
  return {
    start: tokens.start[first]!,
    end: tokens.end[last]!,
    expected: [answer + prose.text.slice(tokens.end[first], tokens.end[last])],
    tier,
    message: MESSAGE,
    why: WHY,
  }
}
