import type { Announcement, Document, SourceDraft, SourceRule } from 'unmangle-core'
import { documentLines, type Line } from '../code-spans.ts'
import { closes, fencedLines, fenceOf, isHeading, markdownSigns } from '../fences.ts'

const MARKDOWN = /^(?:markdown|md|mdx)$/i
/** What no sample of a script, a log or a configuration has by chance; a comment looks like a heading. */
const TELLING = ['subheading', 'link', 'bold', 'table', 'fence']
const FEWEST = 2

export const rule: SourceRule = {
  kind: 'source',
  id: 'page-fence',
  family: 'wrapper',
  description: 'A code fence around the whole page',
  check(document) {
    if (document.format === 'text') return []
    const draft = draftFor(document)
    return draft ? [draft] : []
  },
}

function draftFor(document: Document): SourceDraft | undefined {
  const { source } = document
  const start = pageStart(document)
  const lines = documentLines(document)
  const first = lines.findIndex((line) => line.start >= start && line.text.trim() !== '' && line.text !== '\uFEFF')
  const last = lines.findLastIndex(({ text }) => text.trim() !== '')
  const opening = fenceOf(unmarked(lines[first]))
  const closing = fenceOf(lines[last])
  if (!opening || last <= first + 1) return undefined
  const named = MARKDOWN.test(opening.info)
  if (!named && opening.info !== '') return undefined
  const isClosed = closing !== undefined && closes(closing, opening)
  const inside = trimmedLines(lines.slice(first + 1, isClosed ? last : undefined))
  if (!isClosed && !(named && staysOpen(inside))) return undefined
  // A page of two samples begins and ends with a fence too: then the inner fences do not pair.
  if (!fencedLines(inside).closed || (!named && opensWithFence(inside))) return undefined
  const signs = markdownSigns(inside)
  const telling = TELLING.filter((sign) => signs.has(sign)).length
  if (named ? signs.size === 0 : telling < FEWEST || !signs.has('sentence')) return undefined
  const from = unmarked(lines[first])?.start ?? 0
  const content = source.slice(inside[0]?.start ?? 0, inside.at(-1)?.end)
  return {
    start: from,
    end: lines[last]?.end ?? from,
    expected: [content],
    tier: 'safe',
    message: 'The whole page stands in a code fence.',
    why: 'Language models wrap a page of Markdown in a fence when they hand it over; inside of it there are headings, links and sentences, not code.',
    announces: firstHeading(inside),
  }
}

/** Whether what a named fence opens goes on to the end: each fence inside opens code of a language, or closes it. */
function staysOpen(lines: readonly Line[]): boolean {
  const { inCode, closed } = fencedLines(lines)
  const bare = lines.some((line, i) => !inCode[i - 1] && fenceOf(line)?.info === '')
  return closed && !bare
}

/** Where the page begins after its front matter. */
function pageStart({ reading }: Document): number {
  const front = reading.outline[0]
  return front?.kind === 'frontMatter' ? front.end : 0
}

/** The line without a byte-order mark. */
function unmarked(line: Line | undefined): Line | undefined {
  return line?.text.startsWith('\uFEFF') ? { ...line, start: line.start + 1, text: line.text.slice(1) } : line
}

/** Without blank lines at both ends. */
function trimmedLines(lines: readonly Line[]): readonly Line[] {
  const full = ({ text }: Line) => text.trim() !== ''
  return lines.slice(lines.findIndex(full), lines.findLastIndex(full) + 1)
}

/** A fence inside at the very start would be the end of a first sample. */
function opensWithFence(lines: readonly Line[]): boolean {
  return fenceOf(lines[0]) !== undefined
}

/** A heading at the top must be one afterwards. */
function firstHeading(lines: readonly Line[]): readonly Announcement[] {
  const line = lines[0]
  if (!line || !isHeading(line.text)) return []
  const depth = line.text.indexOf(' ')
  return [{ kind: 'heading', start: 0, end: line.text.trimEnd().length, depth }]
}
