import { applyEdits, type Edit, type Finding } from 'unmangle-core'

/**
 * The places that a finding over many lines changes, each as a finding of its own in whole lines: what stands between
 * them is as it was, and others may have something to say about it.
 */
export function partsOf(source: string, finding: Finding): readonly Finding[] {
  const { edits, expected, text } = finding
  if (!edits || edits.length === 0 || expected.length !== 1 || !text.includes('\n')) return [finding]
  const groups: { start: number; end: number; edits: Edit[] }[] = []
  for (const edit of edits) {
    const before = groups.at(-1)
    if (before && edit.start < before.end && edit.end <= before.end) {
      before.edits.push(edit)
      continue
    }
    const { start, end } = linesOf(source, edit, finding)
    if (before && start <= before.end) {
      before.end = Math.max(before.end, end)
      before.edits.push(edit)
    } else groups.push({ start, end, edits: [edit] })
  }
  return groups.map((group) => {
    const part = source.slice(group.start, group.end)
    const inside = group.edits.map((edit) => ({
      start: edit.start - group.start,
      end: edit.end - group.start,
      text: edit.text,
    }))
    return { ...finding, ...group, text: part, expected: [applyEdits(part, inside)] }
  })
}

/** The lines that an edit touches, within the finding; lines that go as a whole take no neighbour with them. */
function linesOf(source: string, edit: Edit, finding: Finding): { start: number; end: number } {
  const isLineStart = (at: number) => at === 0 || /[\n\uFEFF]/.test(source.charAt(at - 1))
  if (edit.text === '' && edit.end > edit.start) {
    const opens = isLineStart(edit.start) && isLineStart(edit.end)
    const closes = /^\r?\n/.test(source.slice(edit.start, edit.start + 2)) && isLineEnd(source, edit.end)
    if (opens || closes) return { start: edit.start, end: edit.end }
  }
  let start = edit.start
  while (start > finding.start && source[start - 1] !== '\n') start--
  let end = edit.end
  while (end < finding.end && !isLineEnd(source, end)) end++
  // Where something is put in at an empty line, the line before shows the place.
  while (start === end && start > finding.start)
    start = Math.max(finding.start, source.lastIndexOf('\n', start - 2) + 1)
  return { start, end: Math.max(end, start) }
}

function isLineEnd(source: string, at: number): boolean {
  return at >= source.length || source[at] === '\n' || (source[at] === '\r' && source[at + 1] === '\n')
}
