import type { Root } from 'mdast'
import type { Edit } from 'unmangle-core'

/** What is asked of a node of mdast, whatever extension it comes from. */
export interface TreeNode {
  readonly type: string
  value?: string
  readonly name?: string | null
  readonly children?: readonly TreeNode[]
  readonly position?: { readonly start: Place; readonly end: Place } | undefined
}

interface Place {
  readonly line: number
  readonly column: number
  readonly offset?: number
}

/** A text node of the tree and where its value stands in the source of the layout. */
interface Leaf {
  readonly node: TreeNode
  readonly start: number
  readonly end: number
}

/** A tree written down plainly: the value of every text node stands in `source` letter for letter. */
export interface Layout {
  /** A copy of the tree, with its places in `source`. */
  readonly tree: Root
  readonly source: string
  /** By place. */
  readonly leaves: readonly Leaf[]
}

interface Frame {
  readonly node: TreeNode
  readonly start: number
  readonly inline: boolean
  readonly copies: TreeNode[]
  next: number
}

const HOLDS_INLINES = new Set(['paragraph', 'heading', 'tableCell', 'leafDirective'])
const FENCES: Readonly<Record<string, string>> = { yaml: '---', toml: '+++' }
const OPAQUE = '\uFFFC'

/** Writes a tree down, whatever it was made from. */
export function layOut(root: Root): Layout {
  const parts: string[] = []
  const leaves: Leaf[] = []
  const stack: Frame[] = []
  let length = 0
  let copy: TreeNode = root
  const write = (text: string) => {
    parts.push(text)
    length += text.length
  }
  const enter = (node: TreeNode, inline: boolean) => {
    const start = length
    if (!node.children || node.children.length === 0) write(plainly(node))
    if (node.type === 'text') leaves.push({ node, start, end: length })
    stack.push({ node, start, inline, copies: [], next: 0 })
  }
  enter(root, false)
  for (let frame = stack.at(-1); frame; frame = stack.at(-1)) {
    const { node, start, inline, copies } = frame
    const child = node.children?.[frame.next++]
    if (child) {
      enter(child, inline || HOLDS_INLINES.has(node.type))
      continue
    }
    stack.pop()
    const position = { start: placeAt(start), end: placeAt(length) }
    copy = node.children ? { ...node, position, children: copies } : { ...node, position }
    if (!inline) write('\n\n')
    stack.at(-1)?.copies.push(copy)
  }
  // The last copy is that of the root, alike in all but the places.
  return { tree: copy as Root, source: parts.join(''), leaves }
}

/** Only the offset is read. */
function placeAt(offset: number): Place {
  return { line: 1, column: offset + 1, offset }
}

/** A node without children as the reader of prose expects it in a source. */
function plainly(node: TreeNode): string {
  const { type, value = '' } = node
  const fence = FENCES[type]
  if (fence) return `${fence}\n${value}\n${fence}`
  if (type === 'text' || type === 'html') return value
  if (type === 'break') return '\n'
  if (type === 'inlineMath') return `$${value}$`
  if (type === 'textDirective') return `:${node.name}`
  return OPAQUE
}

/** The leaf that holds an offset or ends there. */
export function leafAt(layout: Layout, offset: number): Leaf | undefined {
  const { leaves } = layout
  let low = 0
  let high = leaves.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((leaves[middle]?.end ?? 0) < offset) low = middle + 1
    else high = middle
  }
  const leaf = leaves[low]
  return leaf && leaf.start <= offset ? leaf : undefined
}

/** Whether each of the edits lies in one text node. */
export function liesInText(layout: Layout, edits: readonly Edit[]): boolean {
  return edits.every((edit) => {
    const leaf = leafFor(layout, edit)
    return leaf !== undefined && edit.end <= leaf.end
  })
}

/** Where two text nodes meet, text is put at the end of the first, but replaced in the second. */
function leafFor(layout: Layout, { start, end }: Edit): Leaf | undefined {
  const leaf = leafAt(layout, start)
  return leaf && leaf.end === start && end > start ? leafAt(layout, start + 1) : leaf
}

/** Makes disjoint edits that are in order and lie in text nodes. The layout does not hold afterwards. */
export function changeTree(layout: Layout, edits: readonly Edit[]): void {
  for (const edit of [...edits].reverse()) {
    const leaf = leafFor(layout, edit)
    if (!leaf) continue
    const { value = '' } = leaf.node
    leaf.node.value = value.slice(0, edit.start - leaf.start) + edit.text + value.slice(edit.end - leaf.start)
  }
}
