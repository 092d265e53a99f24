import { type OutlineNode, SegmentKind, type Span } from 'unmangle-core'
import { align } from './align.ts'
import { lineEndLength, skipBlanks, skipContainerMarks } from './characters.ts'
import { inlineTag, isFormatting, isRawElement } from './html-tags.ts'
import { opaquePiece, type Piece, rawPieces } from './pieces.ts'
import { outlineNode, spanOf, type TreeNode } from './tree.ts'

/** What reading the inlines of one document shares. */
export interface InlineContext {
  readonly source: string
  /** 1 where the source begins with a byte-order mark that the tree does not count. */
  readonly shift: number
  readonly outline: OutlineNode[]
}

interface Frame {
  readonly nodes: readonly TreeNode[]
  next: number
  /** Where the parent ends. */
  readonly limit: number
}

/** A raw element (`<code>`) that is open: what was read since then is dropped when it closes. */
interface RawElement {
  readonly name: string
  readonly start: number
  readonly pieces: number
}

const MARKS_BEFORE_TEXT = /[\s#*_~[>|]*/y

/** Reads the inlines of a block that lies in `span` into pieces. */
export function readInlines(context: InlineContext, nodes: readonly TreeNode[], span: Span): Piece[] {
  const reader = new InlineReader(context, span)
  const stack: Frame[] = [{ nodes, next: 0, limit: span.end }]
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const node = frame.nodes[frame.next++]
    if (!node) {
      stack.pop()
      if (stack.length > 0) reader.cursor = Math.max(reader.cursor, frame.limit)
      continue
    }
    const inside = reader.read(node, frame)
    if (inside) stack.push(inside)
  }
  return reader.pieces
}

class InlineReader {
  readonly pieces: Piece[] = []
  cursor: number
  #context: InlineContext
  #raw: RawElement | undefined

  constructor(context: InlineContext, span: Span) {
    this.#context = context
    this.cursor = span.start
  }

  /** Reads a node; returns the frame of its children where they are to be read. */
  read(node: TreeNode, frame: Frame): Frame | undefined {
    const span = spanOf(node, this.#context.shift)
    if (!span) return this.#readUnplaced(node, frame)
    this.cursor = span.start
    const inside = this.#readPlaced(node, span, frame)
    if (!inside) this.cursor = Math.max(this.cursor, span.end)
    return inside
  }

  #readPlaced(node: TreeNode, span: Span, frame: Frame): Frame | undefined {
    const { source, outline } = this.#context
    if (node.type === 'text') {
      this.#readText(node.value ?? '', span)
      return undefined
    }
    if (isPlainText(source, node, span)) {
      rawPieces(source, span.start, span.end, this.pieces)
      return undefined
    }
    const found = outlineNode(node, span)
    if (found) outline.push(found)
    if (node.type === 'break') {
      this.#readBreak(span, frame)
    } else if (node.type === 'html') {
      this.#readTag(source.slice(span.start, span.end), span)
    } else if (!node.children || node.children.length === 0 || isUrlLink(node) || isRawNode(node)) {
      this.pieces.push(opaquePiece(span.start, span.end))
    } else {
      return { nodes: node.children, next: 0, limit: span.end }
    }
    return undefined
  }

