import type { MarkdownOptions } from 'unmangle-readers'

type Parse = NonNullable<MarkdownOptions['parse']>

const FEATURES = {
  gfm: true,
  frontmatter: true,
  math: { singleDollarTextMath: false },
  directive: true,
}

/** The fast Markdown parser, or undefined where its binary cannot be loaded. */
export async function fastParser(): Promise<Parse | undefined> {
  try {
    const { markdownToMdast, mdxToMdast } = await import('satteri')
    return (source, { mdx }) => {
      const tree = (mdx ? mdxToMdast : markdownToMdast)(source, { features: FEATURES })
      if (tree.type !== 'root') throw new Error(`satteri gave a ${tree.type} for a document`)
      return tree
    }
  } catch {
    return undefined
  }
}
