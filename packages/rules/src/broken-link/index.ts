import type { Document, SourceDraft, SourceRule, Span, Tier } from 'unmangle-core'
import { codeSpans, documentLines, type Line, meets } from '../code-spans.ts'

const LONGEST_TEXT = 300
const LONGEST_TARGET = 1000
const OPENERS = '[［'
const CLOSERS = ']］'
/** From the bracket that closes the text to the one that opens the target. */
const JOINT = /[\]］][ \u00A0]{0,2}[([（［]/g
const PAGE = /^[\p{L}\p{N}_.\-/%]+\.(?:md|mdx|html?|png|jpe?g|gif|svg|webp|pdf|txt|zip)(?:#[\p{L}\p{N}_-]+)?$/iu
const ADDRESS = /^(?:https?:\/\/|mailto:)[^\s<>]+$/i
const PATH = /^\.{0,2}\/[\p{L}\p{N}_.\-/%#?=&~]+$/u
const ANCHOR = /^#[\p{L}][\p{L}\p{N}_-]*$/u
const IMAGE = /\.(?:png|jpe?g|gif|svg|webp)$/i
const TITLE = /^(\S+)( "[^"]*")$/
const BREAKS = /[&\\]/

export const rule: SourceRule = {
  kind: 'source',
  id: 'broken-link',
  family: 'markup',
  description: 'A link or an image that a space or a full-width bracket breaks',
  check(document) {
    if (document.format === 'text') return []
    const lines = documentLines(document)
    const labels = definitionsOf(document)
    const out: SourceDraft[] = []
    let links: ReadonlySet<string> | undefined
    let from = 0
    let at = 0
    for (const { 0: joint, index } of document.source.matchAll(JOINT)) {
      if (index < from) continue
      while ((lines[at]?.end ?? index) < index) at++
      const line = lines[at]
      if (!line) break
      const close = index - line.start
      const found = linkAt(line, close, close + joint.length - 1, labels)
      if (!found || meets(codeSpans(document), found.start, found.end)) continue
      links ??= linkSpans(document)
      if (links.has(`${found.start}:${found.end}`)) continue
      out.push(found)
      from = found.end
    }
    return out
  },
}

/** Links and images that are whole already. */
function linkSpans(document: Document): ReadonlySet<string> {
  const out = new Set<string>()
  for (const { kind, start, end } of document.reading.outline)
    if (kind === 'link' || kind === 'image') out.add(`${start}:${end}`)
  return out
}

/** What the document defines, by label. */
function definitionsOf({ source, reading }: Document): ReadonlyMap<string, string> {
  const out = new Map<string, string>()
  for (const { kind, start, end, url } of reading.outline) {
    const label = kind === 'definition' ? /^\[([^\]]*)\]/.exec(source.slice(start, end))?.[1] : undefined
    if (label !== undefined && url !== undefined) out.set(label.toLowerCase(), url)
  }
  return out
}

/** The broken link whose brackets meet at these places of the line. */
function linkAt(line: Line, close: number, open: number, labels: ReadonlyMap<string, string>): SourceDraft | undefined {
  const { text } = line
  const start = openingOf(text, close)
  if (start < 0) return undefined
  const label = text.slice(start + 1, close)
  if (label.trim() === '' || label.startsWith('^') || /^\d+$/.test(label) || isTask(text, start, label))
    return undefined
  const reference = text[open] === '[' || text[open] === '［'
  const end = text.slice(open, open + LONGEST_TARGET).search(reference ? /[\]］]/ : /[)）]/) + open
  if (end < open) return undefined
  const inside = text.slice(open + 1, end)
  const image = imageMark(text, start, inside)
  const target = reference ? referenceTarget(inside, labels) : inlineTarget(inside)
  if (!target || (reference && labels.has(label.toLowerCase()))) return undefined
  const from = image ?? start
  const answer = `${image === undefined ? '' : '!'}[${label}]${reference ? `[${inside}]` : `(${target.written})`}`
  if (answer === text.slice(from, end + 1)) return undefined
  const plain =
    reference || target.written.length < inside.trim().length || isPlainlyBroken(text, start, close, open, end, image)
  if (!plain) return undefined
  return draft({ start: line.start + from, end: line.start + end + 1 }, answer, target, image !== undefined)
}

function draft(span: Span, answer: string, { url, tier }: Target, image: boolean): SourceDraft {
  const announcement = { kind: image ? ('image' as const) : ('link' as const), start: 0, end: answer.length }
  return {
    ...span,
    expected: [answer],
    tier,
    message: `The ${image ? 'image' : 'link'} is broken: its brackets do not meet.`,
    why: 'Machines take the brackets of a link for those of prose: they put a space between them or make them full-width.',
    announces: [BREAKS.test(url) ? announcement : { ...announcement, url }],
  }
}

/** Where the brackets that close at `close` open; -1 where they do not. */
function openingOf(text: string, close: number): number {
  let depth = 0
  for (let i = close; i >= 0 && close - i <= LONGEST_TEXT; i--) {
    const character = text.charAt(i)
    if (CLOSERS.includes(character)) depth++
    else if (OPENERS.includes(character) && --depth === 0) return text[i - 1] === '\\' ? -1 : i
  }
  return -1
}

/** `- [x] (…)` is a task. */
function isTask(text: string, start: number, label: string): boolean {
  return /^[ xX]$/.test(label) && text[start] === '[' && /^\s*(?:[-*+]|\d+[.)])\s+$/.test(text.slice(0, start))
}

/** Where the mark of an image stands, directly or with a space, if it does. */
function imageMark(text: string, start: number, inside: string): number | undefined {
  if (text[start - 1] === '!' && text[start - 2] !== '\\') return start - 1
  if (text[start - 1] !== ' ' || text[start - 2] !== '!' || !IMAGE.test(inside.trim())) return undefined
  return /(?:^|\|)\s*(?:[-*+]\s+)?$/.test(text.slice(Math.max(0, start - 20), start - 2)) ? start - 2 : undefined
}

/** Whether a bracket is full-width, or a space stands where it breaks the link. */
function isPlainlyBroken(
  text: string,
  start: number,
  close: number,
  open: number,
  end: number,
  image: number | undefined,
): boolean {
  if (open > close + 1 || text[open] === '（' || text[close] === '］' || text[start] === '［') return true
  return image === start - 2 && text[end] === ')'
}

interface Target {
  readonly written: string
  readonly url: string
  readonly tier: Tier
}

/** What stands between round brackets, if it is a place and no aside. */
function inlineTarget(inside: string): Target | undefined {
  const trimmed = inside.trim()
  const [, address = trimmed, title = ''] = TITLE.exec(trimmed) ?? []
  if (isPlace(address)) return { written: address + title, url: address, tier: 'safe' }
  const spaced = /^https?(?: ?: ?\/ ?\/|: ?\/\/)/i.test(trimmed)
  const joined = spaced
    ? trimmed.replace(/ {0,2}([:/?#=&.]) {0,2}/g, '$1')
    : trimmed.replace(/^(#|mailto:|https?:) +/i, '$1')
  if (joined === trimmed || !isPlace(joined)) return undefined
  return { written: joined, url: joined, tier: joined.startsWith('#') ? 'suggest' : 'safe' }
}

function isPlace(address: string): boolean {
  return ADDRESS.test(address) || PATH.test(address) || ANCHOR.test(address) || PAGE.test(address)
}

function referenceTarget(inside: string, labels: ReadonlyMap<string, string>): Target | undefined {
  const url = labels.get(inside.toLowerCase())
  return url === undefined ? undefined : { written: inside, url, tier: 'safe' }
}