  #readText(value: string, span: Span): void {
    const { source } = this.#context
    const kept = this.pieces.length
    // The rest that a node's value does not account for would be lost unseen: then nothing of it is certain.
    const end = align(source, span.start, span.end, value, this.pieces)
    if (end >= 0 && skipBlanks(source, end, span.end) === span.end) return
    this.pieces.length = kept
    this.#fixed(value, span.start, span.end)
  }

  /** A hard break with the container marks of the line after it. */
  #readBreak(span: Span, frame: Frame): void {
    const { source, shift } = this.#context
    const next = frame.nodes[frame.next]
    const limit = (next && spanOf(next, shift)?.start) ?? frame.limit
    let end = skipBlanks(source, span.start, limit)
    if (source[end] === '\\') end++
    end = Math.min(end + lineEndLength(source, end), Math.max(limit, span.end))
    end = Math.max(span.end, skipContainerMarks(source, end, limit))
    this.pieces.push({ kind: SegmentKind.decoded, value: '\n', start: span.start, end })
    this.cursor = end
  }

  #readTag(raw: string, span: Span): void {
    const tag = inlineTag(raw)
    if (tag === undefined) return
    if (this.#raw) {
      if (!tag.closing || tag.name !== this.#raw.name) return
      this.pieces.length = this.#raw.pieces
      this.pieces.push(opaquePiece(this.#raw.start, span.end))
      this.#raw = undefined
    } else if (isRawElement(tag.name) && !tag.closing) {
      this.#raw = { name: tag.name, start: span.start, pieces: this.pieces.length }
    } else if (!isFormatting(tag.name)) {
      this.pieces.push(opaquePiece(span.start, span.end))
    }
  }

  /** A node without a place (literal autolinks leave such siblings): its place follows from what was read before. */
  #readUnplaced(node: TreeNode, frame: Frame): Frame | undefined {
    const { source, outline } = this.#context
    const url = isUrlLink(node)
    if (node.type === 'text' || url) {
      const value = url ? (node.children?.[0]?.value ?? '') : (node.value ?? '')
      const found: Piece[] = []
      const start = this.cursor
      let end = align(source, start, frame.limit, value, found)
      if (end < 0) {
        MARKS_BEFORE_TEXT.lastIndex = start
        const skipped = start + (MARKS_BEFORE_TEXT.exec(source)?.[0].length ?? 0)
        end = align(source, Math.min(skipped, frame.limit), frame.limit, value, found)
      }
      if (end < 0) {
        this.#fixed(value, start, this.#gapEnd(frame))
        return undefined
      }
      this.cursor = end
      if (!url) {
        for (const piece of found) this.pieces.push(piece)
        return undefined
      }
      const place = { start: found[0]?.start ?? start, end }
      const link = outlineNode(node, place)
      if (link) outline.push(link)
      this.pieces.push(opaquePiece(place.start, place.end))
      return undefined
    }
    if (node.children && node.children.length > 0) {
      return { nodes: node.children, next: 0, limit: this.#gapEnd(frame) }
    }
    this.pieces.push(opaquePiece(this.cursor, this.cursor))
    return undefined
  }

  /** Where the next node with a place begins. */
  #gapEnd(frame: Frame): number {
    for (let i = frame.next; i < frame.nodes.length; i++) {
      const span = spanOf(frame.nodes[i]!, this.#context.shift)
      if (span) return Math.max(this.cursor, span.start)
    }
    return Math.max(this.cursor, frame.limit)
  }

  /** Text whose place is known only roughly; neighbours of that sort become one. */
  #fixed(value: string, start: number, end: number): void {
    const last = this.pieces.at(-1)
    this.cursor = end
    if (last?.kind === SegmentKind.fixed && last.end === end) {
      this.pieces[this.pieces.length - 1] = { ...last, value: last.value + value }
    } else this.pieces.push({ kind: SegmentKind.fixed, value, start, end })
  }
}

/** What parsers take for markup and authors meant as text: `10:30`, `costs $5, or $6`. */
function isPlainText(source: string, node: TreeNode, span: Span): boolean {
  if (node.type === 'textDirective') return source.slice(span.start, span.end) === `:${node.name}`
  if (node.type !== 'inlineMath' || source[span.start + 1] === '$') return false
  const after = source.charCodeAt(span.end)
  return after >= 0x30 && after <= 0x39
}

const SCHEME = /^(?:https?:\/\/|mailto:|xmpp:)/i

/** Whether a link shows nothing but its address. */
function isUrlLink(node: TreeNode): boolean {
  if (node.type !== 'link' || node.children?.length !== 1) return false
  const text = node.children[0]?.value
  const { url } = node
  if (text === undefined || url === undefined || text === '') return false
  return text === url || text.replace(SCHEME, '') === url.replace(SCHEME, '')
}

/** An element of MDX whose content is no prose. */
function isRawNode(node: TreeNode): boolean {
  return node.type === 'mdxJsxTextElement' && typeof node.name === 'string' && isRawElement(node.name)
}
