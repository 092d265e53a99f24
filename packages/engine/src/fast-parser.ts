import type { MarkdownOptions } from 'unmangle-readers'

type Parse = NonNullable<MarkdownOptions['parse']>

/** A directive with a label or attributes, or a fence of one: what else begins with a colon is read as text anyway. */
const DIRECTIVE = /::|:[^\s:[{]+[[{]/

// With directives every colon costs the parser a look over the whole paragraph: most sources have none and go without.
function featuresFor(source: string) {
  return { gfm: true, frontmatter: true, math: { singleDollarTextMath: false }, directive: DIRECTIVE.test(source) }
}

/** The fast Markdown parser, or undefined where its binary cannot be loaded. */
export async function fastParser(): Promise<Parse | undefined> {
  try {
    const { markdownToMdast, mdxToMdast } = await import('satteri')
    return (source, { mdx }) => {
      const tree = (mdx ? mdxToMdast : markdownToMdast)(source, { features: featuresFor(source) })
      if (tree.type !== 'root') throw new Error(`satteri gave a ${tree.type} for a document`)
      return tree
    }
  } catch {
    return undefined
  }
}
