import {
  type Address,
  type BlockKind,
  type Draft,
  hasTrait,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  type Span,
  type Tokens,
  Trait,
} from 'unmangle-core'
import { outsideQuotations } from '../quotations.ts'
import { gapAfter, isSpace, startsSentence, textAt, touches } from '../reading.ts'
import { isOutsideBackticks } from '../spans.ts'
import { type AddressCue, addressCues, cuesFrom, opensCue } from './cues.ts'

/** The first cue of a form in its sentence. */
interface Place extends Span {
  readonly form: keyof Address
  readonly plural: boolean
}

/** Sentences in one form at the least, and for each one in the other, before that one is out of place. */
const LEAST = 3
const MAJORITY = 3
/** Headings and captions name buttons and other texts. */
const RUNNING: ReadonlySet<BlockKind> = new Set(['paragraph', 'listItem', 'tableCell', 'html'])
const SENTENCE_END = /^[.!?…。！？]$/
const BEFORE_PART = /^[/_@&]$/
const AFTER_PART = /^[-/_@&]$/

export const rule: ProseRule = {
  kind: 'prose',
  id: 'address-mixed',
  family: 'register',
  description: 'The reader addressed in two ways in one document',
  check(context) {
    if (addressCues(context.facts).size === 0) return []
    const places = context
      .blocksWith(opensCue)
      .flatMap((block) => (RUNNING.has(block.kind) ? placesIn(context, block) : []))
    const familiar = places.filter(({ form }) => form === 'familiar').length
    const polite = places.length - familiar
    const [most, fewest] = familiar > polite ? [familiar, polite] : [polite, familiar]
    if (fewest === 0 || most < LEAST || most < fewest * MAJORITY) return []
    const norm = familiar > polite ? 'familiar' : 'polite'
    return places
      .filter(({ form, plural }) => form !== norm && !plural)
      .map(
        ({ start, end }): Draft => ({
          start,
          end,
          expected: [],
          tier: 'report',
          message: `The reader is addressed in the ${norm} form elsewhere.`,
          why: `Machines choose the form of address sentence by sentence: ${familiar} here in the familiar form, ${polite} in the polite one.`,
        }),
      )
  },
}

function placesIn(context: ProseContext, block: ProseBlock): Place[] {
  const { tokens } = context
  const out: Place[] = []
  const seen = new Set<string>()
  let after = block.first
  for (const i of outsideQuotations(tokens, block)) {
    if (SENTENCE_END.test(textAt(tokens, i))) seen.clear()
    if (i < after) continue
    const cue = cueAt(context, block, i)
    if (!cue) continue
    const start = tokens.start[i] ?? 0
    after = i + cue.words.length
    // What is said to several does not hide what is said to one.
    const heard = cue.plural ? 'plural' : cue.form
    if (seen.has(heard) || !isOutsideBackticks(context, block, start)) continue
    seen.add(heard)
    out.push({ start, end: tokens.end[after - 1] ?? start, form: cue.form, plural: cue.plural })
  }
  return out
}

/** The longest cue that begins at a token. */
function cueAt({ tokens, facts }: ProseContext, block: ProseBlock, i: number): AddressCue | undefined {
  const cues = cuesFrom(facts, textAt(tokens, i))
  if (cues.length === 0 || hasTrait(tokens, i, Trait.upper)) return undefined
  return cues.find(({ words, opening, capital }) => {
    const last = i + words.length - 1
    if (last >= block.last || isJoined(tokens, block, i, last)) return false
    for (const [k, word] of words.entries())
      if (k > 0 && (textAt(tokens, i + k) !== word || (facts.spaced && !isSpace(gapAfter(tokens, i + k - 1)))))
        return false
    return !(opening || capital) || startsSentence(tokens, block, i) === opening
  })
}

/** Whether the words are part of a longer one: an address, a path, a compound, a word cut by an apostrophe. */
function isJoined(tokens: Tokens, block: ProseBlock, first: number, last: number): boolean {
  const before = first > block.first && touches(tokens, first - 1) ? textAt(tokens, first - 1) : ''
  const after = last + 1 < block.last && touches(tokens, last) ? textAt(tokens, last + 1) : ''
  return BEFORE_PART.test(before) || AFTER_PART.test(after) || (after === '.' && touches(tokens, last + 1))
}
