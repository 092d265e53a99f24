import type { Contraction, Cue, Draft, LanguageFacts, ProseContext, ProseRule } from 'unmangle-core'
import { foldedAt, gapAfter, isCapitalised, isLowerCase, isQuote, isSpace, isSpacedWord, textAt } from '../reading.ts'

interface Pair extends Contraction {
  readonly guard: RegExp | undefined
}

const opensPair: Cue = ({ text, facts }) =>
  facts.contractions.some(({ parted }) => parted.startsWith(`${text.toLowerCase()} `))

export const rule: ProseRule = {
  kind: 'prose',
  id: 'contraction',
  family: 'grammar',
  description: 'Two words that the language writes as one',
  check(context) {
    const pairs = pairsOf(context.facts)
    if (pairs.size === 0) return []
    const { tokens } = context
    return context.sites(opensPair).flatMap(({ block, at }) => {
      if (at + 2 >= block.last) return []
      const pair = pairs.get(`${textAt(tokens, at).toLowerCase()} ${textAt(tokens, at + 1)}`)
      return pair && isPlain(context, at) && !pair.guard?.test(textAt(tokens, at + 2))
        ? [draftOf(context, at, pair)]
        : []
    })
  },
}

const known = new WeakMap<LanguageFacts, ReadonlyMap<string, Pair>>()

function pairsOf(facts: LanguageFacts): ReadonlyMap<string, Pair> {
  let pairs = known.get(facts)
  if (!pairs) {
    pairs = new Map(
      facts.contractions.map((one) => [
        one.parted,
        { ...one, guard: one.unless === undefined ? undefined : new RegExp(`(?:${one.unless})$`, 'u') },
      ]),
    )
    known.set(facts, pairs)
  }
  return pairs
}

/**
 * Whether a noun phrase follows: a word in small letters that is no function word. Before a capital the article may
 * belong to a name, before a function word it may be a pronoun that lost its accent.
 */
function isPlain(context: ProseContext, i: number): boolean {
  const { tokens } = context
  const next = textAt(tokens, i + 2)
  if (!isSpace(gapAfter(tokens, i)) || !isSpace(gapAfter(tokens, i + 1))) return false
  if (!isSpacedWord(tokens, i + 2) || !isLowerCase(next) || next.length < 2) return false
  const folded = foldedAt(tokens, i + 2)
  return !context.is('functionWords', folded) && !context.is('pronouns', folded) && !isQuote(textAt(tokens, i - 1))
}

function draftOf({ tokens }: ProseContext, i: number, { joined, guard }: Pair): Draft {
  const capital = isCapitalised(textAt(tokens, i))
  return {
    start: tokens.start[i] ?? 0,
    end: tokens.end[i + 1] ?? 0,
    expected: [capital ? joined.charAt(0).toUpperCase() + joined.slice(1) : joined],
    tier: guard ? 'suggest' : 'safe',
    message: 'These two words are written as one.',
    why: 'Machines put a preposition and an article together word by word; before a noun the language joins them.',
  }
}
