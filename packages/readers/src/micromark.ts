import type { Root } from 'mdast'
import { directiveFromMarkdown } from 'mdast-util-directive'
import { fromMarkdown, type Options } from 'mdast-util-from-markdown'
import { frontmatterFromMarkdown } from 'mdast-util-frontmatter'
import { gfmFromMarkdown } from 'mdast-util-gfm'
import { mathFromMarkdown } from 'mdast-util-math'
import { mdxFromMarkdown } from 'mdast-util-mdx'
import { directive } from 'micromark-extension-directive'
import { frontmatter } from 'micromark-extension-frontmatter'
import { gfm } from 'micromark-extension-gfm'
import { math } from 'micromark-extension-math'
import { mdxjs } from 'micromark-extension-mdxjs'
import type { MarkdownParser } from './markdown.ts'

const MATTERS: ('yaml' | 'toml')[] = ['yaml', 'toml']
let markdown: Options | undefined
let mdxjsToo: Options | undefined

function extensions(mdx: boolean): Options {
  return {
    extensions: [
      gfm(),
      frontmatter(MATTERS),
      math({ singleDollarTextMath: false }),
      directive(),
      ...(mdx ? [mdxjs()] : []),
    ],
    mdastExtensions: [
      gfmFromMarkdown(),
      frontmatterFromMarkdown(MATTERS),
      mathFromMarkdown(),
      directiveFromMarkdown(),
      ...(mdx ? [mdxFromMarkdown()] : []),
    ],
  }
}

/** Parses Markdown or MDX in pure JavaScript. Throws on MDX that does not parse. */
export const parseMarkdown: MarkdownParser = Object.assign(parse, { slow: true })

function parse(source: string, { mdx }: { mdx: boolean }): Root {
  if (mdx) {
    mdxjsToo ??= extensions(true)
    return fromMarkdown(source, mdxjsToo)
  }
  markdown ??= extensions(false)
  return fromMarkdown(source, markdown)
}
