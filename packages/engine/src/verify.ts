import { applyEdits, type Document, type Edit, type Prose, type Reading, SegmentKind } from 'unmangle-core'
import type { Candidate } from './check.ts'

/** The edits of candidates that are made together, in order. */
export function editsOf(candidates: readonly Candidate[]): Edit[] {
  return candidates.flatMap((candidate) => candidate.finding.edits ?? [])
}

/**
 * Of disjoint candidates, those whose edits can be trusted: the text reads afterwards as each of them said, and all
 * other prose as before. What fails is halved until the culprits stand alone.
 */
export function trusted(
  document: Document,
  candidates: readonly Candidate[],
  read: (source: string) => Reading,
): readonly Candidate[] {
  if (candidates.length === 0) return candidates
  const after = read(applyEdits(document.source, editsOf(candidates)))
  if (isAsAnnounced(document, candidates, after)) return candidates
  if (candidates.length === 1) return []
  const middle = candidates.length >> 1
  const halves = [
    ...trusted(document, candidates.slice(0, middle), read),
    ...trusted(document, candidates.slice(middle), read),
  ]
  return halves.length < candidates.length ? trusted(document, halves, read) : []
}

function isAsAnnounced(document: Document, candidates: readonly Candidate[], after: Reading): boolean {
  const before = document.reading.prose
  const prose = candidates.filter((candidate) => candidate.draft)
  if (prose.length === candidates.length) return squeezed(predicted(before, candidates)) === squeezed(after.prose.text)
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
      const kept = after.outline.some(
        (node) =>
          node.kind === promise.kind &&
          node.start === start + promise.start &&
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
  for (let i = 0; i < segments.count; i++) {
    const from = segments.sourceStart[i]!
    const to = segments.sourceEnd[i]!
    if (to <= start || from >= end) continue
    const text = prose.text.slice(segments.proseStart[i], segments.proseEnd[i])
    parts.push(
      segments.kind[i] === SegmentKind.text
        ? text.slice(Math.max(0, start - from), Math.min(text.length, end - from))
        : text,
    )
  }
  return squeezed(parts.join(''))
}

function squeezed(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}
