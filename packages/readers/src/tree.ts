import type { OutlineKind, OutlineNode, Span } from 'unmangle-core'

/** What is asked of a node of mdast, whatever extension it comes from. */
export interface TreeNode {
  readonly type: string
  readonly position?:
    | { readonly start: { readonly offset?: number }; readonly end: { readonly offset?: number } }
    | undefined
  readonly children?: readonly TreeNode[]
  readonly value?: string
  readonly url?: string
  readonly depth?: number
  readonly name?: string | null
  readonly lang?: string | null
  readonly meta?: string | null
}

/** Where a node stands in the source; `shift` is 1 where a byte-order mark was not counted. */
export function spanOf(node: TreeNode, shift: number): Span | undefined {
  const start = node.position?.start.offset
  const end = node.position?.end.offset
  return start === undefined || end === undefined ? undefined : { start: start + shift, end: end + shift }
}

const KINDS: Readonly<Record<string, OutlineKind>> = {
  heading: 'heading',
  paragraph: 'paragraph',
  link: 'link',
  linkReference: 'link',
  image: 'image',
  imageReference: 'image',
  code: 'code',
  inlineCode: 'inlineCode',
  list: 'list',
  listItem: 'listItem',
  blockquote: 'quote',
  table: 'table',
  thematicBreak: 'rule',
  html: 'html',
  mdxJsxFlowElement: 'html',
  mdxJsxTextElement: 'html',
  definition: 'definition',
  footnoteDefinition: 'definition',
  yaml: 'frontMatter',
  toml: 'frontMatter',
  emphasis: 'emphasis',
  strong: 'strong',
  math: 'math',
  inlineMath: 'math',
  textDirective: 'directive',
  leafDirective: 'directive',
  containerDirective: 'directive',
  mdxTextExpression: 'expression',
  mdxFlowExpression: 'expression',
  mdxjsEsm: 'expression',
}

/** The node as a piece of structure; `undefined` for nodes that are none. */
export function outlineNode(node: TreeNode, { start, end }: Span): OutlineNode | undefined {
  const kind = KINDS[node.type]
  if (!kind) return undefined
  const place = { kind, start, end }
  if (kind === 'heading' && node.depth !== undefined) return { ...place, depth: node.depth }
  if (kind === 'code' && node.lang) return { ...place, info: node.meta ? `${node.lang} ${node.meta}` : node.lang }
  return node.url === undefined ? place : { ...place, url: node.url }
}
