import type { Document, OutlineNode, SourceDraft, SourceRule } from 'unmangle-core'
import { type Line, linesOf } from '../code-spans.ts'
import { closes, type Fence, fenceOf, isSentence, isSubheading } from '../fences.ts'

/** What a fence may enclose that is Markdown itself. */
const SPEAKS_MARKDOWN = /^(?:markdown|md|mdx|mdc|rst|diff|txt|text|tex|latex|html|liquid|njk)\b/i

export const rule: SourceRule = {
  kind: 'source',
  id: 'lost-fence',
  family: 'markup',
  description: 'A code fence that is never closed, so that prose is read as code',
  check(document) {
    if (document.format === 'text') return []
    return codeNodes(document).flatMap((node) => draftFor(document, node) ?? [])
  },
}

/** Code that begins at the start of a line: what a list or a quote holds ends with them. */
function codeNodes({ source, reading }: Document): readonly OutlineNode[] {
  return reading.outline.filter(
    ({ kind, start }) => kind === 'code' && (start === 0 || /[\n\uFEFF]/.test(source.charAt(start - 1))),
  )
}

function draftFor({ source }: Document, { start, end }: OutlineNode): SourceDraft | undefined {
  const text = source.slice(start, end)
  const lines = linesOf(text)
  const opening = fenceOf(lines[0])
  if (!opening || SPEAKS_MARKDOWN.test(opening.info)) return undefined
  const last = lines.length - 1
  const closing = last > 0 ? fenceOf(lines[last]) : undefined
  const isOpen = !closing || !closes(closing, opening)
  if (isOpen && source.slice(end).trim() !== '') return undefined
  const body = lines.slice(1, isOpen ? undefined : last)
  const swallowed = body.findIndex((line) => isOpeningFence(line, opening))
  if (!isOpen && swallowed < 0) return undefined
  const heading = headingIn(body, isOpen || swallowed < 0 ? body.length : swallowed)
  if (heading === undefined) return isOpen && hasProse(body) ? report(start, lines[0]) : undefined
  const code = body.slice(0, heading)
  while (code.length > 0 && code.at(-1)?.text.trim() === '') code.pop()
  const stop = code.at(-1)?.end
  if (stop === undefined || code.some(({ text }) => isSentence(text))) return report(start, lines[0])
  const fence = opening.mark.repeat(opening.length)
  const newline = source.includes('\r\n') ? '\r\n' : '\n'
  const closed = `${text.slice(0, stop)}${newline}${fence}`
  return {
    start,
    end,
    expected: [closed + text.slice(stop)],
    tier: 'suggest',
    message: 'The code is never closed, and what follows is read as code.',
    why: 'Machines drop the line that closes a fence; the heading after a blank line is where prose begins again.',
    announces: [{ kind: 'code', start: 0, end: closed.length }],
  }
}

/** A fence with a language stands inside code only where that code was not closed. */
function isOpeningFence(line: Line, opening: Fence): boolean {
  const fence = fenceOf(line)
  return fence !== undefined && fence.info !== '' && fence.mark === opening.mark && fence.length >= opening.length
}

/** The first heading with blank lines around it, before line `limit`. */
function headingIn(lines: readonly Line[], limit: number): number | undefined {
  for (let i = 1; i < limit; i++) {
    if (!isSubheading(lines[i]?.text ?? '')) continue
    if (isBlank(lines[i - 1]) && isBlank(lines[i + 1])) return i
  }
  return undefined
}

function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text.trim() === ''
}

/** Whether a sentence stands between blank lines: code has such only in a text of its own. */
function hasProse(lines: readonly Line[]): boolean {
  return lines.some((line, i) => isSentence(line.text) && isBlank(lines[i - 1]) && isBlank(lines[i + 1]))
}

function report(start: number, line: Line | undefined): SourceDraft {
  return {
    start,
    end: start + (line?.text.length ?? 0),
    expected: [],
    tier: 'report',
    message: 'The code is never closed, and what follows is read as code.',
    why: 'Machines drop the line that closes a fence; where it stood does not show.',
    announces: [],
  }
}
