import type { Reader } from 'unmangle-core'
import { type MarkdownParser, type MarkdownReading, markdownReader } from './markdown.ts'
import { parseMarkdown } from './micromark.ts'

export interface MarkdownOptions extends MarkdownReading {
  /** Default: a parser in pure JavaScript. */
  readonly parse?: MarkdownParser
}

/** As {@link markdownReader}, with a parser of its own where none is given. */
export function createMarkdownReader({ parse = parseMarkdown, ...reading }: MarkdownOptions = {}): Reader {
  return markdownReader(parse, reading)
}
