import type { Cue, Draft, ProseBlock, ProseContext, ProseRule, Tier, Tokens } from 'unmangle-core'
import { TokenKind } from 'unmangle-core'
import {
  foldedAt,
  gapAfter,
  isCapitalised,
  isFunctionWord,
  isLowerCase,
  isSpace,
  isSpacedWord,
  textAt,
  touches,
} from '../reading.ts'

/** Where the space stands: before the hyphen (`so -called`), after it (`so- called`) or on both sides. */
type Side = 'before' | 'after' | 'both'

/** Words with hyphens between them, tokens `first` to `last`; `joints` are the hyphens that have a space. */
interface Compound {
  readonly first: number
  readonly last: number
  readonly joints: readonly { readonly at: number; readonly side: Side }[]
}

const HYPHEN = /^[-\u2010\u2011]$/
const CODE_MARK = /^[/\\@=_:.&%$#~+*|<>-]$/
const SHORTEST = 2
/** What is shorter may be an ending that is spoken of (`the suffix -able`). */
const LONGEST_SUFFIX = 4
/** A remark between one-sided dashes (`word -as here- word`) is no longer than this. */
const LONGEST_ASIDE = 30

const isHyphen: Cue = ({ text }) => HYPHEN.test(text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'split-compound',
  family: 'spacing',
  description: 'A space beside the hyphen of a compound',
  check(context) {
    const { facts } = context
    if (facts.compoundHeads.length === 0 && facts.compoundTails.length === 0) return []
    return context.blocksWith(isHyphen).flatMap((block) => checkBlock(context, block))
  },
}

function checkBlock(context: ProseContext, block: ProseBlock): Draft[] {
  const { tokens } = context
  const compounds = compoundsIn(tokens, block)
  if (compounds.length === 0 || hasFlags(tokens, block)) return []
  const out: Draft[] = []
  compounds.forEach((compound, i) => {
    if (isAside(compounds[i - 1], compound) || isAside(compound, compounds[i + 1])) return
    const tier = tierOf(context, compound)
    if (tier) out.push(draftOf(context, compound, tier))
  })
  return out
}

function draftOf(context: ProseContext, { first, last }: Compound, tier: Tier): Draft {
  const { tokens } = context
  const start = tokens.start[first]!
  const end = tokens.end[last]!
  return {
    start,
    end,
    expected: [closed(context, first, last)],
    tier,
    message: 'A space stands beside the hyphen of a compound.',
    why: 'Machines translate the pieces of a compound one by one and put a space between them; in the compound there is none.',
  }
}

/** The compound without spaces. */
function closed({ tokens, prose }: ProseContext, first: number, last: number): string {
  return prose.text.slice(tokens.start[first], tokens.end[last]).replace(/[ \u00A0\u202F]/g, '')
}

const WHOLE = Symbol('split-compound')

/** The compounds that the document writes without spaces. */
function wholeCompounds(context: ProseContext): ReadonlySet<string> {
  return context.shared(WHOLE, () => {
    const { tokens } = context
    const out = new Set<string>()
    for (const block of context.blocks) {
      let first = block.first
      for (let i = block.first; i < block.last; i++) {
        if (i + 1 < block.last && touches(tokens, i) && (isPart(tokens, i) || HYPHEN.test(textAt(tokens, i)))) continue
        if (i > first) out.add(tokens.text.slice(tokens.start[first], tokens.end[i]))
        first = i + 1
      }
    }
    return out
  })
}

/** Every run of words and hyphens in which a hyphen has a space. */
function compoundsIn(tokens: Tokens, block: ProseBlock): Compound[] {
  const out: Compound[] = []
  let at = block.first
  while (at < block.last) {
    if (!isPart(tokens, at)) {
      at++
      continue
    }
    const joints: { at: number; side: Side }[] = []
    let last = at
    while (last + 2 < block.last && HYPHEN.test(textAt(tokens, last + 1)) && isPart(tokens, last + 2)) {
      const side = sideOf(tokens, last + 1)
      if (side === undefined) break
      if (side !== 'none') joints.push({ at: last + 1, side })
      last += 2
    }
    if (joints.length > 0 && !isCode(tokens, at, last)) out.push({ first: at, last, joints })
    at = last + 1
  }
  return out
}

function isPart(tokens: Tokens, i: number): boolean {
  return isSpacedWord(tokens, i) || tokens.kind[i] === TokenKind.number
}

function sideOf(tokens: Tokens, hyphen: number): Side | 'none' | undefined {
  const before = gapAfter(tokens, hyphen - 1)
  const after = gapAfter(tokens, hyphen)
  if (before === '') return after === '' ? 'none' : isSpace(after) ? 'after' : undefined
  if (!isSpace(before)) return undefined
  return after === '' ? 'before' : isSpace(after) ? 'both' : undefined
}

/** Whether something that words do not have clings to either end: a path, an address, an option with its value. */
function isCode(tokens: Tokens, first: number, last: number): boolean {
  if (touches(tokens, first - 1) && CODE_MARK.test(textAt(tokens, first - 1))) return true
  if (!touches(tokens, last)) return false
  const next = textAt(tokens, last + 1)
  return HYPHEN.test(next) || (CODE_MARK.test(next) && touches(tokens, last + 1) && isPart(tokens, last + 2))
}

/** Whether the block holds the options of a command: ` -v`, ` --all`. */
function hasFlags(tokens: Tokens, block: ProseBlock): boolean {
  for (let i = block.first; i + 1 < block.last; i++) {
    if (textAt(tokens, i) !== '-' || touches(tokens, i - 1) || !touches(tokens, i)) continue
    if (textAt(tokens, i + 1) === '-') return true
    if (isSpacedWord(tokens, i + 1) && textAt(tokens, i + 1).length === 1) return true
  }
  return false
}

/** `word -as here- word`: hyphens for dashes, each clinging to the remark it encloses. */
function isAside(opening: Compound | undefined, closing: Compound | undefined): boolean {
  if (!opening || !closing || closing.first - opening.last > LONGEST_ASIDE) return false
  return opening.joints.at(-1)?.side === 'before' && closing.joints[0]?.side === 'after'
}

/** How sure it is that the run is one compound; undefined where it may well be right as it stands. */
function tierOf(context: ProseContext, compound: Compound): Tier | undefined {
  const { first, last, joints } = compound
  const known = wholeCompounds(context).has(closed(context, first, last))
  if (joints.length > 1) return joints.every(({ side }) => side === joints[0]?.side) && known ? 'suggest' : undefined
  const joint = joints[0]
  if (!joint) return undefined
  if (joint.side === 'before') return beforeTier(context, compound, joint.at, known)
  if (joint.side === 'after') return afterTier(context, compound, joint.at, known)
  return bothTier(context, joint.at, known)
}

function isHead(context: ProseContext, i: number): boolean {
  return context.is('compoundHeads', foldedAt(context.tokens, i))
}

function isTail(context: ProseContext, i: number): boolean {
  return context.is('compoundTails', foldedAt(context.tokens, i))
}

/** `so -called`, `58 -jährige`. After a conjunction it is a suspended hyphen (`Panzer und -jets`). */
function beforeTier(context: ProseContext, compound: Compound, hyphen: number, known: boolean): Tier | undefined {
  const { tokens } = context
  const left = hyphen - 1
  const right = hyphen + 1
  const tail = textAt(tokens, right)
  if (!isSpacedWord(tokens, right) || tail.length < SHORTEST) return undefined
  const isNumber = tokens.kind[left] === TokenKind.number
  if (!isNumber && textAt(tokens, left).length < SHORTEST) return undefined
  const head = isHead(context, left)
  const end = isTail(context, right)
  if (isFunctionWord(context, foldedAt(tokens, left)) && !(head && (end || known))) return undefined
  if (known) return 'safe'
  if (context.is('conjunctions', foldedAt(tokens, right)) || context.is('pronouns', foldedAt(tokens, right)))
    return undefined
  if (end && !continuesDash(tokens, compound)) return 'safe'
  if (head && tail.length > LONGEST_SUFFIX && !context.is('functionWords', foldedAt(tokens, right))) return 'safe'
  if (!isLowerCase(tail) || (!isNumber && isCapitalised(textAt(tokens, left)))) return undefined
  return isNumber || tail.length > LONGEST_SUFFIX ? 'suggest' : undefined
}

/** Whether the same block has a dash written the same way further on: then this hyphen may be one too. */
function continuesDash(tokens: Tokens, { last }: Compound): boolean {
  return HYPHEN.test(textAt(tokens, last + 1))
}

/** `well- known`. Before a conjunction or beside a coordinate it is a suspended hyphen (`short- and long-term`). */
function afterTier(context: ProseContext, compound: Compound, hyphen: number, known: boolean): Tier | undefined {
  const { tokens } = context
  const left = hyphen - 1
  const right = hyphen + 1
  const tail = textAt(tokens, right)
  if (!isSpacedWord(tokens, left) || textAt(tokens, left).length < SHORTEST) return undefined
  if (!isSpacedWord(tokens, right) || tail.length < SHORTEST || !isLowerCase(tail)) return undefined
  if (isFunctionWord(context, foldedAt(tokens, right)) || isCoordinate(context, compound)) return undefined
  if (known) return 'safe'
  if (isHead(context, left)) return isTail(context, right) ? 'safe' : 'suggest'
  return isTail(context, right) ? 'suggest' : undefined
}

/** Whether a conjunction or a list is so near that the hyphen may be suspended: `pre-, mid- respectively post-war`. */
function isCoordinate(context: ProseContext, { last }: Compound): boolean {
  const { tokens } = context
  for (let i = last + 1; i <= last + 2; i++) {
    const text = textAt(tokens, i)
    if (HYPHEN.test(text) || text === '/' || context.is('conjunctions', foldedAt(tokens, i))) return true
  }
  return false
}

/** ` - ` is a dash, unless a first half and a second half of compounds meet there. */
function bothTier(context: ProseContext, hyphen: number, known: boolean): Tier | undefined {
  const { tokens } = context
  const right = textAt(tokens, hyphen + 1)
  if (!isSpacedWord(tokens, hyphen - 1) || !isLowerCase(right)) return undefined
  return isHead(context, hyphen - 1) && (isTail(context, hyphen + 1) || known) ? 'suggest' : undefined
}
