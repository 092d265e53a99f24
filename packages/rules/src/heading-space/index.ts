import type { SourceDraft, SourceRule } from 'unmangle-core'
import { codeSpans, documentLines, type Line, meets } from '../code-spans.ts'

const STARTS = /^ {0,3}#/
const TIGHT = /^( {0,3})(#{1,6})([^#\s].*)$/
const CLOSING = /[^#\s](#{1,6})$/
const LETTER = /^[\p{L}*_`[“«"']/u

export const rule: SourceRule = {
  kind: 'source',
  id: 'heading-space',
  family: 'markup',
  description: 'A heading without the space after its marks',
  check(document) {
    if (document.format === 'text') return []
    const { source, reading } = document
    const code = codeSpans(document)
    const headings = reading.outline.some(({ kind, start }) => kind === 'heading' && source[start] === '#')
    const lines = documentLines(document)
    const out: SourceDraft[] = []
    lines.forEach((line, i) => {
      if (!STARTS.test(line.text)) return
      if (meets(code, line.start, line.end)) return
      const alone = isBlank(lines[i - 1]) && isBlank(lines[i + 1])
      const draft = headingAt(line, headings, alone)
      if (draft) out.push(draft)
    })
    return out
  },
}

function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text.trim() === ''
}

function headingAt(line: Line, headings: boolean, alone: boolean): SourceDraft | undefined {
  const [, indent = '', marks = '', rest = ''] = TIGHT.exec(line.text) ?? []
  const title = rest.trimEnd()
  if (marks === '' || !LETTER.test(title)) return undefined
  const single = marks.length === 1
  if (single && (!alone || !headings || isTag(title))) return undefined
  const closing = CLOSING.exec(title)?.[1]
  const body = closing === marks ? `${title.slice(0, -marks.length)} ${marks}` : title
  const answer = `${marks} ${body}`
  return {
    start: line.start + indent.length,
    end: line.start + indent.length + marks.length + title.length,
    expected: [answer],
    tier: headings && alone && !single ? 'safe' : 'suggest',
    message: 'The heading lacks the space after its marks.',
    why: 'Machines drop the space after the marks of a heading, and the line becomes a paragraph.',
    announces: [{ kind: 'heading', start: 0, end: answer.length, depth: marks.length }],
  }
}

/** A single mark before one word in small letters, or before more of them, is a tag. */
function isTag(title: string): boolean {
  return /^\p{Ll}/u.test(title) || /^[0-9a-f]{3,8}$/i.test(title) || / #/.test(title)
}
