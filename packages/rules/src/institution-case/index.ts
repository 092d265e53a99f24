import {
  type Cue,
  type Draft,
  FormRole,
  type GlossaryOverlay,
  PhraseMatcher,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  type Tokens,
  type Vocabulary,
} from 'unmangle-core'
import { termOrigin } from 'unmangle-glossary'
import {
  foldedAt,
  isCapitalised,
  isCapitalisedAt,
  isFunctionWord,
  isLowerCaseAt,
  isSpacedWord,
  startsSentence,
  textAt,
} from '../reading.ts'

const isNoun: Cue = ({ is }) => is('institutionNouns')

export const rule: ProseRule = {
  kind: 'prose',
  id: 'institution-case',
  family: 'name',
  description: 'The noun of an institution’s name in lower case',
  check(context) {
    const { glossary, facts, tokens } = context
    if (!glossary || facts.institutionNouns.length === 0) return []
    const lowered = context.sites(isNoun).filter(({ block, at }) => isHalfLowered(tokens, block, at))
    if (lowered.length === 0) return []
    const usage = usageOf(context)
    const matcher = matcherOf(glossary, tokens.vocabulary)
    const blocks = new Set(lowered.map(({ block }) => block))
    const out: Draft[] = []
    for (const block of blocks) {
      for (const { payload, first, last } of matcher.scan(tokens, block.first, block.last)) {
        const form = glossary.form(payload)
        if (form.term.kind !== 'organization') continue
        if (form.role !== FormRole.canonical && form.role !== FormRole.alias) continue
        const noun = foldedAt(tokens, last)
        if (!context.is('institutionNouns', noun) || !isLowered(tokens, first, last)) continue
        const name = nameKey(tokens, first, last)
        const seen = usage.get(noun)
        if (!seen?.capitalised || [...seen.lowered].some((other) => other !== name)) continue
        const word = textAt(tokens, last)
        const right = form.form.split(/\s+/).at(-1) ?? ''
        if (right.toLowerCase() !== word || !isCapitalised(right)) continue
        out.push({
          start: tokens.start[last]!,
          end: tokens.end[last]!,
          expected: [right],
          tier: 'safe',
          message: `“${word}” belongs to the name ${form.form}.`,
          why: `Machines translate a name word by word and keep the capital of its first part alone; the document capitalises this noun in other names. ${termOrigin(form.term)}`,
        })
      }
    }
    return out.filter((draft, i) => draft.start !== out[i - 1]?.start)
  },
}

const matchers = new WeakMap<GlossaryOverlay, PhraseMatcher>()

/** What a matcher knows of a vocabulary serves all documents that share it. */
function matcherOf(glossary: GlossaryOverlay, vocabulary: Vocabulary): PhraseMatcher {
  const known = matchers.get(glossary)
  if (known?.vocabulary === vocabulary) return known
  const matcher = new PhraseMatcher(glossary.index, vocabulary)
  matchers.set(glossary, matcher)
  return matcher
}

/** How the document writes a noun after a capitalised word. */
interface Usage {
  capitalised: boolean
  /** The capitalised words that it follows in lower case. */
  readonly lowered: Set<string>
}

function usageOf(context: ProseContext): Map<string, Usage> {
  const { tokens } = context
  const out = new Map<string, Usage>()
  for (const { block, at: i } of context.sites(isNoun)) {
    const noun = foldedAt(tokens, i)
    if (i === block.first || !isSpacedWord(tokens, i)) continue
    let first = capitalisedBefore(tokens, block.first, i)
    while (first < i && isFunctionWord(context, foldedAt(tokens, first))) first++
    if (first === i || (first === i - 1 && startsSentence(tokens, block, first))) continue
    let usage = out.get(noun)
    if (!usage) {
      usage = { capitalised: false, lowered: new Set() }
      out.set(noun, usage)
    }
    if (isCapitalisedAt(tokens, i)) usage.capitalised ||= block.kind !== 'heading'
    else usage.lowered.add(nameKey(tokens, first, i))
  }
  return out
}

/** Words of the longest name: a text of capitals alone would be walked back through from each of its nouns. */
const LONGEST_NAME = 16

/** The first of the capitalised words right before a token; the token itself where there is none. */
function capitalisedBefore(tokens: Tokens, from: number, i: number): number {
  let first = i
  while (
    first > from &&
    i - first < LONGEST_NAME &&
    isSpacedWord(tokens, first - 1) &&
    isCapitalisedAt(tokens, first - 1)
  )
    first--
  return first
}

function nameKey(tokens: Tokens, first: number, last: number): string {
  const words: string[] = []
  for (let i = first; i <= last; i++) words.push(foldedAt(tokens, i))
  return words.join(' ')
}

/** Whether a noun in lower case comes after a capitalised word. */
function isHalfLowered(tokens: Tokens, { first }: ProseBlock, last: number): boolean {
  return (
    last > first && isLowerCaseAt(tokens, last) && isSpacedWord(tokens, last - 1) && isCapitalisedAt(tokens, last - 1)
  )
}

/** Whether the last word alone is in lower case, after at least one that is not. */
function isLowered(tokens: Tokens, first: number, last: number): boolean {
  if (last === first || !isLowerCaseAt(tokens, last)) return false
  for (let i = first; i < last; i++) if (!isSpacedWord(tokens, i) || !isCapitalisedAt(tokens, i)) return false
  return true
}
