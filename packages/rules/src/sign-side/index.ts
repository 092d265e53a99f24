import type { Cue, Draft, LanguageFacts, ProseBlock, ProseContext, ProseRule } from 'unmangle-core'
import { spaced, usualForm } from '../sign-forms.ts'
import { isOutsideBackticks } from '../spans.ts'

const SPACE = '[ \u00A0\u202F]'
const FIGURE = '\\d+(?:[.,]\\d+)*(?:[–-]\\d+(?:[.,]\\d+)*)?'
/** Nothing before but a space, a bracket, a quote or a sign of measure; what clings to letters is code. */
const OPEN = '(?<=^|[\\s(\\[“„«‘"~≈<>–—])'
const CLOSED = "(?![\\p{L}\\p{M}\\p{N}_%\\\\\uFFFC=({[<]|[.,:’'-][\\p{L}\\p{N}]|[^\\S\\n]?[\\p{Sc}=^*+])"
const PERCENT = new RegExp(`${OPEN}%(?<gap>${SPACE}?)(?<figure>${FIGURE})${CLOSED}`, 'gu')
const SIGN_FIRST = new RegExp(`${OPEN}(?<sign>\\p{Sc})(?<gap>${SPACE}?)(?<figure>${FIGURE})${CLOSED}`, 'gu')
const SIGN_LAST = new RegExp(
  `${OPEN}(?<figure>${FIGURE})(?<scale>${SPACE}\\p{L}+)?(?<gap>${SPACE}?)(?<sign>\\p{Sc})${CLOSED}`,
  'gu',
)
const SCALE_AFTER = new RegExp(`^${SPACE}(\\p{L}+)`, 'u')
/** A text about addresses or formats has `%20` and `%1` in it. */
const OTHER_PERCENT = /\bUR[IL]s?\b|%[a-zA-Z]|%1\b[^%]*%2\b/
const MESSAGE = 'The sign stands where another language has it.'
const WHY =
  'Languages differ in the side on which they write a percent sign or the sign of a currency; machines copy it with the number.'

const isSign: Cue = ({ text, facts }) =>
  text === '%' ? facts.percentForm.startsWith('{') : facts.moneyForms.length > 0 && /^\p{Sc}$/u.test(text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'sign-side',
  family: 'number',
  description: 'A percent sign or the sign of a currency on the other side of its number',
  check(context) {
    return context.blocksWith(isSign).flatMap((block) => [...percentages(context, block), ...amounts(context, block)])
  },
}

function percentages(context: ProseContext, block: ProseBlock): Draft[] {
  const { prose, facts } = context
  const text = prose.text.slice(block.start, block.end)
  if (!facts.percentForm.startsWith('{') || !text.includes('%') || OTHER_PERCENT.test(text)) return []
  return [...text.matchAll(PERCENT)].flatMap((match): Draft[] => {
    const { gap = '', figure = '' } = match.groups ?? {}
    if (!isOwnFigure(facts, figure) || (gap !== '' && !/(?:^|\p{L}{2}[ (]|[(“„«])$/u.test(text.slice(0, match.index))))
      return []
    return draftOf(context, block, match, spaced(facts.percentForm, prose.text, '%').replace('{number}', figure))
  })
}

/** Amounts whose sign stands as no form of the language has it. */
function amounts(context: ProseContext, block: ProseBlock): Draft[] {
  const { prose, facts } = context
  const text = prose.text.slice(block.start, block.end)
  if (facts.moneyForms.length === 0 || !/\p{Sc}/u.test(text)) return []
  const first = [...text.matchAll(SIGN_FIRST)].flatMap((match): Draft[] => {
    const { sign = '', gap = '', figure = '' } = match.groups ?? {}
    const form = usualForm(facts, `${sign}${gap === '' ? '' : ' '}{number}`, sign)
    if (form === undefined || !isOwnFigure(facts, figure)) return []
    // After a scale a sign is seldom written, and its word would need its own form.
    if (!form.startsWith(sign) && isScale(facts, SCALE_AFTER.exec(text.slice(match.index + match[0].length))?.[1]))
      return []
    return draftOf(context, block, match, spaced(form, prose.text, sign).replace('{number}', figure))
  })
  const last = [...text.matchAll(SIGN_LAST)].flatMap((match): Draft[] => {
    const { sign = '', gap = '', figure = '', scale = '' } = match.groups ?? {}
    const form = usualForm(facts, `{number} ${sign}`, sign)
    if (form === undefined || !isOwnFigure(facts, figure)) return []
    if (scale !== '' && !isScale(facts, scale.trim())) return []
    // `$x > 5$` is a formula.
    if (gap === '' && text.slice(0, match.index).includes(sign)) return []
    return draftOf(context, block, match, form.replace('{number}', figure + scale))
  })
  return [...first, ...last]
}

function isScale({ scales }: LanguageFacts, word: string | undefined): boolean {
  return scales.some((scale) => scale.word === word)
}

/** Whether a figure has the marks of the language: others are mended first, and the sign with them. */
function isOwnFigure({ thousandsMark, decimalMark }: LanguageFacts, figure: string): boolean {
  return figure.split(/[–-]/).every((number) => {
    const [whole = '', fraction, ...more] = number.split(decimalMark || '.')
    if (more.length > 0 || (fraction !== undefined && !/^\d+$/.test(fraction))) return false
    const [head = '', ...groups] = thousandsMark.trim() === '' ? [whole] : whole.split(thousandsMark)
    return /^\d+$/.test(head) && groups.every((group) => /^\d{3}$/.test(group))
  })
}

function draftOf(context: ProseContext, block: ProseBlock, match: RegExpMatchArray, answer: string): Draft[] {
  const start = block.start + (match.index ?? 0)
  if (!isOutsideBackticks(context, block, start)) return []
  return [{ start, end: start + match[0].length, expected: [answer], tier: 'suggest', message: MESSAGE, why: WHY }]
}
