import { type Draft, FormRole, PhraseMatcher, type ProseContext, type ProseRule, type Tokens } from 'unmangle-core'
import {
  foldedAt,
  isCapitalised,
  isFunctionWord,
  isLowerCase,
  isSpacedWord,
  startsSentence,
  textAt,
} from '../reading.ts'

export const rule: ProseRule = {
  kind: 'prose',
  id: 'institution-case',
  family: 'name',
  description: 'The noun of an institution’s name in lower case',
  check(context) {
    const { glossary, facts, tokens } = context
    if (!glossary || facts.institutionNouns.length === 0) return []
    const usage = usageOf(context)
    const matcher = new PhraseMatcher(glossary.index, tokens.vocabulary)
    const out: Draft[] = []
    for (const block of context.blocks) {
      for (const { payload, first, last } of matcher.scan(tokens, block.first, block.last)) {
        const form = glossary.forms[payload]
        if (form?.term.kind !== 'organization') continue
        if (form.role !== FormRole.canonical && form.role !== FormRole.alias) continue
        const noun = foldedAt(tokens, last)
        if (!context.is('institutionNouns', noun) || !isHalfLowered(tokens, first, last)) continue
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
          why: 'Machines translate a name word by word and keep the capital of its first part alone; the document capitalises this noun in other names.',
        })
      }
    }
    return out.filter((draft, i) => draft.start !== out[i - 1]?.start)
  },
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
  for (const block of context.blocks) {
    for (let i = block.first + 1; i < block.last; i++) {
      const noun = foldedAt(tokens, i)
      if (!context.is('institutionNouns', noun) || !isSpacedWord(tokens, i)) continue
      let first = capitalisedBefore(tokens, block.first, i)
      while (first < i && isFunctionWord(context, foldedAt(tokens, first))) first++
      if (first === i || (first === i - 1 && startsSentence(tokens, block, first))) continue
      let usage = out.get(noun)
      if (!usage) {
        usage = { capitalised: false, lowered: new Set() }
        out.set(noun, usage)
      }
      if (isCapitalised(textAt(tokens, i))) usage.capitalised ||= block.kind !== 'heading'
      else usage.lowered.add(nameKey(tokens, first, i))
    }
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
    isCapitalised(textAt(tokens, first - 1))
  )
    first--
  return first
}

function nameKey(tokens: Tokens, first: number, last: number): string {
  const words: string[] = []
  for (let i = first; i <= last; i++) words.push(foldedAt(tokens, i))
  return words.join(' ')
}

/** Whether the last word alone is in lower case, after at least one that is not. */
function isHalfLowered(tokens: Tokens, first: number, last: number): boolean {
  if (last === first || !isLowerCase(textAt(tokens, last))) return false
  for (let i = first; i < last; i++) if (!isSpacedWord(tokens, i) || !isCapitalised(textAt(tokens, i))) return false
  return true
}
