import {
  type Cue,
  type Draft,
  type Gloss,
  type Glosses,
  type GlossMatch,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  TokenKind,
} from 'unmangle-core'
import {
  fills,
  glossesOf,
  isInLanguage,
  isNamed,
  isOwnLanguage,
  isSaid,
  isWhole,
  markupAt,
  renderingsOf,
} from '../left-words.ts'
import {
  foldedAt,
  gapAfter,
  isCapitalised,
  isCapitalisedAt,
  isLowerCase,
  isSpacedWord,
  startsSentence,
  textAt,
  touches,
} from '../reading.ts'

/** Shorter words are words, names and codes of too many languages. */
const SHORTEST = 4
/** More mentions make the word what the document speaks of. */
const MOST_MENTIONS = 2
const LATIN = /\p{Script=Latin}/u
const ASCII = /^[\0-\x7f]*$/
const CLOSES = /^[.,;:!?…)\]»”"|–—]$/
const EXPLAINS = /^[([（=]$/

const beginsGloss: Cue = ({ text, kind, facts, glosses, is }) =>
  glosses !== undefined &&
  kind === TokenKind.word &&
  facts.sharedWords.length > 0 &&
  !(ASCII.test(text) && is('functionWords')) &&
  glosses.begins(text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'source-word-left',
  family: 'residue',
  description: 'A word that was left in another language',
  check(context) {
    const { glosses, tokens } = context
    if (!glosses || !isOwnLanguage(context)) return []
    let end = 0
    return context.sites(beginsGloss).flatMap(({ block, at }) => {
      const match = at < end || !isSpacedWord(tokens, at) ? undefined : glosses.longest(tokens, at, block.last)
      const draft = match && draftOf(context, glosses, block, match)
      if (draft) end = match.last + 1
      return draft ?? []
    })
  },
}

function draftOf(context: ProseContext, all: Glosses, block: ProseBlock, match: GlossMatch): Draft | undefined {
  const { tokens } = context
  const { first, last } = match
  const start = tokens.start[first] ?? 0
  const end = tokens.end[last] ?? 0
  const text = tokens.text.slice(start, end)
  const glosses = glossesOf(context, match)
  if (glosses.length === 0 || isShared(context, first, last, text) || !isBare(context, block, first, last))
    return undefined
  // In a text without the Latin alphabet foreign words are names and code.
  if (LATIN.test(text) !== (context.facts.script === 'Latn')) return undefined
  if (!isLabel(context, block, first, last) && !isInSentence(context, all, block, match, glosses)) return undefined
  const capital =
    isCapitalisedAt(tokens, first) && !(isNounWithCapital(glosses) && !startsSentence(tokens, block, first))
  const expected = renderingsOf(context, glosses, { capital, counted: isCounted(context, first) })
  // A place whose name the packs do not have may be called so here too.
  if (expected.length === 0 && isPlace(glosses)) return undefined
  return {
    start,
    end,
    expected,
    tier: expected.length > 0 ? 'suggest' : 'report',
    message: 'A word was left in another language.',
    why: `Machines copy words that they do not know; “${text}” is ${[...new Set(glosses.map(({ tag, concept }) => `${tag} for “${concept}”`))].join(', ')}.`,
  }
}

/** Whether it is the name of a place, or of a month or a feast, which English writes with a capital. */
function isPlace(glosses: readonly Gloss[]): boolean {
  return glosses.every(({ concept }) => isCapitalised(concept))
}

/** Whether a language that has the word writes it with a capital: in a sentence it is no name for that. */
function isNounWithCapital(glosses: readonly Gloss[]): boolean {
  return glosses.some(({ word }) => !isLowerCase(word))
}

/** Whether it is a word or a name here too, or may be one. */
function isShared(context: ProseContext, first: number, last: number, text: string): boolean {
  if (first < last) return false
  const folded = foldedAt(context.tokens, first)
  if (text.length < SHORTEST && ASCII.test(text)) return true
  return context.is('sharedWords', folded) || context.is('functionWords', folded) || context.is('commonWords', folded)
}

/** Whether it stands by itself: not quoted, in italics, in a longer link, explained, or a part of a word or an address. */
function isBare(context: ProseContext, block: ProseBlock, first: number, last: number): boolean {
  const { tokens } = context
  if (!isSaid(context, block, first) || EXPLAINS.test(textAt(tokens, last + 1))) return false
  if (touches(tokens, first - 1) && first > block.first) return false
  if (touches(tokens, last) && last + 1 < block.last) {
    if (!CLOSES.test(textAt(tokens, last + 1))) return false
    if (touches(tokens, last + 1) && isSpacedWord(tokens, last + 2)) return false
  }
  for (let i = first; i < last; i++) if (gapAfter(tokens, i) !== ' ' && gapAfter(tokens, i) !== '') return false
  const offset = tokens.start[first] ?? 0
  if (markupAt(context, 'emphasis', offset)) return false
  const link = markupAt(context, 'link', offset)
  return !link || fills(context, block, link, first, last)
}

/** Whether it is a label: a heading, a cell or a list item of its own, or all of a bold text or a link. */
function isLabel(context: ProseContext, block: ProseBlock, first: number, last: number): boolean {
  const offset = context.tokens.start[first] ?? 0
  if (block.kind !== 'paragraph' && block.kind !== 'quote' && isWhole(context, block, first, last)) return true
  const marked = markupAt(context, 'strong', offset) ?? markupAt(context, 'link', offset)
  return marked !== undefined && fills(context, block, marked, first, last)
}

function isInSentence(
  context: ProseContext,
  all: Glosses,
  block: ProseBlock,
  { first, last }: GlossMatch,
  glosses: readonly Gloss[],
): boolean {
  const { tokens } = context
  if (!isInLanguage(context, block) || context.evidence.count(textAt(tokens, first)) > MOST_MENTIONS) return false
  const capital = isCapitalisedAt(tokens, first)
  if (capital && (!isNounWithCapital(glosses) || startsSentence(tokens, block, first))) return false
  const place = isPlace(glosses)
  if (place && capital && !context.is('prepositions', foldedAt(tokens, first - 1))) return false
  // Many names are nouns of such a language: only a noun has an article or a number.
  if (capital && !place && !context.is('articles', foldedAt(tokens, first - 1)) && !isCounted(context, first))
    return false
  if (isTheirs(context, all, glosses, block, first - 1) || isTheirs(context, all, glosses, block, last + 1))
    return false
  return !isNamed(startsSentence(tokens, block, first - 1) ? '' : textAt(tokens, first - 1), textAt(tokens, last + 1))
}

/** Whether a number other than one stands before a place. */
function isCounted({ tokens }: ProseContext, first: number): boolean {
  return first > 0 && tokens.kind[first - 1] === TokenKind.number && textAt(tokens, first - 1) !== '1'
}

/** Whether a word beside the place is of the same language: both are a name, a title or a quotation. */
function isTheirs(
  context: ProseContext,
  all: Glosses,
  glosses: readonly Gloss[],
  block: ProseBlock,
  at: number,
): boolean {
  const { tokens } = context
  if (at < block.first || at >= block.last || tokens.kind[at] !== TokenKind.word) return false
  const folded = foldedAt(tokens, at)
  if (context.is('functionWords', folded)) return false
  const word = textAt(tokens, at).toLowerCase()
  if (glosses.some(({ tag }) => all.isFunctionWord(tag, word))) return true
  const other = context.is('sharedWords', folded) ? undefined : all.longest(tokens, at, at + 1)
  return other !== undefined && glossesOf(context, other).length > 0
}
