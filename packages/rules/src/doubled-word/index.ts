import type { Draft, ProseBlock, ProseContext, ProseRule, Tier, Tokens } from 'unmangle-core'
import {
  foldedAt,
  gapAfter,
  isLowerCase,
  isLowerCaseAt,
  isQuote,
  isSpacedWord,
  startsSentence,
  textAt,
  touches,
} from '../reading.ts'

const SHORTEST = 2
const CLINGS = /^[-\u2010\u2011'’ʼ/\\@=_.:&%$#~+*|<>]$/

export const rule: ProseRule = {
  kind: 'prose',
  id: 'doubled-word',
  family: 'repetition',
  description: 'The same word twice in a row',
  check(context) {
    if (!context.facts.spaced) return []
    return context.blocks.flatMap((block) => checkBlock(context, block))
  },
}

function checkBlock(context: ProseContext, block: ProseBlock): Draft[] {
  const { tokens } = context
  const out: Draft[] = []
  let at = block.first
  while (at + 1 < block.last) {
    let last = at
    while (last + 1 < block.last && repeats(tokens, at, last)) last++
    const tier = last > at ? tierOf(context, block, at, last) : undefined
    if (tier) {
      out.push({
        start: tokens.start[at]!,
        end: tokens.end[last]!,
        expected: [textAt(tokens, at)],
        tier,
        message: `“${textAt(tokens, at)}” stands there ${last - at === 1 ? 'twice' : `${last - at + 1} times`}.`,
        why: 'Machines repeat a word where two pieces of a translation meet; good text does not double this one.',
      })
    }
    at = last + 1
  }
  return out
}

/** Whether the word after `last` is once more the word at `first`, with one space between. */
function repeats(tokens: Tokens, first: number, last: number): boolean {
  if (tokens.id[first] !== tokens.id[last + 1]) {
    if (isLowerCaseAt(tokens, first) || textAt(tokens, first).toLowerCase() !== textAt(tokens, last + 1)) return false
  }
  return /^[ \u00A0]{1,2}$/.test(gapAfter(tokens, last))
}

function tierOf(context: ProseContext, block: ProseBlock, first: number, last: number): Tier | undefined {
  const { tokens } = context
  const word = textAt(tokens, first)
  if (!isSpacedWord(tokens, first) || word.length < SHORTEST || !isLowerCase(textAt(tokens, last))) return undefined
  if (!isLowerCase(word) && !startsSentence(tokens, block, first)) return undefined
  if (isPartOfMore(tokens, block, first, last)) return undefined
  const folded = foldedAt(tokens, first)
  if (context.is('mayDouble', folded)) return undefined
  if (context.is('neverDoubled', folded)) return last - first === 1 ? 'safe' : 'suggest'
  // Languages without articles are also those in which a word is doubled for emphasis, number or manner.
  return context.facts.articles.length > 0 && last - first === 1 && isLowerCase(word) ? 'suggest' : undefined
}

/** Whether the words are spoken of rather than used, or belong to something longer: `time-time`, `l'l`, `the the/a`. */
function isPartOfMore(tokens: Tokens, block: ProseBlock, first: number, last: number): boolean {
  if (first > block.first && touches(tokens, first - 1)) {
    const before = textAt(tokens, first - 1)
    if (CLINGS.test(before) || isQuote(before)) return true
  }
  if (last + 1 >= block.last || !touches(tokens, last)) return false
  const after = textAt(tokens, last + 1)
  if (after === '.' || after === ':') return touches(tokens, last + 1) && isSpacedWord(tokens, last + 2)
  return CLINGS.test(after) || isQuote(after)
}
