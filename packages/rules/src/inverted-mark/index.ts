import {
  type Cue,
  type Draft,
  type LanguageFacts,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  TokenKind,
} from 'unmangle-core'
import { foldedAt, gapAfter, isCapitalised, isQuote, isSpacedWord, textAt, touches } from '../reading.ts'

const SENTENCE_END = /^[.!?…]$/
/** A question or an exclamation may begin after one of these. */
const PAUSE = /^[:;([{—–]$/
/** How many small words may come before the interrogative one: `y de qué`. */
const MOST_BEFORE = 2
/** An exclamation of fewer words may be a name (`Yahoo!`) or a command of a program. */
const FEWEST_WORDS = 2
/** A sentence that is surely one. */
const FEWEST_SURE = 4

const isClosing: Cue = ({ text, facts }) => facts.openingMarks.some(({ closing }) => closing === text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'inverted-mark',
  family: 'punctuation',
  description: 'A question or an exclamation without the mark that opens it',
  check(context) {
    if (context.facts.openingMarks.length === 0) return []
    return context.blocksWith(isClosing).flatMap((block) => checkBlock(context, block))
  },
}

function checkBlock(context: ProseContext, block: ProseBlock): Draft[] {
  const { tokens, facts } = context
  const openings = new Map(facts.openingMarks.map(({ closing, opening }) => [closing, opening]))
  const marks = new Set(openings.values())
  const out: Draft[] = []
  let from = block.first
  let opened = false
  for (let i = block.first; i < block.last; i++) {
    const text = textAt(tokens, i)
    if (marks.has(text)) opened = true
    const opening = openings.get(text)
    if (opening !== undefined && !opened && endsSentence(context, block, i)) {
      const draft = draftFor(context, from, i, opening)
      if (draft) out.push(draft)
    }
    if (SENTENCE_END.test(text) && gapOrEnd(context, block, i)) {
      from = i + 1
      opened = false
    } else if (isQuote(text) || PAUSE.test(text)) {
      // What is quoted or said after a colon has marks of its own, unless one is open already.
      if (!opened) from = i + 1
    }
  }
  return out
}

function gapOrEnd({ tokens }: ProseContext, { last }: ProseBlock, i: number): boolean {
  return i + 1 >= last || gapAfter(tokens, i) !== '' || SENTENCE_END.test(textAt(tokens, i + 1))
}

/** Whether the mark ends a sentence and is no part of an address, a name or a row of marks. */
function endsSentence({ tokens }: ProseContext, { first, last }: ProseBlock, i: number): boolean {
  if (i === first || !touches(tokens, i - 1)) return false
  if (!isSpacedWord(tokens, i - 1) && tokens.kind[i - 1] !== TokenKind.opaque) return false
  if (i + 1 >= last) return true
  const next = textAt(tokens, i + 1)
  if (touches(tokens, i)) return isQuote(next) || /^[)\]}.…]$/.test(next)
  // After an exclamation mark in the middle of a sentence the word before may be a name.
  return textAt(tokens, i) === '?' || isCapitalised(next) || !/^\p{L}/u.test(next)
}

function draftFor(context: ProseContext, from: number, end: number, opening: string): Draft | undefined {
  const { tokens } = context
  let start = from
  while (start < end && !isSpacedWord(tokens, start)) start++
  if (start >= end || /\d/.test(tokens.text.slice(tokens.start[from], tokens.start[start]))) return undefined
  const asking = asks(context, start, end)
  if (!asking && !speaks(context, start, end)) return undefined
  const sure = asking || (textAt(tokens, end) === '?' && isUnbroken(context, start, end))
  return {
    start: tokens.start[start] ?? 0,
    end: tokens.end[start] ?? 0,
    expected: [opening + textAt(tokens, start)],
    tier: sure ? 'safe' : 'suggest',
    message: 'The mark that opens the sentence is missing.',
    why: sure
      ? 'Languages without an opening mark lend none to the machine; the question begins where the sentence does.'
      : 'Languages without an opening mark lend none to the machine; the sentence may also begin further on.',
  }
}

/** Whether nothing in the sentence shows that the question could begin further on. */
function isUnbroken({ tokens }: ProseContext, start: number, end: number): boolean {
  for (let i = start; i < end; i++)
    if (!isSpacedWord(tokens, i) && tokens.kind[i] !== TokenKind.number && tokens.kind[i] !== TokenKind.opaque)
      return false
  return end - start >= FEWEST_SURE
}

const wordSets = new WeakMap<LanguageFacts, ReadonlySet<string>>()

/** Only the diacritics tell an interrogative word from the relative one. */
function interrogatives(facts: LanguageFacts): ReadonlySet<string> {
  let set = wordSets.get(facts)
  if (!set) {
    set = new Set(facts.interrogatives)
    wordSets.set(facts, set)
  }
  return set
}

/** Whether the sentence begins with an interrogative word, after a conjunction or a preposition at the most. */
function asks(context: ProseContext, start: number, end: number): boolean {
  const { tokens } = context
  for (let i = start; i < end && i <= start + MOST_BEFORE; i++) {
    if (interrogatives(context.facts).has(textAt(tokens, i).toLowerCase())) return true
    const folded = foldedAt(tokens, i)
    if (!context.is('conjunctions', folded) && !context.is('prepositions', folded)) return false
  }
  return false
}

/** Whether the words are a sentence of the language: a call of one word or a foreign passage is none. */
function speaks(context: ProseContext, start: number, end: number): boolean {
  const { tokens } = context
  let words = 0
  let own = 0
  for (let i = start; i < end; i++) {
    if (!isSpacedWord(tokens, i)) continue
    words++
    if (context.is('functionWords', foldedAt(tokens, i))) own++
  }
  return words >= FEWEST_WORDS && own * 5 >= words && isCapitalised(textAt(tokens, start))
}
