import type { Document, SourceDraft, SourceRule, Span } from 'unmangle-core'
import { codeSpans, documentLines, meets } from '../code-spans.ts'

/** What stands between blank lines; code is never parted. */
interface Chunk extends Span {
  readonly text: string
  /** Of headings and running text their letters and digits alone: what slipped in one of two copies is mostly a mark or a space. */
  readonly key: string
  readonly isHeading: boolean
  /** Running text that ends as sentences do: no list, table, markup, verse or line without a mark. */
  readonly isProse: boolean
}

/** The most chunks of a passage that is said twice. */
const MOST_CHUNKS = 60
/** Letters of sentences that a passage needs: less may be a label or a cry. */
const LEAST_LETTERS = 40
const LEAST_UNSPACED = 16
/** A line of verse or of a form is shorter. */
const LINE_OF_PROSE = 45
const OPENS_PROSE = /^(?:[*_[(“”„«"'‘「『¿¡—–]|\p{L}|\p{N}+[\p{L} ])/u
const CLOSES_SENTENCE = /[.!?…。！？؟۔।][*_`)\]"'’”»«“」』）]*$/u
/** Of the words of two sections with one heading: both then tell the same. */
const LEAST_SHARE = 0.7
/** Different words that such sections have at the least. */
const LEAST_WORDS = 12
/** Tabs and the like tell the same for one system after the other. */
const OPENS_MARKUP = /^\s*(?:<|:::|===)/
/** The space after the marks may be what is lost. */
const HEADING = /^#{1,6} +\S|^#{2,6}[\p{L}\p{N}]/u
const WORD = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]|[\p{L}\p{M}\p{N}]+/gu
const UNSPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u

export const rule: SourceRule = {
  kind: 'source',
  id: 'passage-twice',
  family: 'repetition',
  description: 'A paragraph or a section that comes a second time right after itself',
  check(document) {
    const chunks = chunksOf(document)
    const seen = new Map<string, number>()
    const out: SourceDraft[] = []
    for (let i = 0; i < chunks.length; i++) {
      const key = chunks[i]?.key ?? ''
      const before = seen.get(key)
      seen.set(key, i)
      const length = before === undefined ? 0 : i - before
      if (length === 0 || length > MOST_CHUNKS) continue
      const again = isSaidAgain(chunks, i, length) ? length : sectionAgain(chunks, i, length)
      if (again === 0) continue
      out.push(draftOf(chunks, i, length, again))
      for (let k = i; k < i + again; k++) seen.set(chunks[k]?.key ?? '', k)
      i += again - 1
    }
    return out
  },
}

/** Whether the chunks from one on are those before it, and such that nobody says them twice. */
function isSaidAgain(chunks: readonly Chunk[], at: number, length: number): boolean {
  let paragraphs = 0
  let letters = 0
  for (let k = 0; k < length; k++) {
    const chunk = chunks[at + k]
    if (chunk?.key !== chunks[at - length + k]?.key) return false
    if (chunk?.isProse) {
      paragraphs++
      const own = chunk.text.match(/\p{L}/gu)?.length ?? 0
      letters += UNSPACED.test(chunk.text) ? (own * LEAST_LETTERS) / LEAST_UNSPACED : own
    }
  }
  // Steps that come again, each with its code, are told twice on purpose.
  const isPassage = length === 1 || chunks[at]?.isHeading === true || paragraphs > 1
  return isPassage && letters >= LEAST_LETTERS
}

/** The chunks of a section whose heading is that of the one before it, and whose words mostly are; 0 where it is none. */
function sectionAgain(chunks: readonly Chunk[], at: number, length: number): number {
  const heading = chunks[at]
  if (!heading?.isHeading || length < 2) return 0
  const depth = depthOf(heading)
  const ends = ({ isHeading, text }: Chunk): boolean => isHeading && depthOf({ text }) <= depth
  const before = chunks.slice(at - length + 1, at)
  const rest = chunks.slice(at + 1, at + 1 + MOST_CHUNKS)
  const next = rest.findIndex(ends)
  const after = next < 0 ? rest : rest.slice(0, next)
  if (before.some(ends) || [...before, ...after].some(({ text }) => OPENS_MARKUP.test(text))) return 0
  return shareOfWords(before, after) >= LEAST_SHARE ? after.length + 1 : 0
}

function depthOf({ text }: Pick<Chunk, 'text'>): number {
  return text.search(/[^#]/)
}

/** How many of the words of two passages both have; 0 where there are few. */
function shareOfWords(one: readonly Chunk[], other: readonly Chunk[]): number {
  const [a, b] = [wordsOf(one), wordsOf(other)]
  if (Math.min(a.size, b.size) < LEAST_WORDS) return 0
  let both = 0
  for (const word of a) if (b.has(word)) both++
  return both / Math.max(a.size, b.size)
}

function wordsOf(chunks: readonly Chunk[]): ReadonlySet<string> {
  return new Set(chunks.flatMap(({ text }) => text.toLowerCase().match(WORD) ?? []))
}

function draftOf(chunks: readonly Chunk[], at: number, length: number, again: number): SourceDraft {
  const what = again === 1 ? 'paragraph' : chunks[at]?.isHeading ? 'section' : 'passage'
  let isCopy = again === length
  for (let k = 0; k < again; k++) isCopy &&= chunks[at + k]?.text === chunks[at - length + k]?.text
  return {
    start: chunks[at]?.start ?? 0,
    end: chunks[at + again - 1]?.end ?? 0,
    expected: isCopy ? [''] : [],
    tier: isCopy ? 'suggest' : 'report',
    message: `This ${what} has just been said, ${isCopy ? 'letter for letter' : 'almost word for word'}.`,
    why: 'A long page is translated in pieces that overlap, and what both have is kept twice.',
    announces: [],
  }
}

function chunksOf(document: Document): Chunk[] {
  const code = codeSpans(document)
  const out: Chunk[] = []
  let start = -1
  let end = 0
  const close = (): void => {
    if (start >= 0) out.push(chunkOf(document.source.slice(start, end), start))
    start = -1
  }
  for (const line of documentLines(document)) {
    const inCode = meets(code, line.start - 1, line.start + 1) && meets(code, line.start, line.end + 1)
    if (line.text.trim() === '' && !inCode) close()
    else {
      if (start < 0) start = line.start
      end = line.end
    }
  }
  close()
  return out
}

function chunkOf(text: string, start: number): Chunk {
  const whole = text.trimEnd()
  const heading = HEADING.test(whole) && !whole.includes('\n')
  const prose = !heading && isProse(whole.trim())
  const words = heading || prose ? whole.toLowerCase().replace(/[^\p{L}\p{M}\p{N}]+/gu, '') : ''
  const key = heading ? `${depthOf({ text: whole })} ${words}` : prose ? words : whole
  return { text: whole, key, start, end: start + whole.length, isHeading: heading, isProse: prose }
}

function isProse(text: string): boolean {
  if (!OPENS_PROSE.test(text) || !CLOSES_SENTENCE.test(text)) return false
  const lines = text.split('\n')
  if (lines.length > 1 && text.length / lines.length < LINE_OF_PROSE) return false
  return /\p{L}/u.test(text)
}
