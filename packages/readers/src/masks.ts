import { SegmentKind, type Span } from 'unmangle-core'
import { opaquePiece, type Piece, textPiece } from './pieces.ts'

/** Source inside a block that is no prose and that no parser of Markdown knows. */
export interface Mask extends Span {
  /** Read as one U+FFFC, as nothing, or as the end of one block and the beginning of another. */
  readonly as: 'opaque' | 'absent' | 'split'
}

/** What a template tag of a project begins and ends with. */
export interface TemplateTag {
  readonly open: string
  readonly close: string
}

/** Finds the masks of a block, disjoint and in order. */
export type MaskFinder = (source: string, pieces: readonly Piece[]) => Mask[]

const OPENERS = /\{\{|\{%|\{[#.:]|\{\/\*|\{(?=[A-Za-z][\w-]*=)|\$\{|!?\[\[|<(?=[A-Za-z])/g
const MARKS = /[{[<]|:::|!!!|\?\?\?|===|\/\/\//
/** `{#anchor}`, `{.class}`, `{: .class }`, `{key=value}`. */
const ATTRIBUTES = /\{(?::|[#.][\p{L}\p{N}_:-]|[A-Za-z][\w-]*=)[^{}\r\n]*\}/uy
const EXPRESSION = /\$\{[^{}\r\n]*\}/y
const WIKI_LINK = /!?\[\[([^[\]|\r\n]*)(\|)?[^[\]\r\n]*\]\]/y
const CALLOUT = /\[![A-Za-z][\w-]*\][+-]?/y
const FENCE = /:{3,}[ \t]*(?:[A-Za-z][\w-]*)?(?:[ \t]*\{[^{}\r\n]*\})?[ \t]*/y
/** `/// note | Title` and the `///` that ends it. */
const BLOCK = /\/{3,}(?:[ \t]+[A-Za-z][\w-]*)?[ \t]*(?:\|[ \t]*"?|(?=[\r\n]|$))/y
/** What looks like a tag with attributes and is none by the letter: `<img style={{ … }} />`, `<a target= "x">`. */
const TAG_LIKE = /<[A-Za-z][\w.-]*\s[^<>\r\n]*>/y
const ADMONITION = /(?:(?:!!!|\?\?\?\+?)[ \t][\w -]*(?:"|(?=[\r\n]|$))|===[!+]?[ \t]+")/y

/** @param tags Besides those that are known. */
export function maskFinder(tags: readonly TemplateTag[] = []): MaskFinder {
  if (tags.length === 0) return (source, pieces) => masksOf(source, pieces, KNOWN)
  const opens = tags.map(({ open }) => open.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|')
  const syntax = {
    marks: new RegExp(`${MARKS.source}|${opens}`),
    openers: new RegExp(`${opens}|${OPENERS.source}`, 'g'),
    // The longer opener of two goes before the shorter one.
    tags: [...tags].sort((a, b) => b.open.length - a.open.length),
  }
  return (source, pieces) => masksOf(source, pieces, syntax)
}

interface Syntax {
  readonly marks: RegExp
  readonly openers: RegExp
  readonly tags: readonly TemplateTag[]
}

const KNOWN: Syntax = { marks: MARKS, openers: OPENERS, tags: [] }

function masksOf(source: string, pieces: readonly Piece[], syntax: Syntax): Mask[] {
  const first = pieces[0]
  const last = pieces.at(-1)
  if (!first || !last) return []
  const raw = source.slice(first.start, last.end)
  if (!syntax.marks.test(raw)) return []
  const finder = new BlockScan(raw, syntax)
  let lineStart = true
  for (const piece of pieces) {
    if (piece.kind === SegmentKind.text) {
      finder.scan(piece.start - first.start, piece.end - first.start, lineStart)
    }
    lineStart = piece.value.endsWith('\n')
  }
  return finder.masks.map((mask) => ({ ...mask, start: mask.start + first.start, end: mask.end + first.start }))
}

class BlockScan {
  readonly masks: Mask[] = []
  #raw: string
  #syntax: Syntax
  #end = 0
  #opener = -1
  #lineEnd = -1
  /** Closers that do not stand anywhere further on. */
  #missing = new Set<string>()

  constructor(raw: string, syntax: Syntax) {
    this.#raw = raw
    this.#syntax = syntax
  }

  scan(start: number, end: number, lineStart: boolean): void {
    let line = lineStart ? start : this.#nextLine(start, end)
    let opener = this.#nextOpener(start)
    while (line < end || opener < end) {
      if (line < end && line <= opener) {
        this.#lineMark(line)
        line = this.#nextLine(line, end)
        continue
      }
      if (opener >= this.#end) this.#inlineMark(opener)
      opener = this.#nextOpener(Math.max(opener + 1, this.#end))
    }
  }

  /** The next opener from an offset on. Those ahead are looked for once, however many pieces lie before them. */
  #nextOpener(from: number): number {
    if (from > this.#opener) {
      const { openers } = this.#syntax
      openers.lastIndex = from
      this.#opener = openers.exec(this.#raw)?.index ?? Number.POSITIVE_INFINITY
    }
    return this.#opener
  }

  #nextLine(from: number, end: number): number {
    if (from > this.#lineEnd) {
      const at = this.#raw.indexOf('\n', from)
      this.#lineEnd = at < 0 ? Number.POSITIVE_INFINITY : at
    }
    return Math.min(this.#lineEnd + 1, end)
  }

  #add(start: number, end: number, as: Mask['as']): void {
    if (start < this.#end || start >= end) return
    this.masks.push({ start, end, as })
    this.#end = end
  }

  #lineMark(at: number): void {
    const raw = this.#raw
    const callout = at === 0 ? matchEnd(CALLOUT, raw, at) : 0
    if (callout) this.#add(at, callout, 'absent')
    const mark = matchEnd(FENCE, raw, at) || matchEnd(ADMONITION, raw, at) || matchEnd(BLOCK, raw, at)
    if (!mark) return
    this.#add(at, mark, 'split')
    let lineEnd = at
    while (lineEnd < raw.length && raw[lineEnd] !== '\n' && raw[lineEnd] !== '\r') lineEnd++
    const title = raw[mark - 1] === '"' && raw[lineEnd - 1] === '"' && lineEnd > mark
    const end = Math.min(lineEnd + 1, raw.length)
    this.#add(title ? lineEnd - 1 : lineEnd, end, 'split')
  }

  #inlineMark(at: number): void {
    const raw = this.#raw
    const two = raw.slice(at, at + 2)
    const tag = this.#syntax.tags.find(({ open }) => raw.startsWith(open, at))
    if (tag) this.#closed(at, tag.open.length, tag.close)
    else if (two === '{{') this.#closed(at, 2, templateCloser(raw, at))
    else if (two === '{%') this.#closed(at, 2, '%}')
    else if (two === '${') this.#add(at, matchEnd(EXPRESSION, raw, at), 'opaque')
    else if (two === '{/') this.#closed(at, 3, '*/}', 'absent')
    else if (two[0] === '<') {
      const end = matchEnd(TAG_LIKE, raw, at)
      if (raw.slice(at, end).includes('=')) this.#add(at, end, 'opaque')
    } else if (two[0] === '{') {
      const end = matchEnd(ATTRIBUTES, raw, at)
      if (end && raw[end - 2] !== '#') this.#add(at, end, 'absent')
      else if (two === '{#') this.#closed(at, 2, '#}')
    } else this.#wikiLink(at)
  }

  #closed(at: number, opener: number, closer: string, as: Mask['as'] = 'opaque'): void {
    if (this.#missing.has(closer)) return
    const found = this.#raw.indexOf(closer, at + opener)
    if (found < 0) this.#missing.add(closer)
    else this.#add(at, found + closer.length, as)
  }

  #wikiLink(at: number): void {
    WIKI_LINK.lastIndex = at
    const match = WIKI_LINK.exec(this.#raw)
    if (!match) return
    const end = at + match[0].length
    if (!match[2] || match[0][0] === '!') {
      this.#add(at, end, 'opaque')
      return
    }
    this.#add(at, at + 3 + match[1]!.length, 'absent')
    this.#add(end - 2, end, 'absent')
  }
}

function matchEnd(pattern: RegExp, text: string, at: number): number {
  pattern.lastIndex = at
  return pattern.test(text) ? pattern.lastIndex : 0
}

function templateCloser(raw: string, at: number): string {
  if (raw[at + 2] === '<') return '>}}'
  if (raw[at + 2] === '%') return '%}}'
  return raw[at + 2] === '{' ? '}}}' : '}}'
}

/** The pieces with the masks laid over them, cut where a mask splits the block. */
export function applyMasks(source: string, pieces: readonly Piece[], masks: readonly Mask[]): Piece[][] {
  if (masks.length === 0) return [[...pieces]]
  let part: Piece[] = []
  const parts = [part]
  let m = 0
  let begun = -1
  for (const piece of pieces) {
    let at = piece.start
    let whole = true
    for (let mask = masks[m]; mask && mask.start < piece.end; mask = masks[m]) {
      if (mask.end > at) whole = false
      if (piece.kind === SegmentKind.text && mask.start > at) part.push(textPiece(source, at, mask.start))
      if (begun !== m) {
        begun = m
        if (mask.as === 'opaque') part.push(opaquePiece(mask.start, mask.end))
        if (mask.as === 'split') {
          part = []
          parts.push(part)
        }
      }
      at = Math.max(at, Math.min(mask.end, piece.end))
      if (mask.end > piece.end) break
      m++
    }
    if (whole) part.push(piece)
    else if (piece.kind === SegmentKind.text && at < piece.end) part.push(textPiece(source, at, piece.end))
  }
  return parts
}
