import type { Document, SourceDraft, SourceRule } from 'unmangle-core'
import { codeSpans, documentLines, type Line, meets } from '../code-spans.ts'

const RUN = /\*+/g
const LONGEST = 200
const WORD = /\p{L}{2}/u
const BEFORE = /[\s([{"'“«„¿¡|>—–-]|^$/u
const AFTER = /[\s.,;:!?…)\]}"'”»“|—–-]|^$/u

export const rule: SourceRule = {
  kind: 'source',
  id: 'emphasis-space',
  family: 'markup',
  description: 'Bold text with spaces inside its marks',
  check(document) {
    if (document.format === 'text' || !document.source.includes('**')) return []
    const code = codeSpans(document)
    const strong = strongStarts(document)
    const out: SourceDraft[] = []
    for (const line of documentLines(document)) {
      if (!line.text.includes('**')) continue
      for (const draft of pairsIn(line, (at) => meets(code, at, at + 2)))
        if (!strong.has(draft.start) && !meets(code, draft.start, draft.end)) out.push(draft)
    }
    return out
  },
}

function strongStarts({ reading }: Document): ReadonlySet<number> {
  return new Set(reading.outline.filter(({ kind }) => kind === 'strong').map(({ start }) => start))
}

/** The pairs of the line that spaces undo; none where the marks do not come in pairs. */
function pairsIn(line: Line, isCode: (at: number) => boolean): SourceDraft[] {
  const marks: number[] = []
  for (const { 0: run, index } of line.text.matchAll(RUN)) {
    if (isCode(line.start + index)) continue
    if (run.length === 1) continue
    if (run.length > 2 || line.text[index - 1] === '\\') return []
    marks.push(index)
  }
  if (marks.length % 2 === 1) return []
  const out: SourceDraft[] = []
  for (let i = 0; i + 1 < marks.length; i += 2) {
    const draft = pairAt(line, marks[i]!, marks[i + 1]!)
    if (draft) out.push(draft)
  }
  return out
}

function pairAt(line: Line, open: number, close: number): SourceDraft | undefined {
  const inside = line.text.slice(open + 2, close)
  const content = inside.trim()
  if (content === inside || inside.length > LONGEST || !WORD.test(content)) return undefined
  if (!BEFORE.test(line.text.charAt(open - 1)) || !AFTER.test(line.text.charAt(close + 2))) return undefined
  const answer = `**${content}**`
  const both = inside.startsWith(' ') && inside.endsWith(' ')
  return {
    start: line.start + open,
    end: line.start + close + 2,
    expected: [answer],
    tier: both ? 'safe' : 'suggest',
    message: 'Spaces inside its marks keep the text from being bold.',
    why: 'Machines part the marks from the words, and then they are read as stars.',
    announces: [{ kind: 'strong', start: 0, end: answer.length }],
  }
}
