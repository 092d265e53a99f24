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
/** The same where other sections stand between them. */
const LEAST_SHARE_APART = 0.85
/** The depth of the headings that a page tells its story by: deeper ones come again in each part of it. */
const SECTION = 2
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
      if (before === undefined || i - before > MOST_CHUNKS) continue
      const length = i - before
      const again = isSaidAgain(chunks, i, length) ? length : sectionAgain(chunks, i, before)
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

/** The chunks of a section whose heading one before it has, and whose words that one mostly has too; 0 where it is none. */
function sectionAgain(chunks: readonly Chunk[], at: number, earlier: number): number {
  const heading = chunks[at]
  if (!heading?.isHeading) return 0
  const before = sectionAt(chunks, earlier).slice(0, at - earlier - 1)
  const after = sectionAt(chunks, at)
  if ([...before, ...after].some(({ text }) => OPENS_MARKUP.test(text))) return 0
  const isNext = earlier + before.length + 1 === at
  if (isNext && shareOfWords(before, after) >= LEAST_SHARE) return after.length + 1
  if (!isNext && depthOf(heading) !== SECTION) return 0
  const told = toldAgain(wordsOf(before), after, isNext ? LEAST_SHARE : LEAST_SHARE_APART)
  return told === 0 ? 0 : told + 1
}

/** What stands under a heading, up to the next one of its depth or above. */
function sectionAt(chunks: readonly Chunk[], at: number): readonly Chunk[] {
  const depth = depthOf(chunks[at] ?? { text: '' })
  const rest = chunks.slice(at + 1, at + 1 + MOST_CHUNKS)
  const next = rest.findIndex(({ isHeading, text }) => isHeading && depthOf({ text }) <= depth)
  return next < 0 ? rest : rest.slice(0, next)
}

/** How many chunks from the first on have mostly words that were said before; 0 where they have few. */
function toldAgain(said: ReadonlySet<string>, chunks: readonly Chunk[], leastShare: number): number {
  const own = new Set<string>()
  let told = 0
  for (const chunk of chunks) {
    const words = wordsOf([chunk])
    const both = [...words].filter((word) => said.has(word))
    if (!chunk.isProse || both.length < leastShare * words.size) break
    for (const word of words) own.add(word)
    told++
  }
  return own.size < LEAST_WORDS ? 0 : told
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
