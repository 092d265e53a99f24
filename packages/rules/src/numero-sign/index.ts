import type { Cue, Draft, LanguageFacts, ProseBlock, ProseContext, ProseRule } from 'unmangle-core'
import { isQuote } from '../reading.ts'
import { characterAt, characterBefore, isLetterOrDigit, isOutsideBackticks } from '../spans.ts'

/** What such a sign begins with, as a token. */
const isSign: Cue = ({ text, facts }) =>
  facts.numero !== '' && (text === '№' || /^[nN](?:r|[°º])?$/.test(text)) && facts.foreignNumeros.length > 0

export const rule: ProseRule = {
  kind: 'prose',
  id: 'numero-sign',
  family: 'typography',
  description: 'The sign before the number of a thing, as another language has it',
  check(context) {
    return context.blocksWith(isSign).flatMap((block) => checkBlock(context, block))
  },
}

const patterns = new WeakMap<LanguageFacts, RegExp>()

/** A foreign sign and a number; made once for a language. */
function patternOf(facts: LanguageFacts): RegExp {
  const made = patterns.get(facts)
  if (made) return made
  const signs = facts.foreignNumeros.map((sign) => sign.replaceAll('.', '\\.')).join('|')
  const pattern = new RegExp(`(?:${signs})[ \u00A0\u202F]?(?=\\d)`, 'gu')
  patterns.set(facts, pattern)
  return pattern
}

function checkBlock(context: ProseContext, block: ProseBlock): Draft[] {
  const { prose, facts } = context
  const text = prose.text.slice(block.start, block.end)
  return [...text.matchAll(patternOf(facts))].flatMap((match): Draft[] => {
    const before = characterBefore(text, match.index)
    const end = match.index + match[0].length
    const number = /^\d+/.exec(text.slice(end, end + 9))?.[0] ?? ''
    const next = characterAt(text, end + number.length)
    if (isLetterOrDigit(before) || /[_/-]/.test(before) || isQuote(before) || /[\p{L}_/]/u.test(next)) return []
    if (!isOutsideBackticks(context, block, block.start + match.index)) return []
    return [
      {
        start: block.start + match.index,
        end: block.start + end + number.length,
        expected: [`${facts.numero} ${number}`],
        tier: 'suggest',
        message: `The sign before a number is “${facts.numero}” here.`,
        why: 'Machines take the sign for a part of the number and copy it; each language has its own abbreviation.',
      },
    ]
  })
}
