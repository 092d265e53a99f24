import type { Root } from 'mdast'
import { type BlockKind, type OutlineNode, ProseBuilder, type Reading, SegmentKind, type Span } from 'unmangle-core'
import { startsWithMark } from './characters.ts'
import { DEFAULT_PROSE_KEYS, readFrontMatter } from './front-matter.ts'
import { readHtml } from './html.ts'
import { isFormatting } from './html-tags.ts'
import { readInlines } from './inline.ts'
import { applyMasks, type Mask, type MaskFinder, maskFinder, type TemplateTag } from './masks.ts'
import { emitBlock, type Piece, speaks, trimmed } from './pieces.ts'
import { templateSpans } from './templates.ts'
import { outlineNode, spanOf, type TreeNode } from './tree.ts'

export interface ProseOptions {
  /** The keys of front matter whose values are prose. */
  readonly proseKeys?: readonly string[]
  /** Read blocks that look like JSX or hold an expression without offering them to be edited. */
  readonly fixExpressions?: boolean
  readonly notes?: readonly string[]
  readonly templateTags?: readonly TemplateTag[]
}

const LEAVES = new Set(['paragraph', 'heading', 'tableCell', 'leafDirective'])
const PHRASING = new Set([
  ...['text', 'emphasis', 'strong', 'delete', 'link', 'linkReference', 'image', 'imageReference', 'inlineCode'],
  ...['break', 'footnoteReference', 'inlineMath', 'mdxTextExpression', 'mdxJsxTextElement', 'textDirective'],
])
const LOOKS_LIKE_CODE = /[{}]|<[A-Za-z/>]|^(?:import|export)\s/

interface Frame {
  readonly nodes: readonly TreeNode[]
  next: number
  readonly kind: BlockKind
  readonly span: Span
}

/**
 * Reads a tree of Markdown as prose, whoever parsed it.
 *
 * @param tree mdast with offsets; those of a source that begins with a byte-order mark do not count it, as parsers do.
 * @param source what was parsed, with its byte-order mark. All offsets of the result are UTF-16 offsets into it.
 */
export function proseFromMdast(tree: Root, source: string, options: ProseOptions = {}): Reading {
  return new TreeReader(source, options).read(tree)
}

class TreeReader {
  #source: string
  #options: ProseOptions
  #findMasks: MaskFinder
  #shift: number
  #builder: ProseBuilder
  #outline: OutlineNode[] = []
  #floor = 0
  #templates: readonly Span[] | undefined
  #template = 0
  #lang: string | undefined

  constructor(source: string, options: ProseOptions) {
    this.#source = source
    this.#options = options
    this.#findMasks = maskFinder(options.templateTags)
    this.#shift = startsWithMark(source) ? 1 : 0
    this.#builder = new ProseBuilder(source)
  }

  read(root: TreeNode): Reading {
    const whole = { start: this.#shift, end: this.#source.length }
    const stack: Frame[] = [{ nodes: root.children ?? [], next: 0, kind: 'paragraph', span: whole }]
    for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
      const node = frame.nodes[frame.next]
      if (!node) {
        stack.pop()
        continue
      }
      if (PHRASING.has(node.type)) {
        this.#readLoose(frame)
        continue
      }
      frame.next++
      const inside = this.#readFlow(node, frame)
      if (inside) stack.push(inside)
    }
    const reading = {
      prose: this.#builder.build(),
      outline: this.#outline,
      notes: this.#options.notes ?? [],
    }
    return this.#lang === undefined ? reading : { ...reading, lang: this.#lang }
  }

  /** Inlines that stand among blocks, as in elements of MDX, are read as one block. */
  #readLoose(frame: Frame): void {
    const first = frame.next
    while (frame.next < frame.nodes.length && PHRASING.has(frame.nodes[frame.next]!.type)) frame.next++
    const nodes = frame.nodes.slice(first, frame.next)
    const start = spanOf(nodes[0]!, this.#shift)?.start ?? Math.max(this.#floor, frame.span.start)
    this.#readLeaf(nodes, { start, end: frame.span.end }, frame.kind)
  }

