import { createHash } from 'node:crypto'
import { lineAt, lineStarts, type Span } from 'unmangle-core'

/** So much of the block before and after the damage tells one place from another, in UTF-16 code units. */
const CONTEXT = 40
/** What starts a block of its own without a blank line: a list item, a row of a table, a heading, which is also its end. */
const BLOCK_START = /^[ \t>]*(?:[-*+][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\|)/
const HEADING = /^[ \t>]*#{1,6}[ \t]/

/** What a finding is known by. */
export interface Known extends Span {
  readonly rule: string
  readonly text: string
}

/**
 * By what each finding of a text is known again when the text around it has moved: 16 hexadecimal digits, in the order
 * of the findings, unlike each other within the text.
 *
 * It follows from the rule, the damaged text and what stands next to it in its block, the white space folded; lines,
 * offsets, the path and the tier do not count. The price of looking at the neighbourhood alone instead of the whole
 * block: a paragraph that is repeated with the same damage is told apart by its rank only. The gain: a correction
 * elsewhere in the block leaves the other findings known.
 */
export function fingerprintsOf(text: string, findings: readonly Known[]): string[] {
  const starts = lineStarts(text)
  const ranks = new Map<string, number>()
  return findings.map(({ rule, start, end, text: damage }) => {
    const before = folded(text.slice(blockStart(text, starts, start), start).replace(BLOCK_START, '')).slice(-CONTEXT)
    const after = folded(text.slice(end, blockEnd(text, starts, end))).slice(0, CONTEXT)
    const identity = JSON.stringify([rule, folded(damage), before, after])
    const rank = ranks.get(identity) ?? 0
    ranks.set(identity, rank + 1)
    return digest(rank === 0 ? identity : `${identity}${rank}`)
  })
}

/**
 * As `fingerprintsOf`, where findings are some of all that is found: what the others are left out by does not change
 * what these are known by.
 *
 * @param all Those of them that a correction elsewhere brought about are not among these.
 */
export function fingerprintsAmong(text: string, findings: readonly Known[], all: readonly Known[]): string[] {
  const places = new Set(all.map(placeOf))
  const list = [...all, ...findings.filter((finding) => !places.has(placeOf(finding)))]
  const prints = fingerprintsOf(text, list)
  const byPlace = new Map(list.map((finding, i) => [placeOf(finding), prints[i] ?? '']))
  return findings.map((finding) => byPlace.get(placeOf(finding)) ?? '')
}

function placeOf({ rule, start, end }: Known): string {
  return `${rule} ${start} ${end}`
}

/** A fingerprint that also tells files apart, for formats where one must be unlike all others of the report. */
export function fingerprintInFile(path: string, fingerprint: string): string {
  return digest(JSON.stringify([path, fingerprint]))
}

function digest(identity: string): string {
  return createHash('sha256').update(identity).digest('hex').slice(0, 16)
}

function folded(text: string): string {
  return text.replace(/\s+/g, ' ').trim()
}

/** Enough to fill the context, however much of it is white space. */
const REACH = 4 * CONTEXT

function blockStart(text: string, starts: readonly number[], offset: number): number {
  const limit = Math.max(0, offset - REACH)
  const own = lineAt(starts, offset)
  for (let line = own; ; line--) {
    const start = starts[line] ?? 0
    if (start <= limit) return limit
    const whole = lineText(text, starts, line)
    if (line < own && (whole.trim() === '' || HEADING.test(whole))) return starts[line + 1] ?? start
    if (BLOCK_START.test(whole)) return start
  }
}

function blockEnd(text: string, starts: readonly number[], offset: number): number {
  const limit = Math.min(text.length, offset + REACH)
  const own = lineAt(starts, offset)
  for (let line = own; ; line++) {
    const start = starts[line] ?? text.length
    if (start >= limit) return limit
    const whole = lineText(text, starts, line)
    if (line > own && (whole.trim() === '' || BLOCK_START.test(whole))) return start
    if (HEADING.test(whole)) return Math.min(limit, starts[line + 1] ?? text.length)
  }
}

/** The start of a line: enough to tell what it is. */
function lineText(text: string, starts: readonly number[], line: number): string {
  const start = starts[line] ?? text.length
  return text.slice(start, Math.min(starts[line + 1] ?? text.length, start + REACH))
}
