import type { Edit } from 'unmangle-core'
import { lineAt, lineStarts } from 'unmangle-core'

const CONTEXT = 3

/** Lines `start` to `end` (0-based, half-open) of the old text, and what stands in their place. */
interface Change {
  readonly start: number
  readonly end: number
  readonly lines: readonly string[]
}

/**
 * A unified diff, as git and patch take it, of a text and the same with disjoint, ordered edits made. Lines keep their
 * own ends. `''` where the edits change nothing.
 *
 * @param path Relative to where the diff will be applied, with `/` between its parts.
 */
export function unifiedDiff(path: string, source: string, edits: readonly Edit[]): string {
  const lines = splitLines(source)
  const changes = changesOf(source, lines, edits)
  if (changes.length === 0) return ''
  const out = [`--- ${headerName(`a/${path}`)}\n`, `+++ ${headerName(`b/${path}`)}\n`]
  let grown = 0
  for (let i = 0; i < changes.length; ) {
    let next = i + 1
    while (next < changes.length && changes[next]!.start - changes[next - 1]!.end <= 2 * CONTEXT) next++
    const group = changes.slice(i, next)
    out.push(hunk(lines, group, grown))
    for (const change of group) grown += growth(change)
    i = next
  }
  return out.join('')
}

function growth({ start, end, lines }: Change): number {
  return lines.length - (end - start)
}

function hunk(lines: readonly string[], changes: readonly Change[], grown: number): string {
  const start = Math.max(0, changes[0]!.start - CONTEXT)
  const end = Math.min(lines.length, changes.at(-1)!.end + CONTEXT)
  const added = changes.reduce((sum, change) => sum + growth(change), 0)
  const out = [`@@ -${range(start, end - start)} +${range(start + grown, end - start + added)} @@\n`]
  let at = start
  const put = (mark: string, line: string) =>
    out.push(mark, line, line.endsWith('\n') ? '' : '\n\\ No newline at end of file\n')
  for (const change of changes) {
    for (; at < change.start; at++) put(' ', lines[at]!)
    for (; at < change.end; at++) put('-', lines[at]!)
    for (const line of change.lines) put('+', line)
  }
  for (; at < end; at++) put(' ', lines[at]!)
  return out.join('')
}

/** A range of no lines is named by the line before it. */
function range(start: number, count: number): string {
  if (count === 0) return `${start},0`
  return count === 1 ? `${start + 1}` : `${start + 1},${count}`
}

/** The lines of a text with their ends; the last one may have none. */
function splitLines(text: string): string[] {
  const starts = lineStarts(text)
  const lines = starts.map((start, i) => text.slice(start, starts[i + 1] ?? text.length))
  if (lines.at(-1) === '') lines.pop()
  return lines
}

/** What becomes of which lines: edits on the same line, or on lines that become one, are one change. */
function changesOf(source: string, lines: readonly string[], edits: readonly Edit[]): Change[] {
  const starts = lineStarts(source)
  const changes: Change[] = []
  for (let i = 0; i < edits.length; ) {
    const first = lineAt(starts, edits[i]!.start)
    let last = first
    let at = starts[first]!
    let text = ''
    for (; i < edits.length && lineAt(starts, edits[i]!.start) <= last; i++) {
      const edit = edits[i]!
      text += source.slice(at, edit.start) + edit.text
      at = edit.end
      last = Math.max(last, lineAt(starts, edit.end))
    }
    text += source.slice(at, starts[last + 1] ?? source.length)
    const change = trimmed(lines, first, Math.min(last + 1, lines.length), splitLines(text))
    if (change) changes.push(change)
  }
  return changes
}

/** Leaves out the lines that stay as they are. */
function trimmed(old: readonly string[], start: number, end: number, lines: readonly string[]): Change | undefined {
  let head = 0
  while (head < lines.length && start + head < end && lines[head] === old[start + head]) head++
  let tail = 0
  while (tail < lines.length - head && start + head < end - tail && lines.at(-1 - tail) === old[end - 1 - tail]) tail++
  if (start + head === end - tail && lines.length === head + tail) return undefined
  return { start: start + head, end: end - tail, lines: lines.slice(head, lines.length - tail) }
}

/** A name as git writes it: quoted where it holds a quote, a backslash or a control character, else with a tab after blanks. */
function headerName(path: string): string {
  if (!/["\\\u0000-\u001f\u007f]/.test(path)) return path.includes(' ') ? `${path}\t` : path
  let out = ''
  for (const character of path) {
    const code = character.codePointAt(0) ?? 0
    if (character === '"' || character === '\\') out += `\\${character}`
    else if (code < 0x20 || code === 0x7f) out += ESCAPES[character] ?? `\\${code.toString(8).padStart(3, '0')}`
    else out += character
  }
  return `"${out}"`
}

const ESCAPES: Readonly<Record<string, string>> = {
  '\u0007': '\\a',
  '\b': '\\b',
  '\t': '\\t',
  '\n': '\\n',
  '\v': '\\v',
  '\f': '\\f',
  '\r': '\\r',
}
