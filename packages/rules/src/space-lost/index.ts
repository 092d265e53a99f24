import {
  type Cue,
  type Draft,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  type Site,
  sourceEnd,
  sourceStart,
  type Tier,
  TokenKind,
  type Tokens,
} from 'unmangle-core'
import {
  foldedAt,
  gapAfter,
  isCapitalised,
  isLowerCase,
  isLowerCaseAt,
  isSpacedWord,
  textAt,
  touches,
} from '../reading.ts'
import { isOutsideBackticks } from '../spans.ts'

const ENDS = /^[.,;:!?)"”’»]$/
const OPENS = /^[("“‘«„[]$/
const SHORTEST = 3
/** A word with its first letter shown as code, as names of options are explained: `` `e`qual ``. */
const ONE_LETTER = /^`+\p{L}`+$/u
/** The space that is missing outside stands inside: moving it is more than putting one in. */
const CODE_WITH_SPACE = /^`+ | `+$/

const isJoint: Cue = ({ text, kind }) => text === '.' || text === ',' || kind === TokenKind.opaque

export const rule: ProseRule = {
  kind: 'prose',
  id: 'space-lost',
  family: 'spacing',
  description: 'A space is missing between two words or beside inline code',
  check(context) {
    if (!context.facts.spaced || context.facts.functionWords.length === 0) return []
    return context.sites(isJoint).flatMap((site) => checkJoint(context, site) ?? [])
  },
}

function checkJoint(context: ProseContext, { block, at }: Site): Draft | undefined {
  const text = textAt(context.tokens, at)
  const draft = (text === '.' ? afterStop : text === ',' ? afterComma : besideCode)(context, block, at)
  return draft && isOutsideBackticks(context, block, draft.start) ? draft : undefined
}

/** A word in lower case with nothing before it that makes it part of an address, a file name or a member. */
function isPlain(tokens: Tokens, block: ProseBlock, i: number): boolean {
  if (!isSpacedWord(tokens, i) || !isLowerCaseAt(tokens, i)) return false
  return i === block.first || !touches(tokens, i - 1) || OPENS.test(textAt(tokens, i - 1)) || isElided(tokens, block, i)
}

/** `l'eau`, `don’t`: the word goes on over an apostrophe. */
function isElided(tokens: Tokens, block: ProseBlock, i: number): boolean {
  if (!/^['’]$/.test(textAt(tokens, i - 1)) || !touches(tokens, i - 2)) return false
  return i - 2 >= block.first && isSpacedWord(tokens, i - 2) && (i - 2 === block.first || !touches(tokens, i - 3))
}

/** Whether a word is followed by a space, the end, or a mark that ends its clause. */
function closes(tokens: Tokens, block: ProseBlock, i: number): boolean {
  if (i + 1 >= block.last || !touches(tokens, i)) return true
  const next = textAt(tokens, i + 1)
  if (/^['’]$/.test(next)) return touches(tokens, i + 1) && isSpacedWord(tokens, i + 2)
  return ENDS.test(next) && (i + 2 >= block.last || !touches(tokens, i + 1))
}

/** `end.The`. */
function afterStop(context: ProseContext, block: ProseBlock, i: number): Draft | undefined {
  const { tokens } = context
  const right = i + 1
  if (i === block.first || right >= block.last || !touches(tokens, i - 1) || !touches(tokens, i)) return undefined
  const word = textAt(tokens, right)
  if (!isSpacedWord(tokens, right) || !isCapitalised(word) || !isLowerCase(word.slice(1))) return undefined
  const code = tokens.kind[i - 1] === TokenKind.opaque && isInlineCode(context, i - 1)
  if (!closes(tokens, block, right) || !(code || isSentenceEnd(context, block, i - 1))) return undefined
  const known = context.is('functionWords', foldedAt(tokens, right))
  if (!known && (code || word.length < SHORTEST || !goesOn(tokens, block, right))) return undefined
  return gap(context, i - 1, right, i, known ? 'safe' : 'suggest')
}

function isSentenceEnd(context: ProseContext, block: ProseBlock, i: number): boolean {
  const { tokens } = context
  if (textAt(tokens, i).length < 2 || context.facts.abbreviations.includes(textAt(tokens, i))) return false
  return isPlain(tokens, block, i) && i > block.first && !owners(context).has(tokens.id[i]!)
}

const OWNERS = Symbol('space-lost')

/** The words that the text writes before a full stop and a member, as code does: `coeff.P`, `console.log`. */
function owners(context: ProseContext): ReadonlySet<number> {
  return context.shared(OWNERS, () => {
    const { tokens } = context
    const out = new Set<number>()
    for (let i = 1; i + 1 < tokens.count; i++) {
      if (textAt(tokens, i) !== '.' || !touches(tokens, i - 1) || !touches(tokens, i)) continue
      const member = textAt(tokens, i + 1)
      if (tokens.kind[i + 1] === TokenKind.word && (member.length === 1 || isLowerCase(member)))
        out.add(tokens.id[i - 1]!)
    }
    return out
  })
}

/** Whether a sentence goes on after its first word: a word in lower case comes next. */
function goesOn(tokens: Tokens, block: ProseBlock, i: number): boolean {
  if (i + 1 >= block.last || gapAfter(tokens, i) !== ' ') return false
  return isSpacedWord(tokens, i + 1) && isLowerCase(textAt(tokens, i + 1)) && !/[./_(=]/.test(textAt(tokens, i + 2))
}

/** `word,word`. Letters and members of a list without spaces are left alone. */
function afterComma(context: ProseContext, block: ProseBlock, i: number): Draft | undefined {
  const { tokens } = context
  const right = i + 1
  if (i === block.first || right >= block.last || !touches(tokens, i - 1) || !touches(tokens, i)) return undefined
  if (!isSpacedWord(tokens, right) || !closes(tokens, block, right) || textAt(tokens, right + 1) === ',')
    return undefined
  const code = tokens.kind[i - 1] === TokenKind.opaque && isInlineCode(context, i - 1)
  if (!code && !isPlain(tokens, block, i - 1)) return undefined
  const word = textAt(tokens, right)
  if (!isLowerCase(word)) return undefined
  const bound = context.is('functionWords', foldedAt(tokens, right))
  const long = word.length >= SHORTEST && (code || textAt(tokens, i - 1).length >= SHORTEST)
  if (!bound && !long) return undefined
  if (!touchesSpace(tokens, block, right)) return undefined
  return gap(
    context,
    i - 1,
    right,
    i,
    bound || (code && long) ? 'safe' : isInSentence(context, block, i) ? 'safe' : 'suggest',
  )
}

function touchesSpace(tokens: Tokens, block: ProseBlock, i: number): boolean {
  return (
    i + 1 >= block.last ||
    !touches(tokens, i) ||
    ENDS.test(textAt(tokens, i + 1)) ||
    /^['’]$/.test(textAt(tokens, i + 1))
  )
}

/** Whether the words on both sides are bound into a sentence by function words. */
function isInSentence(context: ProseContext, block: ProseBlock, i: number): boolean {
  const { tokens } = context
  const left = i - 2 >= block.first && context.is('functionWords', foldedAt(tokens, i - 2))
  const right = i + 2 < block.last && context.is('functionWords', foldedAt(tokens, i + 2))
  return left && right
}

/** `` the`option`of ``: a word clings to inline code. Endings that cling to it on purpose are no words of their own. */
function besideCode(context: ProseContext, block: ProseBlock, i: number): Draft | undefined {
  const { tokens } = context
  const left = i > block.first && touches(tokens, i - 1) && isPlainOrFirst(tokens, block, i - 1)
  const right = i + 1 < block.last && touches(tokens, i) && isCasedWord(tokens, i + 1) && closes(tokens, block, i + 1)
  if ((!left && !right) || !isInlineCode(context, i) || (right && ONE_LETTER.test(sourceOf(context, i))))
    return undefined
  const before = left && isWordOfItsOwn(context, i - 1)
  const after = right && isWordOfItsOwn(context, i + 1)
  const longBefore = left && textAt(tokens, i - 1).length >= SHORTEST
  const both = longBefore && right && textAt(tokens, i + 1).length >= SHORTEST
  const openBefore = before || (longBefore && (both || after || !right))
  const openAfter = after || both
  if (!openBefore && !openAfter) return undefined
  const tier = before || after || both ? 'safe' : 'suggest'
  return aroundCode(context, i, openBefore, openAfter, tier)
}

function isPlainOrFirst(tokens: Tokens, block: ProseBlock, i: number): boolean {
  return isCasedWord(tokens, i) && (i === block.first || !touches(tokens, i - 1))
}

/** Scripts without capitals are also those whose particles cling to what they follow. */
function hasCase(word: string): boolean {
  return word.toLowerCase() !== word.toUpperCase()
}

function isCasedWord(tokens: Tokens, i: number): boolean {
  return isSpacedWord(tokens, i) && hasCase(textAt(tokens, i))
}

function isWordOfItsOwn(context: ProseContext, i: number): boolean {
  const { tokens, facts } = context
  const word = textAt(tokens, i)
  if (
    word.length < 2 ||
    word === word.toUpperCase() ||
    facts.nameEndings.some(({ add }) => add.replace(/^['’]/, '') === word)
  )
    return false
  return context.is('functionWords', foldedAt(tokens, i))
}

/** Whether an opaque token is code between backticks, no template or picture. */
function isInlineCode(context: ProseContext, i: number): boolean {
  const code = sourceOf(context, i)
  return code.startsWith('`') && !CODE_WITH_SPACE.test(code)
}

const MESSAGE = 'A space is missing.'

function gap({ tokens, prose }: ProseContext, first: number, last: number, mark: number, tier: Tier): Draft {
  const { text } = prose
  const start = tokens.start[first]!
  const end = tokens.end[last]!
  const at = tokens.end[mark]!
  return {
    start,
    end,
    expected: [`${text.slice(start, at)} ${text.slice(at, end)}`],
    tier,
    message: MESSAGE,
    why: 'Machines translate sentence by sentence and piece by piece, and lose the space where two of them meet.',
  }
}

function aroundCode({ tokens, prose }: ProseContext, i: number, before: boolean, after: boolean, tier: Tier): Draft {
  const { text } = prose
  const start = tokens.start[before ? i - 1 : i]!
  const end = tokens.end[after ? i + 1 : i]!
  const code = text.slice(tokens.start[i], tokens.end[i])
  const left = before ? `${textAt(tokens, i - 1)} ` : ''
  const right = after ? ` ${textAt(tokens, i + 1)}` : ''
  return {
    start,
    end,
    expected: [left + code + right],
    tier,
    message: MESSAGE,
    why: 'A machine translates around inline code and loses the space beside it.',
  }
}

function sourceOf({ tokens, prose }: ProseContext, i: number): string {
  return prose.source.slice(sourceStart(prose, tokens.start[i]!), sourceEnd(prose, tokens.end[i]!))
}