  #readFlow(node: TreeNode, frame: Frame): Frame | undefined {
    const span = spanOf(node, this.#shift)
    const place = span ?? { start: Math.max(this.#floor, frame.span.start), end: frame.span.end }
    const found = span && outlineNode(node, span)
    if (found) this.#outline.push(found)
    if (node.type === 'yaml' || node.type === 'toml') {
      this.#readFrontMatter(node.type, place)
    } else if (node.type === 'html') {
      for (const pieces of readHtml(this.#source, place)) this.#emit('html', pieces)
    } else if (holdsElementsAlone(node)) {
      for (const child of node.children ?? []) this.#readLeaf([child], spanOf(child, this.#shift) ?? place, frame.kind)
    } else if (LEAVES.has(node.type)) {
      this.#readLeaf(node.children ?? [], place, kindOf(node, frame.kind))
    } else if (node.children) {
      return { nodes: node.children, next: 0, kind: kindOf(node, frame.kind), span: place }
    }
    return undefined
  }

  #readFrontMatter(syntax: 'yaml' | 'toml', span: Span): void {
    const keys = this.#options.proseKeys ?? DEFAULT_PROSE_KEYS
    const { values, lang } = readFrontMatter(this.#source, span, syntax, keys)
    for (const pieces of values) this.#emit('frontMatter', pieces)
    this.#lang ??= lang
  }

  #readLeaf(nodes: readonly TreeNode[], span: Span, kind: BlockKind): void {
    const context = { source: this.#source, shift: this.#shift, outline: this.#outline }
    this.#emit(kind, readInlines(context, nodes, span))
  }

  #emit(kind: BlockKind, pieces: readonly Piece[]): void {
    const source = this.#source
    for (const text of applyMasks(source, pieces, this.#templatesIn(pieces))) {
      for (const part of applyMasks(source, text, this.#findMasks(source, text))) {
        const block = trimmed(source, part)
        if (!speaks(block)) continue
        const known = this.#options.fixExpressions && looksLikeCode(source, block) ? block.map(fixed) : block
        this.#floor = emitBlock(this.#builder, kind, known, this.#floor)
      }
    }
  }

  #templatesIn(pieces: readonly Piece[]): Mask[] {
    const start = pieces[0]?.start ?? 0
    const end = pieces.at(-1)?.end ?? 0
    this.#templates ??= templateSpans(this.#source)
    // Blocks come in order but in trees that were rearranged.
    if ((this.#templates[this.#template - 1]?.end ?? 0) > start) this.#template = 0
    while ((this.#templates[this.#template]?.end ?? Number.POSITIVE_INFINITY) <= start) this.#template++
    const out: Mask[] = []
    for (let i = this.#template; i < this.#templates.length; i++) {
      const span = this.#templates[i]
      if (!span || span.start >= end) break
      out.push({ ...span, as: 'split' })
    }
    return out
  }
}

/** A paragraph of nothing but elements of MDX: each stands by itself. */
function holdsElementsAlone({ type, children }: TreeNode): boolean {
  return (
    type === 'paragraph' &&
    children !== undefined &&
    children.every(
      (child) =>
        (child.type === 'mdxJsxTextElement' && !isFormatting((child.name ?? '').toLowerCase())) ||
        (child.type === 'text' && child.value?.trim() === ''),
    )
  )
}

function looksLikeCode(source: string, pieces: readonly Piece[]): boolean {
  const first = pieces[0]
  const last = pieces.at(-1)
  return first !== undefined && last !== undefined && LOOKS_LIKE_CODE.test(source.slice(first.start, last.end))
}

function fixed(piece: Piece): Piece {
  return piece.kind === SegmentKind.opaque ? piece : { ...piece, kind: SegmentKind.fixed }
}

function kindOf(node: TreeNode, around: BlockKind): BlockKind {
  switch (node.type) {
    case 'heading':
      return 'heading'
    case 'tableCell':
      return 'tableCell'
    case 'listItem':
      return 'listItem'
    case 'blockquote':
      return 'quote'
    default:
      return around
  }
}
