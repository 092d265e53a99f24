import { type Draft, type ProseBlock, type ProseContext, type ProseRule, sourceEnd } from 'unmangle-core'
import { foldedAt, textAt, touches } from '../reading.ts'

/** Words of a paragraph that has to end in a mark; characters where no spaces part the words. */
const LEAST_WORDS = 8
const LEAST_UNSPACED = 16
/** Other paragraphs that have to show how this document ends its own. */
const LEAST_OTHERS = 3
const CLOSING = /[.!?…:;。！？：；؟۔।)\]"'’”»«“」』）*`>\uFFFC]$/u
const INNER_END = /^[.!?。！？؟۔।]$/
/** Tokens of a sentence that another one stands before, and of one that stands alone: a signature is shorter. */
const LEAST_LEFT = 3
const LONG_SENTENCE = 20
const BEFORE_HEADING = /^[ \t\r]*\n\s*\n#{1,6} /
const LOOK_AHEAD = 500

export const rule: ProseRule = {
  kind: 'prose',
  id: 'cut-off',
  family: 'residue',
  description: 'A paragraph that stops in the middle of a sentence',
  check(context) {
    const paragraphs = context.blocks.filter((block) => block.kind === 'paragraph' && isLong(context, block))
    const open = paragraphs.filter((block) => !CLOSING.test(textOf(context, block)))
    // Where it is not the one that is open, this is how the document is written.
    const [block, another] = open
    if (!block || another) return []
    const others = paragraphs.length - 1
    return others < LEAST_OTHERS ? [] : draftFor(context, block)
  },
}

function isLong({ facts }: ProseContext, { first, last }: ProseBlock): boolean {
  return last - first >= (facts.spaced ? LEAST_WORDS : LEAST_UNSPACED)
}

function textOf({ prose }: ProseContext, { start, end }: ProseBlock): string {
  return prose.text.slice(Math.max(start, end - 2), end).trimEnd()
}

function draftFor(context: ProseContext, block: ProseBlock): Draft[] {
  const { prose, tokens } = context
  const from = sourceEnd(prose, block.end)
  const rest = prose.source.slice(from, from + LOOK_AHEAD)
  const isEnd = rest.trim() === ''
  // What follows at once (the end of a link, code, a list, a quotation) may end the sentence or belong to it.
  if (!isEnd && !BEFORE_HEADING.test(rest)) return []
  let first = block.last
  while (first > block.first && !INNER_END.test(textAt(tokens, first - 1))) first--
  const length = block.last - first
  const hasInner =
    first > block.first && length >= LEAST_LEFT && (textAt(tokens, first - 1) !== '.' || !touches(tokens, first - 1))
  const dangles = isLinking(context, foldedAt(tokens, block.last - 1))
  if (!dangles && !(isEnd && (hasInner || length >= LONG_SENTENCE))) return []
  return [
    {
      start: tokens.start[first] ?? block.start,
      end: block.end,
      expected: [],
      tier: 'report',
      message: 'The text stops in the middle of a sentence.',
      why: 'A model stops where its answer may be no longer; the other paragraphs here end their sentences.',
    },
  ]
}

/** A word that always has another after it. */
function isLinking(context: ProseContext, folded: string): boolean {
  return context.is('articles', folded) || context.is('conjunctions', folded)
}
