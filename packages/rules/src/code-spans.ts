import type { Document, OutlineKind, Span } from 'unmangle-core'

const NOT_PROSE: ReadonlySet<OutlineKind> = new Set([
  'code',
  'inlineCode',
  'html',
  'frontMatter',
  'expression',
  'math',
  'definition',
])

const knownCode = new WeakMap<Document, readonly Span[]>()

/** The parts of a source that are no prose, in order and disjoint; worked out once a document. */
export function codeSpans(document: Document): readonly Span[] {
  const known = knownCode.get(document) ?? gatherCode(document)
  knownCode.set(document, known)
  return known
}

function gatherCode(document: Document): Span[] {
  const out: { start: number; end: number }[] = []
  for (const { kind, start, end } of document.reading.outline) {
    if (!NOT_PROSE.has(kind)) continue
    const before = out.at(-1)
    if (before && start <= before.end) before.end = Math.max(before.end, end)
    else out.push({ start, end })
  }
  return out
}

/** Whether any of ordered, disjoint spans meets the range. */
export function meets(spans: readonly Span[], start: number, end: number): boolean {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (spans[middle]!.end <= start) low = middle + 1
    else high = middle
  }
  const span = spans[low]
  return span !== undefined && span.start < end
}

/** A line of the source without its end. */
export interface Line extends Span {
  readonly text: string
}

const knownLines = new WeakMap<Document, readonly Line[]>()

/** The lines of a document’s source, in order; worked out once a document. */
export function documentLines(document: Document): readonly Line[] {
  const known = knownLines.get(document) ?? linesOf(document.source)
  knownLines.set(document, known)
  return known
}

/** The lines of a text, in order. */
export function linesOf(source: string): Line[] {
  const out: Line[] = []
  let start = 0
  while (start <= source.length) {
    const stop = source.indexOf('\n', start)
    const next = stop < 0 ? source.length : stop
    const end = next > start && source[next - 1] === '\r' ? next - 1 : next
    out.push({ start, end, text: source.slice(start, end) })
    start = next + 1
  }
  return out
}
