import { type Draft, OPAQUE, type ProseBlock, type ProseContext, type ProseRule } from 'unmangle-core'
import { foldedAt, isCapitalised, isQuote, isSpacedWord, textAt } from '../reading.ts'

/** Words below which a block may be a name, a title or a label. */
const LEAST_WORDS = 7
/** Characters below which it may be, in a script without spaces. */
const LEAST_CHARACTERS = 12
/** Function words of a sentence; a list of names has fewer. */
const LEAST_FUNCTION_WORDS = 2
/** A larger share of words with capitals, the first aside, is a title or a list of names. */
const MOST_CAPITALISED = 0.4
const BOOKISH =
  /\b(?:doi|ISBN|ISSN|arXiv|et al|pp?\.|vol\.|no\.|ed\.|eds\.)|\((?:1[5-9]|20)\d\d[a-z]?\)|(?:1[5-9]|20)\d\d[.,;:]? *$/iu
const CODE = /[{};=<>$\\|]|\/\/|--\w|\w\(\)/g
const MOST_CODE = 2
const OPENS_SAMPLE = /[:：]\s*$/u

export const rule: ProseRule = {
  kind: 'prose',
  id: 'untranslated-block',
  family: 'residue',
  description: 'A paragraph left in another language',
  table: 'licence',
  check(context) {
    const { document, facts, blocks, prose } = context
    if (!document.langGiven || baseOf(document.lang) === facts.tag) return []
    const legal = new Set(context.matches('licence').map(({ start }) => blockOf(blocks, start)))
    const left = blocks.filter((block) => !legal.has(block) && isLeft(context, block))
    const [first] = left
    if (!first) return []
    // A page that is for the most part in that language was not translated at all: said once.
    const whole = lengthOf(left) * 2 > lengthOf(prose.blocks)
    return whole ? [draftOf(context, first, true)] : left.map((block) => draftOf(context, block, false))
  },
}

function draftOf({ facts, prose }: ProseContext, { start, end }: ProseBlock, whole: boolean): Draft {
  const text = prose.text.slice(start, end)
  return {
    start: start + (text.length - text.trimStart().length),
    end: end - (text.length - text.trimEnd().length),
    expected: [],
    tier: 'report',
    message: whole ? `The page is in ${facts.name}, from here on.` : `This is still in ${facts.name}.`,
    why: 'Machines pass over what they take for code, and over what was added after the translation; nobody translated it.',
  }
}

function blockOf(blocks: readonly ProseBlock[], offset: number): ProseBlock | undefined {
  return blocks.find(({ start, end }) => start <= offset && offset < end)
}

function lengthOf(blocks: readonly { readonly start: number; readonly end: number }[]): number {
  return blocks.reduce((sum, { start, end }) => sum + end - start, 0)
}

/** Whether a block is a sentence of the text itself: no quotation, title, list of names, reference, licence or code. */
function isLeft(context: ProseContext, block: ProseBlock): boolean {
  const { prose, tokens, facts } = context
  if (block.kind === 'quote' || block.kind === 'html' || block.kind === 'caption') return false
  const text = prose.text.slice(block.start, block.end)
  if (BOOKISH.test(text) || (text.match(CODE)?.length ?? 0) >= MOST_CODE) return false
  if (isQuote(textAt(tokens, block.first)) || isQuoted(context, block) || followsColon(context, block)) return false
  if (!facts.spaced) return text.replaceAll(OPAQUE, '').length >= LEAST_CHARACTERS
  let words = 0
  let common = 0
  let capitals = 0
  for (let i = block.first; i < block.last; i++) {
    if (!isSpacedWord(tokens, i)) continue
    words++
    if (context.is('functionWords', foldedAt(tokens, i))) common++
    if (words > 1 && isCapitalised(textAt(tokens, i))) capitals++
  }
  return words >= LEAST_WORDS && common >= LEAST_FUNCTION_WORDS && capitals <= words * MOST_CAPITALISED
}

/** Whether most of a block stands between quotation marks. */
function isQuoted({ tokens }: ProseContext, { first, last }: ProseBlock): boolean {
  let from = -1
  let longest = 0
  for (let i = first; i < last; i++) {
    const text = textAt(tokens, i)
    if (!isQuote(text) || text === '’' || text === "'") continue
    if (from >= 0) longest = Math.max(longest, i - from)
    from = i
  }
  return longest * 2 > last - first
}

/** A paragraph after a colon is what the one before speaks of: a message, an example, a letter. */
function followsColon({ prose }: ProseContext, block: ProseBlock): boolean {
  if (block.kind !== 'paragraph') return false
  return OPENS_SAMPLE.test(prose.text.slice(Math.max(0, block.start - 12), block.start))
}

function baseOf(tag: string): string {
  return tag.split('-', 1)[0] ?? tag
}
