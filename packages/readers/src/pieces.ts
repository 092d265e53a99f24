import { type BlockKind, type ProseBuilder, SegmentKind } from 'unmangle-core'
import { lineEndLength, skipContainerMarks } from './characters.ts'

/** A run of a block's prose before it goes into the builder. Offsets are into the source. */
export interface Piece {
  readonly kind: SegmentKind
  readonly value: string
  readonly start: number
  readonly end: number
}

export function textPiece(source: string, start: number, end: number): Piece {
  return { kind: SegmentKind.text, value: source.slice(start, end), start, end }
}

export function opaquePiece(start: number, end: number): Piece {
  return { kind: SegmentKind.opaque, value: '\uFFFC', start, end }
}

/** Source read as it stands, its line ends and the container marks after them as one unit each. */
export function rawPieces(source: string, start: number, end: number, out: Piece[]): void {
  let run = start
  let at = start
  while (at < end) {
    const length = lineEndLength(source, at)
    if (length === 0) {
      at++
      continue
    }
    const next = skipContainerMarks(source, at + length, end)
    if (run < at) out.push(textPiece(source, run, at))
    out.push({ kind: SegmentKind.decoded, value: '\n', start: at, end: next })
    run = at = next
  }
  if (run < end) out.push(textPiece(source, run, end))
}

const BLANK_EDGE = /^\s+$/
const SPEAKS = /[^\s\uFFFC]/

/** Whether there is anything to read. */
export function speaks(pieces: readonly Piece[]): boolean {
  return pieces.some((piece) => piece.kind !== SegmentKind.opaque && SPEAKS.test(piece.value))
}

/** Without white space at both ends. */
export function trimmed(source: string, pieces: readonly Piece[]): Piece[] {
  let first = 0
  let last = pieces.length
  while (first < last && BLANK_EDGE.test(pieces[first]!.value)) first++
  while (last > first && BLANK_EDGE.test(pieces[last - 1]!.value)) last--
  const out = pieces.slice(first, last)
  const head = out[0]
  if (head?.kind === SegmentKind.text) {
    out[0] = textPiece(source, head.end - head.value.trimStart().length, head.end)
  }
  const tail = out[out.length - 1]
  if (tail?.kind === SegmentKind.text) {
    out[out.length - 1] = textPiece(source, tail.start, tail.start + tail.value.trimEnd().length)
  }
  return out
}

/**
 * Adds pieces to the builder as one block, from `floor` on, and returns where the block ends in the source. A piece
 * that would stand before the floor (a tree that was rearranged) is read without a place of its own.
 */
export function emitBlock(builder: ProseBuilder, kind: BlockKind, pieces: readonly Piece[], floor: number): number {
  builder.open(kind)
  for (const piece of pieces) {
    if (piece.start < floor) {
      builder.fixed(piece.value, floor, floor)
      continue
    }
    if (piece.kind === SegmentKind.text) builder.text(piece.start, piece.end)
    else if (piece.kind === SegmentKind.decoded) builder.decoded(piece.value, piece.start, piece.end)
    else if (piece.kind === SegmentKind.opaque) builder.opaque(piece.start, piece.end)
    else builder.fixed(piece.value, piece.start, piece.end)
    floor = piece.end
  }
  builder.close()
  return floor
}
