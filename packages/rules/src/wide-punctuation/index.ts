import { type Draft, OPAQUE, type ProseBlock, type ProseContext, type ProseRule } from 'unmangle-core'
import { isQuote } from '../reading.ts'
import { characterAt, characterBefore, disjoint, isEastAsian, isLetterOrDigit, wholeWords } from '../spans.ts'

/** Marks as wide as a letter of East Asia, and those of Arabic, with the ones of most other scripts. */
const MARKS: ReadonlyMap<string, string> = new Map([
  ['，', ','],
  ['、', ','],
  ['。', '.'],
  ['．', '.'],
  ['｡', '.'],
  ['：', ':'],
  ['；', ';'],
  ['！', '!'],
  ['？', '?'],
  ['（', '('],
  ['）', ')'],
  ['％', '%'],
  ['\u3000', ' '],
  ['،', ','],
  ['؛', ';'],
  ['؟', '?'],
])
const ANY = /[，、。．｡：；！？（）％\u3000،؛؟]/
const ARABIC = /[\p{Script=Arabic}]/u
const WIDE = /^[\u3001-\u303F\uFF01-\uFF60\uFFE0-\uFFE6]$/
const DIGIT = /^\p{Nd}$/u
const AT_HOME: ReadonlySet<string> = new Set(['Hans', 'Hant', 'Jpan', 'Kore', 'Arab', 'Bopo', 'Thaa', 'Syrc'])

export const rule: ProseRule = {
  kind: 'prose',
  id: 'wide-punctuation',
  family: 'punctuation',
  description: 'A mark of a script that the text is not written in',
  check(context) {
    const { facts } = context
    if (AT_HOME.has(facts.script) || !facts.spaced) return []
    return context.blocks.flatMap((block) => checkBlock(context, block))
  },
}

function checkBlock(context: ProseContext, block: ProseBlock): Draft[] {
  const { text } = context.prose
  if (!ANY.test(text.slice(block.start, block.end))) return []
  const out: Draft[] = []
  let at = block.start
  while (at < block.end) {
    if (!MARKS.has(text.charAt(at))) {
      at++
      continue
    }
    let end = at + 1
    while (end < block.end && (MARKS.has(text.charAt(end)) || (text[end] === ' ' && MARKS.has(text.charAt(end + 1)))))
      end++
    const draft = checkRun(context, block, at, end)
    if (draft) out.push(draft)
    at = end
  }
  return disjoint(out, text)
}

/** The marks from `from` to `to`, with the spaces beside them. */
function checkRun(context: ProseContext, block: ProseBlock, from: number, to: number): Draft | undefined {
  const { text } = context.prose
  let start = from
  let end = to
  while (start > block.start && text[start - 1] === ' ') start--
  while (end < block.end && text[end] === ' ') end++
  const before = start > block.start ? characterBefore(text, start) : ''
  const next = end < block.end ? characterAt(text, end) : ''
  if (!isOwn(before, next)) return undefined
  let answer = written(context, text.slice(start, end), before, next)
  if (answer.endsWith(' ') && text[end - 1] === ' ') {
    answer = answer.slice(0, -1)
    end--
  }
  if (answer.startsWith(' ') && text[start] === ' ') {
    answer = answer.slice(1)
    start++
  }
  const span = wholeWords(text, { start, end }, block)
  return {
    ...span,
    expected: [text.slice(span.start, start) + answer + text.slice(end, span.end)],
    tier: 'safe',
    message: 'The mark belongs to another script.',
    why: 'Machines carry the marks of the original over as they are; this script has its own, with other spaces beside them.',
  }
}

/** Whether the marks stand in this text, not in a quotation in their own script, and are not what it speaks of. */
function isOwn(before: string, next: string): boolean {
  for (const side of [before, next]) if (isEastAsian(side) || WIDE.test(side) || ARABIC.test(side)) return false
  if (!isLetterOrDigit(before) && !isLetterOrDigit(next) && before !== OPAQUE && next !== OPAQUE) {
    if ((isQuote(before) && isQuote(next)) || (before === '(' && next === ')') || before === '') return false
  }
  return before !== '' || isLetterOrDigit(next)
}

/** The language's own marks with the spaces that they take. */
function written({ facts }: ProseContext, marks: string, before: string, next: string): string {
  let out = ''
  let left = before
  const pieces = [...marks].filter((mark) => mark !== ' ' && mark !== '\u3000')
  if (pieces.length === 0) return before === '' || next === '' ? '' : ' '
  for (const [i, mark] of pieces.entries()) {
    const own = MARKS.get(mark) ?? mark
    const right = pieces[i + 1] ?? next
    if (own === '(') {
      const call = right === '）'
      out += (left === '' || left === '(' || isQuote(left) || call || out.endsWith(' ') ? '' : ' ') + own
    } else {
      const apart =
        out === '' && isLetterOrDigit(left) && !facts.closeMarks.includes(own) && facts.closeMarks.length > 0
      out += (apart && own !== '%' ? '\u00A0' : '') + own
      const number = DIGIT.test(left) && DIGIT.test(right) && /^[,.:]$/.test(own)
      if ((isLetterOrDigit(right) || right === OPAQUE) && !number) out += ' '
    }
    left = own
  }
  const last = out.at(-1)
  const spaced = /[ \u3000]$/.test(marks) && last !== '(' && last !== ' ' && next !== '' && !isClosing(next)
  return spaced ? `${out} ` : out
}

function isClosing(character: string): boolean {
  return /^[.,;:!?)\]}”’»]$/.test(character)
}
