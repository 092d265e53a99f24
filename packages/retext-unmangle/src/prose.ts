import type { Nodes, Root } from 'nlcst'
import { ProseBuilder, type Reading, type Span } from 'unmangle-core'

/** A piece of a tree's text that is not divided further. */
interface Leaf {
  readonly node: Nodes
  readonly value: string
  /** Whether it is code or markup, read as one opaque character. */
  readonly opaque: boolean
  /** The number of its paragraph; 0 between paragraphs. */
  readonly paragraph: number
}

interface Frame {
  readonly children: readonly Nodes[]
  readonly paragraph: number
  next: number
}

/** The leaves of a tree, in order. */
export function leavesOf(root: Root): Leaf[] {
  const leaves: Leaf[] = []
  const stack: Frame[] = [{ children: [root], paragraph: 0, next: 0 }]
  let count = 0
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const node = frame.children[frame.next++]
    if (!node) {
      stack.pop()
      continue
    }
    const paragraph = node.type === 'ParagraphNode' ? ++count : frame.paragraph
    if ('children' in node) stack.push({ children: node.children, paragraph, next: 0 })
    else leaves.push({ node, value: node.value, opaque: node.type === 'SourceNode', paragraph })
  }
  return leaves
}

/** A tree read as prose, and which node an offset of its source comes from. */
export interface TreeReading {
  readonly reading: Reading
  nodeAt(offset: number): Nodes | undefined
}

/** Reads leaves whose places are those of `source`. */
export function readPlaced(leaves: readonly Leaf[], source: string): Reading {
  return read(
    leaves,
    source,
    leaves.map(({ node }) => spanOf(node)),
  )
}

/** Reads leaves that belong to no file, from a source that their values make up. */
export function readAlone(leaves: readonly Leaf[]): TreeReading {
  const spans: Span[] = []
  let source = ''
  for (const { value } of leaves) {
    spans.push({ start: source.length, end: source.length + value.length })
    source += value
  }
  return {
    reading: read(leaves, source, spans),
    nodeAt: (offset) => leaves[firstEndingAfter(spans, offset)]?.node,
  }
}

function firstEndingAfter(spans: readonly Span[], offset: number): number {
  let low = 0
  let high = spans.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((spans[middle]?.end ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low
}

function read(leaves: readonly Leaf[], source: string, spans: readonly (Span | undefined)[]): Reading {
  const builder = new ProseBuilder(source)
  let paragraph = 0
  let floor = 0
  // Neighbours are one run, so that an edit may span them.
  let run = { start: 0, end: 0 }
  const endRun = () => {
    builder.text(run.start, run.end)
    run = { start: floor, end: floor }
  }
  for (const [i, leaf] of leaves.entries()) {
    if (leaf.paragraph === 0) continue
    const { start, end } = placed(spans[i], floor)
    const isAsWritten = !leaf.opaque && source.slice(start, end) === leaf.value
    if (leaf.paragraph !== paragraph || !isAsWritten || start !== run.end) endRun()
    if (leaf.paragraph !== paragraph) builder.open('paragraph')
    paragraph = leaf.paragraph
    if (isAsWritten) run = { start: run.end === start ? run.start : start, end }
    else if (leaf.opaque) builder.opaque(start, end)
    else builder.fixed(leaf.value, start, end)
    floor = end
    if (!isAsWritten) run = { start: floor, end: floor }
  }
  endRun()
  return { prose: builder.build(), outline: [], notes: [] }
}

/** A leaf without a place, or one that was moved, stands where the text before it ends. */
function placed(span: Span | undefined, floor: number): Span {
  return span && span.start >= floor ? span : { start: floor, end: floor }
}

function spanOf({ position }: Nodes): Span | undefined {
  const start = position?.start.offset
  const end = position?.end.offset
  return start === undefined || end === undefined ? undefined : { start, end }
}
