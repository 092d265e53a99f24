import type { Document, SourceDraft, SourceRule, Span } from 'unmangle-core'
import { codeSpans, documentLines, meets } from '../code-spans.ts'
import { isHeading } from '../fences.ts'

/** What stands between blank lines; code is never parted. */
interface Chunk extends Span {
  readonly text: string
  readonly isHeading: boolean
  /** Letters of running text that ends as sentences do; 0: a list, a table, markup, verse or a line without a mark. */
  readonly letters: number
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
      const text = chunks[i]?.text ?? ''
      const before = seen.get(text)
      seen.set(text, i)
      const length = before === undefined ? 0 : i - before
      if (length === 0 || length > MOST_CHUNKS || !isSaidAgain(chunks, i, length)) continue
      out.push(draftOf(chunks, i, length))
      for (let k = i; k < i + length; k++) seen.set(chunks[k]?.text ?? '', k)
      i += length - 1
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
    if (chunk?.text !== chunks[at - length + k]?.text) return false
    if (chunk && chunk.letters > 0) {
      paragraphs++
      letters += UNSPACED.test(chunk.text) ? (chunk.letters * LEAST_LETTERS) / LEAST_UNSPACED : chunk.letters
    }
  }
  // Steps that come again, each with its code, are told twice on purpose.
  const isPassage = length === 1 || chunks[at]?.isHeading === true || paragraphs > 1
  return isPassage && letters >= LEAST_LETTERS
}

function draftOf(chunks: readonly Chunk[], at: number, length: number): SourceDraft {
  const what = length === 1 ? 'paragraph' : chunks[at]?.isHeading ? 'section' : 'passage'
  return {
    start: chunks[at]?.start ?? 0,
    end: chunks[at + length - 1]?.end ?? 0,
    expected: [''],
    tier: 'suggest',
    message: `This ${what} has just been said, letter for letter.`,
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
    if (start >= 0) out.push(chunkOf(document.source.slice(start, end), start, end))
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

function chunkOf(text: string, start: number, end: number): Chunk {
  const heading = isHeading(text) && !text.includes('\n')
  return { text: text.trimEnd(), start, end, isHeading: heading, letters: heading ? 0 : lettersOf(text.trim()) }
}

function lettersOf(text: string): number {
  if (!OPENS_PROSE.test(text) || !CLOSES_SENTENCE.test(text)) return 0
  const lines = text.split('\n')
  if (lines.length > 1 && text.length / lines.length < LINE_OF_PROSE) return 0
  return text.match(/\p{L}/gu)?.length ?? 0
}
