import { type Cue, type Draft, type ProseBlock, type ProseContext, type ProseRule, TokenKind } from 'unmangle-core'
import { asciiDigits } from '../digits.ts'
import { isQuote } from '../reading.ts'
import { characterAt, characterBefore, isLetter } from '../spans.ts'

/** Scripts that have no digits beside those of ASCII. */
const ASCII_ONLY: ReadonlySet<string> = new Set(['Armn', 'Cyrl', 'Geor', 'Grek', 'Hebr', 'Latn'])
/** Digits and the marks between and after them; digits for formulas are meant to look like that. */
const FIGURE = /(?![\u{1D7CE}-\u{1D7FF}])\p{Nd}(?:[.,٫٬]?(?![\u{1D7CE}-\u{1D7FF}])\p{Nd})*[٪％]?/gu
const FOREIGN = /[^\x00-\x7F]/
/** All ten in a row are spoken of. */
const ROW = 10

const isForeign: Cue = ({ text, kind, facts }) =>
  ASCII_ONLY.has(facts.script) && (kind === TokenKind.number || kind === TokenKind.word) && /[^\P{Nd}0-9]/u.test(text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'foreign-digits',
  family: 'number',
  description: 'A number in the digits of another script',
  check(context) {
    return context.blocksWith(isForeign).flatMap((block) => checkBlock(context, block))
  },
}

function checkBlock(context: ProseContext, block: ProseBlock): Draft[] {
  const text = context.prose.text.slice(block.start, block.end)
  return [...text.matchAll(FIGURE)].flatMap(({ 0: figure, index }): Draft[] => {
    if (!FOREIGN.test(figure) || figure.length >= ROW || !isOwn(text, index, index + figure.length)) return []
    const { thousandsMark, decimalMark } = context.facts
    const answer = asciiDigits(figure.replace(/٬/g, thousandsMark).replace(/٫/g, decimalMark || '.'))
    return [
      {
        start: block.start + index,
        end: block.start + index + figure.length,
        expected: [answer],
        tier: 'safe',
        message: 'The number is written in the digits of another script.',
        why: 'Machines copy numbers as they are; this script has no digits of that kind, and readers may not know them.',
      },
    ]
  })
}

/** Whether the figure stands in the text and is not what it speaks of, nor part of words in the digits’ own script. */
function isOwn(text: string, start: number, end: number): boolean {
  const before = characterBefore(text, start)
  const next = characterAt(text, end)
  if (isLetter(before) || isLetter(next)) return false
  if ((isQuote(before) && isQuote(next)) || (before === '(' && next === ')') || next === '=') return false
  const left = /(\p{L})[ \u00A0]?$/u.exec(text.slice(Math.max(0, start - 2), start))?.[1] ?? ''
  const right = /^[ \u00A0]?(\p{L})/u.exec(text.slice(end, end + 2))?.[1] ?? ''
  return ![left, right].some(
    (letter) =>
      letter !== '' &&
      /[^\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Hebrew}]/u.test(
        letter,
      ),
  )
}
