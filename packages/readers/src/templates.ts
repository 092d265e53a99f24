import type { Span } from 'unmangle-core'

/** Shortcodes and tags whose content is code. */
const HOLDS_CODE = new Set([
  'highlight',
  'code',
  'code-toggle',
  'mermaid',
  'katex',
  'math',
  'latex',
  'chem',
  'raw',
  'comment',
])
const OPENER = /\{\{[<%]|\{%/g
const CLOSERS: Readonly<Record<string, string>> = { '{{<': '>}}', '{{%': '%}}', '{%': '%}' }
const NAME = /[-~ \t\r\n]*(\/?[\w-]+)/y

/**
 * The parts of a source that belong to template tags and that Markdown takes to pieces: a tag over several lines, and
 * what stands between two tags that hold code. Disjoint and in order.
 */
export function templateSpans(source: string): Span[] {
  const spans: Span[] = []
  const ahead = new Map<string, number>()
  let code: { readonly name: string; readonly start: number } | undefined
  OPENER.lastIndex = 0
  for (let match = OPENER.exec(source); match; ) {
    const [opener] = match
    const start = match.index
    const closer = CLOSERS[opener] ?? opener
    let found = ahead.get(closer) ?? -1
    if (found < OPENER.lastIndex) {
      found = source.indexOf(closer, OPENER.lastIndex)
      if (found < 0) found = Number.POSITIVE_INFINITY
      ahead.set(closer, found)
    }
    NAME.lastIndex = OPENER.lastIndex
    const name = NAME.exec(source)?.[1] ?? ''
    match = OPENER.exec(source)
    if (found === Number.POSITIVE_INFINITY || (match && match.index < found)) continue
    const end = found + closer.length
    if (code) {
      if (name !== `/${code.name}` && name !== `end${code.name}`) continue
      spans.push({ start: code.start, end })
      code = undefined
    } else if (HOLDS_CODE.has(name) && source[found - 1] !== '/' && isLineStart(source, start)) code = { name, start }
    else if (/[\r\n]/.test(source.slice(start, end))) spans.push({ start, end })
  }
  return spans
}

function isLineStart(source: string, at: number): boolean {
  let before = at - 1
  while (source[before] === ' ' || source[before] === '\t') before--
  return before < 0 || source[before] === '\n' || source[before] === '\r' || source[before] === '\uFEFF'
}
