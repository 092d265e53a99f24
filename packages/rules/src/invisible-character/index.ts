import {
  type Draft,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  type Span,
  sourceStart,
  type Tier,
} from 'unmangle-core'
import { characterAt, characterBefore } from '../spans.ts'

/** Places where a line may break or may not, joiners, and marks of direction; the soft hyphen is how people write. */
const INVISIBLE = /[\u200B-\u200F\u2060\uFEFF\u202A-\u202E\u2066-\u2069]/g
const JOINER = /[\u200C\u200D]/
const EMBEDDING = /[\u202A-\u202E\u2066-\u2069]/
/** Scripts that need none of them: others break lines, join letters or turn the direction by them. */
const PLAIN = /^[\p{Script=Latin}\p{Script=Cyrillic}\p{Script=Greek}]$/u
const SMALL = /^\p{Ll}$/u
const RIGHT_TO_LEFT =
  /[\p{Script=Arabic}\p{Script=Hebrew}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}\p{Script=Adlam}]/u
/** In an address or a name of code they are put on purpose, so that it breaks well or is no link. */
const IS_CODE = /[@/_=\\#<>]|[.:]\p{L}/u
const LONGEST = 100

export const rule: ProseRule = {
  kind: 'prose',
  id: 'invisible-character',
  family: 'encoding',
  description: 'A character that nobody sees inside a word',
  check(context) {
    const { text } = context.prose
    const places = Array.from(text.matchAll(INVISIBLE), ({ index }) => index)
    if (places.length === 0) return []
    let next = 0
    return context.blocks.flatMap((block) => {
      while ((places[next] ?? block.end) < block.start) next++
      const first = next
      while ((places[next] ?? block.end) < block.end) next++
      return first === next ? [] : checkBlock(context, block, places.slice(first, next))
    })
  },
}

function checkBlock(context: ProseContext, block: ProseBlock, places: readonly number[]): Draft[] {
  const { text } = context.prose
  const turns = RIGHT_TO_LEFT.test(text.slice(block.start, block.end))
  const out: Draft[] = []
  for (let i = 0; i < places.length; ) {
    const stretch = runAt(text, places[i] ?? 0, block)
    const here: number[] = []
    for (; (places[i] ?? block.end) < stretch.end; i++) here.push(places[i] ?? 0)
    const { start, end } = withoutMarks(text, stretch)
    const run = text.slice(start, end)
    if (turns || run.length > LONGEST || IS_CODE.test(run)) continue
    const tiers = here.map((at) => tierOf(context, block, at))
    const answer = withoutPlaces(
      run,
      here.filter((_, k) => tiers[k] !== undefined).map((at) => at - start),
    )
    if (answer === run || !/\p{L}/u.test(answer)) continue
    out.push({
      start,
      end,
      expected: [answer],
      tier: tiers.every((tier) => tier === 'safe') ? 'safe' : 'suggest',
      message: `“${answer}” has a character in it that nobody sees.`,
      why: 'Marks that guide line breaks, joins or direction in another script or in a web page come along with the text; searches and spell checkers then miss the word.',
    })
  }
  return out
}

function withoutPlaces(run: string, places: readonly number[]): string {
  let out = ''
  let from = 0
  for (const at of places) {
    out += run.slice(from, at)
    from = at + 1
  }
  return out + run.slice(from)
}

function tierOf({ prose }: ProseContext, block: ProseBlock, at: number): Tier | undefined {
  const { text, source } = prose
  const character = text.charAt(at)
  const place = sourceStart(prose, at)
  // An entity was written on purpose, and beside marks of emphasis it is what makes them work.
  if (source.charAt(place) !== character || /[*_~`[\]]/.test(source.charAt(place - 1) + source.charAt(place + 1)))
    return undefined
  const before = at > block.start ? characterBefore(text, at) : ''
  const after = at + 1 < block.end ? characterAt(text, at + 1) : ''
  if (PLAIN.test(before) && PLAIN.test(after)) {
    if (!SMALL.test(after)) return undefined
    return JOINER.test(character) || EMBEDDING.test(character) ? 'suggest' : 'safe'
  }
  if (JOINER.test(character)) return undefined
  const atEdge = (PLAIN.test(before) && /^[\s,;!?…]?$/u.test(after)) || (PLAIN.test(after) && /^\s?$/u.test(before))
  return atEdge ? 'suggest' : undefined
}

/** What stands around a place between white space. */
function runAt(text: string, at: number, block: Span): Span {
  let start = at
  while (start > block.start && at - start <= LONGEST && /\S/.test(text.charAt(start - 1))) start--
  let end = at + 1
  while (end < block.end && end - at <= LONGEST && /\S/.test(text.charAt(end))) end++
  return { start, end }
}

/** The same without the marks of the sentence around it. */
function withoutMarks(text: string, span: Span): Span {
  let { start, end } = span
  while (start < end && /\p{P}/u.test(text.charAt(start))) start++
  while (end > start && /\p{P}/u.test(text.charAt(end - 1))) end--
  return { start, end }
}
