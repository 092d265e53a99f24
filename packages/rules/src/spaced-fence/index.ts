import type { Document, SourceDraft, SourceRule } from 'unmangle-core'
import { codeSpans, documentLines, type Line, meets } from '../code-spans.ts'
import { closes, fenceOf, isSubheading } from '../fences.ts'

/** Three backticks, and a word as it names a language. */
const TORN = /^( {0,3})(` {1,2}` {1,2}`|` {1,2}``|`` {1,2}`) ?([A-Za-z][\w+#.-]*)?[ \t]*$/

export const rule: SourceRule = {
  kind: 'source',
  id: 'spaced-fence',
  family: 'markup',
  description: 'A code fence whose backticks are torn apart',
  check(document) {
    if (document.format === 'text') return []
    const lines = documentLines(document)
    const code = codeSpans(document).filter(({ start }) => isFenced(document, start))
    const out: SourceDraft[] = []
    let at = 0
    while (at < lines.length) {
      const opening = lines[at]
      if (!opening || !isTorn(opening) || meets(code, opening.start, opening.end)) {
        at++
        continue
      }
      const close = closingOf(lines, at)
      const draft = close === undefined ? undefined : pair(document, lines, at, close)
      if (draft) out.push(draft)
      at = draft && close !== undefined ? close + 1 : at + 1
    }
    return out
  },
}

function isFenced({ source }: Document, start: number): boolean {
  return source.startsWith('```', start) || source.startsWith('~~~', start)
}

function isTorn({ text }: Line): boolean {
  return text.includes('`') && TORN.test(text)
}

/** The language that a torn fence names; none where it is no torn fence. */
function infoOf({ text }: Line): string | undefined {
  const match = TORN.exec(text)
  return match ? (match[3] ?? '') : undefined
}

/** The torn or whole line that closes the code, if no other fence opens before it. */
function closingOf(lines: readonly Line[], opening: number): number | undefined {
  for (let i = opening + 1; i < lines.length; i++) {
    const line = lines[i]
    if (!line) return undefined
    const fence = fenceOf(line)
    if (fence) return closes(fence, { mark: '`', length: 3, info: '' }) ? i : undefined
    if (isSubheading(line.text) && lines[i - 1]?.text.trim() === '') return undefined
    const info = isTorn(line) ? infoOf(line) : undefined
    if (info !== undefined) return info === '' ? i : undefined
  }
  return undefined
}

/** The end of the line, or of the paragraph below it where a torn backtick pairs with one of its own. */
function entangled(lines: readonly Line[], close: number): number {
  let last = close
  while (lines[last + 1]?.text.trim()) last++
  const tied = lines.slice(close + 1, last + 1).some(({ text }) => text.includes('`'))
  return lines[tied ? last : close]?.end ?? 0
}

function pair(
  { source, reading }: Document,
  lines: readonly Line[],
  open: number,
  close: number,
): SourceDraft | undefined {
  const first = lines[open]
  const last = lines[close]
  if (!first || !last || close < open + 2) return undefined
  const torn = isTorn(last)
  const answer = [
    first.text.replace(TORN, '$1```$3'),
    source.slice(first.end, last.start),
    torn ? last.text.replace(TORN, '$1```') : last.text,
  ].join('')
  // A whole fence opens code as long as the torn one opens none: what that code took in is prose again.
  const taken = torn ? undefined : reading.outline.find(({ kind, start }) => kind === 'code' && start >= last.start)
  const end = taken && taken.start <= last.end ? taken.end : entangled(lines, close)
  const indent = first.text.length - first.text.trimStart().length
  return {
    start: first.start + indent,
    end,
    expected: [answer.slice(indent) + source.slice(last.end, end)],
    tier: infoOf(first) !== '' ? 'safe' : 'suggest',
    message: 'Spaces between the backticks keep the code from being code.',
    why: 'Machines take the backticks of a fence for quotation marks and put spaces between them.',
    announces: [{ kind: 'code', start: 0, end: answer.trimEnd().length - indent }],
  }
}
