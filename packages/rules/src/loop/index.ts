import {
  type Draft,
  hasTrait,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  TokenKind,
  type Tokens,
  Trait,
} from 'unmangle-core'
import { isSpacedWord, textAt } from '../reading.ts'

/** A stretch of tokens that is said again and again. */
interface Loop {
  readonly first: number
  /** Tokens of one round. */
  readonly length: number
  /** Tokens of all rounds but the first. */
  readonly repeated: number
}

const LONGEST_ROUND = 10
/** Rounds that are needed, by the words of one: `very very very` is style, five words said twice are none. */
const THREE_ROUNDS_WORDS = 3
const TWO_ROUNDS_WORDS = 5
/** Words of two rounds with nothing between them and no capital, which a name or a button would have. */
const TWO_BARE_ROUNDS_WORDS = 3
const SHORTEST_UNSPACED_ROUND = 4
/** How often one word has to stand, and how long it is at the least: people say `very` and `ha` up to four times. */
const ROUNDS_OF_ONE_WORD = 6
const SHORTEST_WORD = 3

export const rule: ProseRule = {
  kind: 'prose',
  id: 'loop',
  family: 'repetition',
  description: 'The same words again and again',
  check(context) {
    const forms = foldedForms(context.tokens)
    return context.blocks.flatMap((block) => checkBlock(context, block, forms))
  },
}

/** By token: the first token of the same form, case folded. */
function foldedForms({ count, id, vocabulary }: Tokens): Int32Array {
  const byForm = new Int32Array(vocabulary.size).fill(-1)
  const byText = new Map<string, number>()
  const out = new Int32Array(count)
  for (let i = 0; i < count; i++) {
    const form = id[i] ?? 0
    if (byForm[form] === -1) {
      const text = vocabulary.form(form).toLowerCase()
      byForm[form] = byText.get(text) ?? i
      byText.set(text, byForm[form])
    }
    out[i] = byForm[form] ?? i
  }
  return out
}

function checkBlock(context: ProseContext, block: ProseBlock, forms: Int32Array): Draft[] {
  const said = new Uint8Array(block.last - block.first)
  const out: Draft[] = []
  for (let length = LONGEST_ROUND; length > 0; length--) {
    for (let i = block.first; i + length < block.last; i++) {
      const first = i
      while (i + length < block.last && forms[i] === forms[i + length]) i++
      // The words are looked at where all of a round has come again: hardly anywhere.
      if (i - first < length) continue
      const draft = draftOf(context, { first, length, repeated: i - first })
      if (!draft) continue
      // A longer round has spoken for these words.
      const from = first - block.first
      const to = i + length - block.first
      if (said.subarray(from, to).includes(1)) continue
      said.fill(1, from, to)
      out.push(draft)
    }
  }
  return out.sort((a, b) => a.start - b.start)
}

function draftOf(context: ProseContext, { first, length, repeated }: Loop): Draft | undefined {
  const { tokens, facts } = context
  const words = wordsIn(context, first, first + length)
  if (words === undefined) return undefined
  if (length === 1 && !isStuck(context, first, repeated)) return undefined
  const whole = repeated >= length * 2 - 1
  const enough = facts.spaced
    ? length === 1 ||
      (whole && words >= THREE_ROUNDS_WORDS) ||
      (repeated >= length &&
        (words >= TWO_ROUNDS_WORDS || (words >= TWO_BARE_ROUNDS_WORDS && isBare(context, first, length))))
    : repeated >= length * 2 && words >= SHORTEST_UNSPACED_ROUND
  if (!enough) return undefined
  const end = first + length + repeated
  // Whole rounds, or all but the word that would link the last one to a next.
  const rest = repeated % length
  const isLinked = length > 1 && rest === length - 1
  const from = isLinked ? end - (length - 1) : end - rest - length
  const to = isLinked ? end : end - rest
  const start = tokens.start[first] ?? 0
  const stop = tokens.end[to - 1] ?? start
  const kept = tokens.text.slice(tokens.start[from], stop)
  const opening = tokens.text.charAt(start)
  return {
    start,
    end: stop,
    expected: [opening === opening.toLowerCase() ? kept : kept.charAt(0).toUpperCase() + kept.slice(1)],
    tier: 'suggest',
    message: 'The same words are said again and again.',
    why: 'A machine that loses its place says the last words anew until something stops it.',
  }
}

/** Whether one word is said so often that nobody means it. */
function isStuck({ tokens, facts }: ProseContext, at: number, repeated: number): boolean {
  const word = textAt(tokens, at)
  return facts.spaced && isSpacedWord(tokens, at) && word.length >= SHORTEST_WORD && repeated + 1 >= ROUNDS_OF_ONE_WORD
}

/** Whether two rounds are small words alone, all of them different. */
function isBare({ tokens }: ProseContext, first: number, length: number): boolean {
  const seen = new Set<number>()
  for (let i = first; i < first + length; i++) seen.add(tokens.id[i] ?? 0)
  if (seen.size < length) return false
  for (let i = first; i < first + length * 2; i++)
    if (!hasTrait(tokens, i, Trait.lower) || !hasTrait(tokens, i, Trait.spacedWord)) return false
  return true
}

/** The different words of a round; undefined where it holds what people repeat: numbers, code, marks between sentences. */
function wordsIn({ tokens }: ProseContext, first: number, last: number): number | undefined {
  const words = new Set<string>()
  for (let i = first; i < last; i++) {
    const kind = tokens.kind[i]
    const text = tokens.vocabulary.folded(tokens.id[i] ?? 0)
    if (i > first && /\n/.test(tokens.text.slice(tokens.end[i - 1], tokens.start[i]))) return undefined
    if (kind === TokenKind.word && /^[\p{L}\p{M}]+$/u.test(text)) words.add(text)
    else if (!/^[,'’-]$/.test(text)) return undefined
  }
  return words.size
}
