import type { Span } from './finding.ts'

/** What a run of prose is in the source. */
export const SegmentKind = {
  /** The source letter for letter. */
  text: 0,
  /** One decoded unit (an entity, an escape, a line end with its container marks): replaced whole or not at all. */
  decoded: 1,
  /** Markup that is no prose (inline code, a URL, an expression): one U+FFFC, never edited. */
  opaque: 2,
  /** Text whose exact place is not known: read and reported, never edited. */
  fixed: 3,
} as const
export type SegmentKind = (typeof SegmentKind)[keyof typeof SegmentKind]

/** The character that stands for an opaque inline. */
export const OPAQUE = '\uFFFC'

/**
 * Runs of prose and their places in the source, ordered and disjoint in both. Between two segments of a block the
 * source may hold markup; between blocks the prose holds a blank line that belongs to no segment.
 */
export interface Segments {
  readonly count: number
  readonly proseStart: Int32Array
  readonly proseEnd: Int32Array
  readonly sourceStart: Int32Array
  readonly sourceEnd: Int32Array
  readonly kind: Uint8Array
}

export const BLOCK_KINDS = [
  'paragraph',
  'heading',
  'listItem',
  'tableCell',
  'quote',
  'caption',
  'frontMatter',
  'html',
] as const
export type BlockKind = (typeof BLOCK_KINDS)[number]

/** A stretch of prose that stands by itself. Offsets are into `Prose.text`. */
export interface Block extends Span {
  readonly kind: BlockKind
}

/** Flat text with a map back to where it came from. */
export interface Prose {
  /** All blocks, with a blank line between them. A line end inside a block is `\n`. */
  readonly text: string
  readonly source: string
  readonly segments: Segments
  readonly blocks: readonly Block[]
}

/** Collects segments and blocks in order. */
export class ProseBuilder {
  #source: string
  #parts: string[] = []
  #length = 0
  #runs: number[] = []
  #blocks: Block[] = []
  #open: { kind: BlockKind; start: number } | undefined

  constructor(source: string) {
    this.#source = source
  }

  /** Begins a block; an open one is closed first. */
  open(kind: BlockKind): void {
    this.close()
    this.#open = { kind, start: -1 }
  }

  /** Ends the open block; one without text leaves no trace. */
  close(): void {
    if (this.#open && this.#open.start >= 0)
      this.#blocks.push({ kind: this.#open.kind, start: this.#open.start, end: this.#length })
    this.#open = undefined
  }

  /** Source text as it stands, from `start` to `end`. */
  text(start: number, end: number): void {
    if (end > start) this.#add(this.#source.slice(start, end), start, end, SegmentKind.text)
  }

  /** A unit whose value differs from its source. */
  decoded(value: string, start: number, end: number): void {
    if (value) this.#add(value, start, end, SegmentKind.decoded)
  }

  opaque(start: number, end: number): void {
    this.#add(OPAQUE, start, end, SegmentKind.opaque)
  }

  /** Text that stands somewhere between `start` and `end`. */
  fixed(value: string, start: number, end: number): void {
    if (value) this.#add(value, start, end, SegmentKind.fixed)
  }

  build(): Prose {
    this.close()
    const count = this.#runs.length / 5
    const column = (offset: number) => Int32Array.from({ length: count }, (_, i) => this.#runs[i * 5 + offset]!)
    return {
      text: this.#parts.join(''),
      source: this.#source,
      segments: {
        count,
        proseStart: column(0),
        proseEnd: column(1),
        sourceStart: column(2),
        sourceEnd: column(3),
        kind: Uint8Array.from({ length: count }, (_, i) => this.#runs[i * 5 + 4]!),
      },
      blocks: this.#blocks,
    }
  }

  #add(value: string, start: number, end: number, kind: SegmentKind): void {
    this.#open ??= { kind: 'paragraph', start: -1 }
    if (this.#open.start < 0) {
      if (this.#blocks.length > 0) {
        this.#parts.push('\n\n')
        this.#length += 2
      }
      this.#open.start = this.#length
    }
    this.#parts.push(value)
    this.#runs.push(this.#length, this.#length + value.length, start, end, kind)
    this.#length += value.length
  }
}

/** The last segment that starts at or before a prose offset; -1 before the first. */
function segmentAt(segments: Segments, offset: number): number {
  let low = 0
  let high = segments.count - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    if (segments.proseStart[middle]! <= offset) low = middle + 1
    else high = middle - 1
  }
  return high
}

/** The source offset of a prose offset where a span starts: markup before it is left out. */
export function sourceStart(prose: Prose, offset: number): number {
  const { segments } = prose
  const i = segmentAt(segments, offset)
  if (i < 0) return segments.count > 0 ? segments.sourceStart[0]! : 0
  if (offset >= segments.proseEnd[i]!)
    return i + 1 < segments.count ? segments.sourceStart[i + 1]! : segments.sourceEnd[i]!
  if (segments.kind[i] !== SegmentKind.text) return segments.sourceStart[i]!
  return segments.sourceStart[i]! + offset - segments.proseStart[i]!
}

/** The source offset of a prose offset where a span ends: markup after it is left out. */
export function sourceEnd(prose: Prose, offset: number): number {
  const { segments } = prose
  const i = segmentAt(segments, offset - 1)
  if (i < 0) return segments.count > 0 ? segments.sourceStart[0]! : 0
  if (segments.kind[i] !== SegmentKind.text || offset > segments.proseEnd[i]!) return segments.sourceEnd[i]!
  return segments.sourceStart[i]! + offset - segments.proseStart[i]!
}

/**
 * The source range that a change from `start` to `end` of the prose may touch, or `null` where it would change
 * markup, an opaque inline, part of a decoded unit or text whose place is not known.
 */
export function editableRange(prose: Prose, start: number, end: number): Span | null {
  const { segments } = prose
  if (start === end) return insertionPoint(prose, start)
  const first = segmentAt(segments, start)
  const last = segmentAt(segments, end - 1)
  if (first < 0 || start >= segments.proseEnd[first]! || end > segments.proseEnd[last]!) return null
  for (let i = first; i <= last; i++) {
    const kind = segments.kind[i]
    if (kind === SegmentKind.opaque || kind === SegmentKind.fixed) return null
    if (kind === SegmentKind.decoded && (start > segments.proseStart[i]! || end < segments.proseEnd[i]!)) return null
    if (i < last && segments.sourceEnd[i] !== segments.sourceStart[i + 1]) return null
  }
  return { start: sourceStart(prose, start), end: sourceEnd(prose, end) }
}

/** Where text can be put in: beside the text before it or else the text after it, never beside markup alone. */
function insertionPoint(prose: Prose, offset: number): Span | null {
  const { segments } = prose
  const before = segmentAt(segments, offset - 1)
  if (before >= 0 && offset <= segments.proseEnd[before]! && segments.kind[before] === SegmentKind.text) {
    const at = segments.sourceStart[before]! + offset - segments.proseStart[before]!
    return { start: at, end: at }
  }
  const after = segmentAt(segments, offset)
  if (after >= 0 && segments.proseStart[after] === offset && segments.kind[after] === SegmentKind.text) {
    const at = segments.sourceStart[after]!
    return { start: at, end: at }
  }
  return null
}

/** The block that holds a prose offset, or -1. */
export function blockAt(prose: Prose, offset: number): number {
  let low = 0
  let high = prose.blocks.length - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const block = prose.blocks[middle]!
    if (offset < block.start) high = middle - 1
    else if (offset > block.end) low = middle + 1
    else return middle
  }
  return -1
}
