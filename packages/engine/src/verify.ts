import {
  applyEdits,
  type Document,
  type Edit,
  type OutlineNode,
  type Prose,
  type Reading,
  SegmentKind,
} from 'unmangle-core'
import type { Candidate } from './check.ts'

/** The edits of candidates that are made together, in order. */
export function editsOf(candidates: readonly Candidate[]): Edit[] {
  return candidates.flatMap((candidate) => candidate.finding.edits ?? [])
}

/** Characters that culprits may be looked for in beyond a fixed number of readings: small documents have all the looks they need. */
const MOST_CHARACTERS = 5_000_000
const MOST_READINGS = 64

/**
 * Of disjoint candidates, those whose edits can be trusted: the text reads afterwards as each of them said, and all
 * other prose as before. What fails is halved until the culprits stand alone, or the readings that a document may cost
 * are used up: what is not yet known then is not trusted.
 */
export function trusted(
  document: Document,
  candidates: readonly Candidate[],
  read: (source: string) => Reading,
): readonly Candidate[] {
  let readings = MOST_READINGS + Math.floor(MOST_CHARACTERS / (document.source.length + 1))
  const sift = (group: readonly Candidate[]): readonly Candidate[] => {
    if (group.length === 0 || readings === 0) return []
    readings--
    const after = read(applyEdits(document.source, editsOf(group)))
    if (isAsAnnounced(document, group, after)) return group
    if (group.length === 1) return []
    const middle = group.length >> 1
    const halves = [...sift(group.slice(0, middle)), ...sift(group.slice(middle))]
    return halves.length < group.length ? sift(halves) : []
  }
  return sift(candidates)
}

function isAsAnnounced(document: Document, candidates: readonly Candidate[], after: Reading): boolean {
  const before = document.reading.prose
  const prose = candidates.filter((candidate) => candidate.draft)
  if (prose.length === candidates.length) return squeezed(predicted(before, candidates)) === squeezed(after.prose.text)
  const nodes = byStart(after.outline)
  let grown = 0
  let from = 0
  let fromAfter = 0
  for (const { finding, announces, draft } of candidates) {
    const made = finding.edits ?? []
    const growth = made.reduce((sum, edit) => sum + edit.text.length - (edit.end - edit.start), 0)
    const start = finding.start + grown
    const end = finding.end + grown + growth
    if (proseBetween(before, from, finding.start) !== proseBetween(after.prose, fromAfter, start)) return false
    for (const promise of announces ?? []) {
      const kept = nodes
        .get(start + promise.start)
        ?.some(
          (node) =>
            node.kind === promise.kind &&
            node.end === start + promise.end &&
            (promise.url === undefined || node.url === promise.url) &&
            (promise.depth === undefined || node.depth === promise.depth),
        )
      if (!kept) return false
    }
    if (draft && proseBetween(after.prose, start, end) !== squeezed(draft.expected[0] ?? '')) return false
    grown += growth
    from = finding.end
    fromAfter = end
  }
  return (
    proseBetween(before, from, document.source.length) ===
    proseBetween(after.prose, fromAfter, after.prose.source.length)
  )
}

function byStart(outline: readonly OutlineNode[]): ReadonlyMap<number, readonly OutlineNode[]> {
  const nodes = new Map<number, OutlineNode[]>()
  for (const node of outline) {
    const known = nodes.get(node.start)
    if (known) known.push(node)
    else nodes.set(node.start, [node])
  }
  return nodes
}

/** The prose as prose drafts leave it. */
function predicted(prose: Prose, candidates: readonly Candidate[]): string {
  const edits = candidates.flatMap(({ draft }) =>
    draft ? [{ start: draft.start, end: draft.end, text: draft.expected[0] ?? '' }] : [],
  )
  return applyEdits(prose.text, edits)
}

/** The prose that comes from a range of the source, white space folded. */
function proseBetween(prose: Prose, start: number, end: number): string {
  const { segments } = prose
  const parts: string[] = []
  for (let i = firstEndingAfter(segments.sourceEnd, start); i < segments.count; i++) {
    const from = segments.sourceStart[i]!
    const to = segments.sourceEnd[i]!
    if (from >= end) break
    if (to <= start) continue
    const text = prose.text.slice(segments.proseStart[i], segments.proseEnd[i])
    parts.push(
      segments.kind[i] === SegmentKind.text
        ? text.slice(Math.max(0, start - from), Math.min(text.length, end - from))
        : text,
    )
  }
  return squeezed(parts.join(''))
}

function firstEndingAfter(ends: Int32Array, offset: number): number {
  let low = 0
  let high = ends.length
  while (low < high) {
    const middle = (low + high) >> 1
    if (ends[middle]! <= offset) low = middle + 1
    else high = middle
  }
  return low
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
