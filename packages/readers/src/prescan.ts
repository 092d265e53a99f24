import { isBlank, lineEndLength } from './characters.ts'

/** The longest line that is parsed. */
export const MAX_LINE_LENGTH = 500_000
/** The most containers (`>`, list marks) that open on one line, and the deepest list by its indent. */
export const MAX_CONTAINER_DEPTH = 100
/** The most openers (`[`, `<`, `:x[`, `{`) without a closer between two blank lines. */
export const MAX_UNCLOSED = 1_000
/** The most runs of `*`, `_` and `~` between two blank lines. */
export const MAX_DELIMITER_RUNS = 10_000
/** The most colons between two blank lines, where a source has directives: each is looked at with the whole paragraph. */
export const MAX_COLONS = 5_000
/** The most lengths of runs of backticks between two blank lines: each is sought to the end of the paragraph. */
export const MAX_BACKTICK_LENGTHS = 32

const DIRECTIVE = /::|:[^\s:[{]+[[{]/

/**
 * Whether a parser of Markdown could need more than linear time or stack for a source: what is past its limit, in
 * words, or `undefined`. One pass over the source.
 */
export function beyondLimits(source: string, mdx = false): string | undefined {
  let lineStart = 0
  let brackets = 0
  let angles = 0
  let braces = 0
  let runs = 0
  let colons = 0
  let directive: boolean | undefined
  const directives: number[] = []
  let backticks = 0
  const lengths = new Set<number>()
  let previous = 0
  let at = 0
  while (at < source.length) {
    if (at === lineStart) {
      const depth = containerDepth(source, at)
      if (depth.directive > 0) directives.push(depth.directive)
      else if (-depth.directive >= (directives.at(-1) ?? Number.POSITIVE_INFINITY)) directives.pop()
      if (Math.max(depth.containers, directives.length) > MAX_CONTAINER_DEPTH)
        return `more than ${MAX_CONTAINER_DEPTH} containers are nested`
      if (depth.blank || source[at] === '|') {
        brackets = 0
        angles = 0
        runs = 0
        lengths.clear()
        if (depth.blank) colons = 0
        if (!mdx) braces = 0
      }
    }
    const length = lineEndLength(source, at)
    if (length > 0 || at + 1 === source.length) {
      if (at - lineStart > MAX_LINE_LENGTH) return `a line is longer than ${MAX_LINE_LENGTH} characters`
      at += Math.max(length, 1)
      lineStart = at
      previous = 0
      if (backticks > 0) lengths.add(backticks)
      backticks = 0
      continue
    }
    const code = source.charCodeAt(at)
    if (code === 0x60) backticks++
    else if (backticks > 0) {
      lengths.add(backticks)
      backticks = 0
      if (lengths.size > MAX_BACKTICK_LENGTHS) return `runs of backticks have more than ${MAX_BACKTICK_LENGTHS} lengths`
    }
    if (code === 0x5b) brackets++
    else if (code === 0x5d) brackets = Math.max(0, brackets - 1)
    else if (code === 0x3c) angles++
    else if (code === 0x3e) angles = Math.max(0, angles - 1)
    else if (code === 0x7b) braces++
    else if (code === 0x7d) braces = Math.max(0, braces - 1)
    else if (code === 0x3a && ++colons > MAX_COLONS) {
      directive ??= DIRECTIVE.test(source)
      if (directive) return `more than ${MAX_COLONS} colons stand in one paragraph beside directives`
    } else if ((code === 0x2a || code === 0x5f || code === 0x7e) && code !== previous) runs++
    if (brackets > MAX_UNCLOSED || angles > MAX_UNCLOSED || braces > MAX_UNCLOSED) {
      return `more than ${MAX_UNCLOSED} brackets are never closed`
    }
    if (runs > MAX_DELIMITER_RUNS) return `more than ${MAX_DELIMITER_RUNS} marks of emphasis stand in one paragraph`
    previous = code
    at++
  }
  return undefined
}

interface LineStart {
  readonly containers: number
  /** How many colons open a directive (`:::name`), or less than 0 where they close one. */
  readonly directive: number
  readonly blank: boolean
}

/** How many containers the marks and the indent at the start of a line can open. */
function containerDepth(source: string, start: number): LineStart {
  let at = start
  let marks = 0
  let columns = 0
  for (;;) {
    while (isBlank(source.charCodeAt(at))) {
      columns += source[at] === '\t' ? 4 : 1
      at++
    }
    const mark = markLength(source, at)
    if (mark === 0) break
    marks++
    at += mark
  }
  const blank = at >= source.length || lineEndLength(source, at) > 0
  return {
    containers: marks > 0 ? Math.max(marks, columns >> 1) : 0,
    directive: directiveFence(source, at),
    blank: blank && marks === 0,
  }
}

function directiveFence(source: string, at: number): number {
  if (!source.startsWith(':::', at)) return 0
  const start = at
  while (source[at] === ':') at++
  const length = at - start
  while (isBlank(source.charCodeAt(at))) at++
  return at >= source.length || lineEndLength(source, at) > 0 ? -length : length
}

/** How long the container mark at `at` is: `>`, a bullet or up to nine digits with `.` or `)`, before a blank. */
function markLength(source: string, at: number): number {
  const code = source.charCodeAt(at)
  if (code === 0x3e) return 1
  if (code === 0x2d || code === 0x2a || code === 0x2b) return endsMark(source, at + 1) ? 1 : 0
  let end = at
  while (end - at < 10 && source.charCodeAt(end) >= 0x30 && source.charCodeAt(end) <= 0x39) end++
  const closed = end > at && (source[end] === '.' || source[end] === ')')
  return closed && endsMark(source, end + 1) ? end + 1 - at : 0
}

function endsMark(source: string, at: number): boolean {
  return at >= source.length || isBlank(source.charCodeAt(at)) || lineEndLength(source, at) > 0
}
