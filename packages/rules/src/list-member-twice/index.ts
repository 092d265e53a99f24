import type { Cue, Draft, ProseBlock, ProseContext, ProseRule, Site, Tokens } from 'unmangle-core'
import { foldedAt, isCapitalisedAt, isSpacedWord, startsSentence, textAt } from '../reading.ts'

/** Tokens `first` to `last` of one member of a list. */
interface Member {
  readonly first: number
  readonly last: number
}

const LONGEST_MEMBER = 4
const LONGEST_LIST = 12
const CLOSES = /^[.;!?…)»”"\]]$/

const isConjunction: Cue = ({ is }) => is('conjunctions')

export const rule: ProseRule = {
  kind: 'prose',
  id: 'list-member-twice',
  family: 'repetition',
  description: 'A list that names one member twice',
  check(context) {
    if (!context.facts.spaced || context.facts.conjunctions.length === 0) return []
    return context.sites(isConjunction).flatMap((site) => checkList(context, site) ?? [])
  },
}

/** Works back from a conjunction: the last member stands after it, the others before, with commas between. */
function checkList(context: ProseContext, { block, at }: Site): Draft | undefined {
  const { tokens } = context
  if (at === block.first) return undefined
  const final = nameFrom(tokens, block, at + 1)
  if (!final || !closes(tokens, block, final.last + 1)) return undefined
  const others = membersBefore(tokens, block, at)
  const twin = others.find((other) => isSame(tokens, other, final))
  if (!twin || others.length > LONGEST_LIST || isRepeatedOnPurpose(context, block, others, final)) return undefined
  return {
    start: tokens.start[final.first]!,
    end: tokens.end[final.last]!,
    expected: [],
    tier: 'report',
    message: `The list names “${spoken(tokens, final)}” twice.`,
    why: 'Machines put one name in the place of another like it; only the original can say which was meant.',
  }
}

/** The capitalised words from a token on. */
function nameFrom(tokens: Tokens, block: ProseBlock, first: number): Member | undefined {
  let last = first - 1
  while (last + 1 < block.last && last - first + 1 < LONGEST_MEMBER && isNameWord(tokens, last + 1)) last++
  return last >= first ? { first, last } : undefined
}

/** The capitalised words up to a token. */
function nameBefore(tokens: Tokens, block: ProseBlock, last: number): Member | undefined {
  let first = last + 1
  while (first - 1 >= block.first && last - first + 1 < LONGEST_MEMBER && isNameWord(tokens, first - 1)) first--
  return first <= last ? { first, last } : undefined
}

function isNameWord(tokens: Tokens, i: number): boolean {
  return isSpacedWord(tokens, i) && isCapitalisedAt(tokens, i) && textAt(tokens, i).length > 1
}

/** The members before the conjunction, nearest first. */
function membersBefore(tokens: Tokens, block: ProseBlock, conjunction: number): Member[] {
  const out: Member[] = []
  let at = conjunction - 1
  if (textAt(tokens, at) === ',') at--
  while (out.length <= LONGEST_LIST) {
    const member = nameBefore(tokens, block, at)
    if (!member) break
    out.push(member)
    if (textAt(tokens, member.first - 1) !== ',') break
    at = member.first - 2
  }
  return out
}

function isSame(tokens: Tokens, a: Member, b: Member): boolean {
  if (a.last - a.first !== b.last - b.first) return false
  for (let i = 0; i <= a.last - a.first; i++) if (tokens.id[a.first + i] !== tokens.id[b.first + i]) return false
  return true
}

/** Whether nothing goes on after the list that could make the last member the start of something else. */
function closes(tokens: Tokens, block: ProseBlock, i: number): boolean {
  return i >= block.last || CLOSES.test(textAt(tokens, i))
}

/** Firms (`Marks and Marks`), refrains, sentences that begin with the name, and names that the document only doubles. */
function isRepeatedOnPurpose(
  context: ProseContext,
  block: ProseBlock,
  others: readonly Member[],
  final: Member,
): boolean {
  const { tokens } = context
  const outermost = others.at(-1)
  if (!outermost || startsSentence(tokens, block, outermost.first)) return true
  if (others.length > 1) return others.every((other) => isSame(tokens, other, final))
  if (!context.is('prepositions', foldedAt(tokens, outermost.first - 1))) return true
  const whole = { start: tokens.start[outermost.first]!, end: tokens.end[final.last]! }
  if (context.evidence.elsewhere(context.prose.text.slice(whole.start, whole.end), whole)) return true
  return context.evidence.elsewhere(spoken(tokens, final), whole) === undefined
}

function spoken(tokens: Tokens, { first, last }: Member): string {
  return tokens.text.slice(tokens.start[first], tokens.end[last])
}
