import { lineAt, type Span } from 'unmangle-core'

/** A document up to this length is shown whole, of a longer one what stands around findings. In UTF-16 code units. */
const SHORT = 8_000
const AROUND = 500
/** Of damage and answers the text shows so much; the panel has all. */
const LONGEST = 1_500

/** What is marked in the text, by its start. */
export interface Marked extends Span {
  readonly tier: string
  readonly text: string
  readonly expected: readonly string[]
  readonly applied: boolean
}

/** Text for HTML, elements and quoted attributes. Characters that would be invisible or turn the line become pictures. */
export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"'\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069\ufeff]|\p{Surrogate}/gu,
    (character) => ENTITIES[character] ?? picture(character),
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
  '\r': '',
  '\ufeff': '',
}

function picture(character: string): string {
  const code = character.charCodeAt(0)
  return code < 0x20 ? String.fromCharCode(0x2400 + code) : code >= 0xd800 && code <= 0xdfff ? '\ufffd' : '·'
}

/** The text of a document with its findings, which come by their start, marked; or the parts of it around them. */
export function markedText(text: string, starts: readonly number[], findings: readonly Marked[]): string {
  let html = ''
  let at = 0
  let index = 0
  for (const part of partsOf(text, starts, findings)) {
    html += `${gap(starts, at, part.start)}<div class="text" dir="auto">`
    at = part.start
    for (let finding = findings[index]; finding && finding.start < part.end; finding = findings[++index]) {
      if (finding.start < at) {
        html += mark(index, `${finding.tier} also`, '+1')
        continue
      }
      html += escapeHtml(text.slice(at, finding.start)) + findingMark(finding, index)
      at = finding.end
    }
    html += `${escapeHtml(text.slice(at, part.end))}</div>\n`
    at = part.end
  }
  return html + gap(starts, at, text.length)
}

/** The parts to be shown: whole lines around findings, less of very long lines. */
function partsOf(text: string, starts: readonly number[], findings: readonly Marked[]): Span[] {
  if (text.length <= SHORT) return [{ start: 0, end: text.length }]
  const parts: { start: number; end: number }[] = []
  for (const finding of findings) {
    const start = lineEdge(text, starts, Math.max(0, finding.start - AROUND), -1)
    const end = lineEdge(text, starts, Math.min(text.length, finding.end + AROUND), 1)
    const last = parts.at(-1)
    if (last && start <= last.end) last.end = Math.max(last.end, end)
    else parts.push({ start, end })
  }
  return parts
}

/** The edge of the line that an offset is on; the offset itself, or the one before it, where that is far. */
function lineEdge(text: string, starts: readonly number[], offset: number, way: -1 | 1): number {
  const line = lineAt(starts, offset)
  const edge = way < 0 ? (starts[line] ?? 0) : (starts[line + 1] ?? text.length)
  if (Math.abs(edge - offset) <= AROUND) return edge
  const code = text.charCodeAt(offset)
  return code >= 0xdc00 && code <= 0xdfff ? offset - 1 : offset
}

function gap(starts: readonly number[], from: number, to: number): string {
  if (from >= to) return ''
  const lines = lineAt(starts, to) - lineAt(starts, from)
  return `<p class="gap"><span>${lines > 1 ? `${lines} lines left out` : '…'}</span></p>\n`
}

function findingMark({ tier, text, expected, applied }: Marked, index: number): string {
  const right = expected[0] === undefined ? '' : `<ins>${escapeHtml(short(expected[0]))}</ins>`
  return mark(index, applied ? `${tier} made` : tier, `<del>${escapeHtml(short(text))}</del>${right}`)
}

function mark(index: number, classes: string, html: string): string {
  return `<span class="f ${classes}" data-i="${index}" role="button" tabindex="0">${html}</span>`
}

function short(text: string): string {
  return text.length <= LONGEST ? text : `${text.slice(0, LONGEST)} […]`
}
