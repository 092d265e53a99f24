import type { Root } from 'mdast'
import type { Reader, Reading } from 'unmangle-core'
import { startsWithMark } from './characters.ts'
import { proseFromMdast } from './from-mdast.ts'
import type { TemplateTag } from './masks.ts'
import { beyondLimits } from './prescan.ts'
import { readLines } from './text.ts'

/** Makes mdast with UTF-16 offsets of a source without byte-order mark. May throw, on MDX above all. */
export interface MarkdownParser {
  (source: string, options: { mdx: boolean }): Root
  /** It needs so much time that it is spared some documents that a fast one reads. */
  readonly slow?: boolean
}

export interface MarkdownReading {
  /** Read MDX. */
  readonly mdx?: boolean
  /** The keys of front matter whose values are prose. */
  readonly proseKeys?: readonly string[]
  /** Template tags besides those that are known. */
  readonly templateTags?: readonly TemplateTag[]
}

/**
 * Makes a reader of Markdown or MDX of a parser. It throws nothing: MDX that does not parse is read as Markdown with nothing
 * edited where it looks like JSX, and a document past the limits of {@link beyondLimits} as plain text; a note says so.
 */
export function markdownReader(parse: MarkdownParser, options: MarkdownReading = {}): Reader {
  const { mdx = false, proseKeys, templateTags } = options
  return (source) => {
    const body = startsWithMark(source) ? source.slice(1) : source
    const limit = beyondLimits(body, { mdx, slow: parse.slow === true })
    if (limit) return readLines(source, [`Read as plain text: ${limit}.`])
    const readTree = (asMdx: boolean, notes: readonly string[]): Reading =>
      proseFromMdast(parse(body, { mdx: asMdx }), source, {
        proseKeys,
        templateTags,
        notes,
        fixExpressions: mdx && !asMdx,
      })
    try {
      return readTree(mdx, [])
    } catch (error) {
      const plain = () => readLines(source, [`Read as plain text: it does not parse as Markdown (${reason(error)}).`])
      if (!mdx) return plain()
      try {
        return readTree(false, [`Read as Markdown: it does not parse as MDX (${reason(error)}).`])
      } catch {
        return plain()
      }
    }
  }
}

function reason(error: unknown): string {
  const message = error instanceof Error ? error.message : String(error)
  return message.split('\n', 1)[0] ?? ''
}
