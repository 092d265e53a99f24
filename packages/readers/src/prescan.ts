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

/** The most `[` in one paragraph: each is sought among the labels before it, or looks for its target. */
export const MAX_BRACKETS = 5_000
/** The most elements of MDX that are open at a time. */
export const MAX_OPEN_ELEMENTS = 2_000
/** The most lines of a source, and of one paragraph in it, that the parser in pure JavaScript is given. */
export const MAX_LINES = 100_000
export const MAX_PARAGRAPH_LINES = 5_000

const DIRECTIVE = /::|:[^\s:[{]+[[{]/
/** The marks that are counted: 1 for each by its code. All other characters are passed over. */
const IS_COUNTED = Uint8Array.from({ length: 0x80 }, (_, code) =>
  '`[]<>{}:*_~'.includes(String.fromCharCode(code)) ? 1 : 0,
)
const FENCE = / {0,3}(`{3,}(?!`)(?!.*`)|~{3,})/y
const DELIMITER_ROW = /[ \t]*(?=[|:-])[|: \t-]*$/my

export interface PrescanOptions {
  readonly mdx?: boolean
  /** The parser in pure JavaScript will read it, whose cost of a line is much higher. */
  readonly slow?: boolean
}

/**
 * Whether a parser of Markdown could need more than linear time or stack for a source: what is past its limit, in
 * words, or `undefined`. One pass over the source.
 */
export function beyondLimits(source: string, options: PrescanOptions = {}): string | undefined {
  const scan = new Prescan(source, options)
  for (let start = 0; start < source.length; ) {
    let end = start
    while (end < source.length && lineEndLength(source, end) === 0) end++
    const problem = scan.line(start, end)
    if (problem) return problem
    start = end + lineEndLength(source, end)
  }
  return undefined
}

class Prescan {
  readonly #source: string
  readonly #mdx: boolean
  readonly #slow: boolean
  readonly #directives: number[] = []
  readonly #backticks = new Set<number>()
  #hasDirectives: boolean | undefined
  #fence: string | undefined
  #inTable = false
  #inHtml = false
  #lines = 0
  #elements = 0
  #braces = 0
  #colons = 0
  #open = 0
  #angles = 0
  #brackets = 0
  #runs = 0
  #paragraphLines = 0

  constructor(source: string, { mdx = false, slow = false }: PrescanOptions) {
    this.#source = source
    this.#mdx = mdx
    this.#slow = slow
  }

  /** Reads a line; what is past its limit then, in words. */
  line(start: number, end: number): string | undefined {
    if (end - start > MAX_LINE_LENGTH) return `a line is longer than ${MAX_LINE_LENGTH} characters`
    this.#lines++
    if (this.#slow && this.#lines > MAX_LINES) return `it has more than ${MAX_LINES} lines`
    const head = containerDepth(this.#source, start)
    if (head.directive > 0) this.#directives.push(head.directive)
    else if (-head.directive >= (this.#directives.at(-1) ?? Number.POSITIVE_INFINITY)) this.#directives.pop()
    if (Math.max(head.containers, this.#directives.length) > MAX_CONTAINER_DEPTH)
      return `more than ${MAX_CONTAINER_DEPTH} containers are nested`
    this.#begin(start, end, head)
    const inCode = this.#readFence(start, end)
    return this.#read(start, end, inCode) ?? this.#excess()
  }

  #begin(start: number, end: number, { blank, item }: LineStart): void {
    const source = this.#source
    if (blank) {
      this.#inTable = false
      this.#inHtml = false
      this.#colons = 0
      if (!this.#mdx) this.#braces = 0
    } else {
      if (source[start] === '<') this.#inHtml = true
      DELIMITER_ROW.lastIndex = start
      if (!this.#inTable && DELIMITER_ROW.test(source)) {
        this.#inTable = source.slice(start, end).includes('|')
      }
    }
    if (blank || item || this.#inTable || source[start] === '|') {
      this.#open = this.#angles = this.#brackets = this.#runs = this.#paragraphLines = 0
      this.#backticks.clear()
    }
  }

  /** Whether a line is code between fences, or one of the fences. */
  #readFence(start: number, end: number): boolean {
    FENCE.lastIndex = start
    const mark = FENCE.exec(this.#source)?.[1]
    if (this.#fence === undefined) {
      // In HTML a fence is none, and what follows would go unread.
      if (mark !== undefined && !this.#inHtml) this.#fence = mark
      return this.#fence !== undefined
    }
    const closes = mark?.startsWith(this.#fence) && this.#source.slice(FENCE.lastIndex, end).trim() === ''
    if (closes) this.#fence = undefined
    return true
  }

  #read(start: number, end: number, inCode: boolean): string | undefined {
    const source = this.#source
    let previous = 0
    let backticks = 0
    for (let at = start; at < end; at++) {
      const code = source.charCodeAt(at)
      if (code === 0x60) {
        backticks++
        previous = code
        continue
      }
      if (backticks > 0) {
        this.#backticks.add(backticks)
        backticks = 0
      }
      if (IS_COUNTED[code] !== 1) {
        previous = code
        continue
      }
      if (code === 0x5b) {
        this.#open++
        if (!inCode) this.#brackets++
      } else if (code === 0x5d) this.#open = Math.max(0, this.#open - 1)
      else if (code === 0x3c) {
        this.#angles++
        if (!inCode) this.#elements = Math.max(0, this.#elements + (source[at + 1] === '/' ? -1 : 1))
      } else if (code === 0x3e) {
        this.#angles = Math.max(0, this.#angles - 1)
        if (!inCode && previous === 0x2f && source[at - 2] !== '<') this.#elements = Math.max(0, this.#elements - 1)
      } else if (code === 0x7b) this.#braces++
      else if (code === 0x7d) this.#braces = Math.max(0, this.#braces - 1)
      else if (code === 0x3a) this.#colons++
      else if (!inCode && (code === 0x2a || code === 0x5f || code === 0x7e) && code !== previous) this.#runs++
      if (this.#open > MAX_UNCLOSED || this.#angles > MAX_UNCLOSED || this.#braces > MAX_UNCLOSED)
        return `more than ${MAX_UNCLOSED} brackets are never closed`
      if (this.#mdx && this.#elements > MAX_OPEN_ELEMENTS) return `more than ${MAX_OPEN_ELEMENTS} elements are open`
      previous = code
    }
    if (backticks > 0) this.#backticks.add(backticks)
    if (!inCode) this.#paragraphLines++
    return undefined
  }

  #excess(): string | undefined {
    if (this.#brackets > MAX_BRACKETS) return `more than ${MAX_BRACKETS} brackets stand in one paragraph`
    if (this.#runs > MAX_DELIMITER_RUNS)
      return `more than ${MAX_DELIMITER_RUNS} marks of emphasis stand in one paragraph`
    if (this.#backticks.size > MAX_BACKTICK_LENGTHS)
      return `runs of backticks have more than ${MAX_BACKTICK_LENGTHS} lengths`
    if (this.#slow && this.#paragraphLines > MAX_PARAGRAPH_LINES)
      return `a paragraph has more than ${MAX_PARAGRAPH_LINES} lines`
    if (this.#colons > MAX_COLONS) {
      this.#hasDirectives ??= DIRECTIVE.test(this.#source)
      if (this.#hasDirectives) return `more than ${MAX_COLONS} colons stand in one paragraph beside directives`
    }
    return undefined
  }
}

interface LineStart {
  readonly containers: number
  /** How many colons open a directive (`:::name`), or less than 0 where they close one. */
  readonly directive: number
  readonly blank: boolean
  /** Whether an item begins that can end a paragraph before it. */
  readonly item: boolean
}

/** How many containers the marks and the indent at the start of a line can open. */
function containerDepth(source: string, start: number): LineStart {
  let at = start
  let marks = 0
  let columns = 0
  let item = false
  for (;;) {
    while (isBlank(source.charCodeAt(at))) {
      columns += source[at] === '\t' ? 4 : 1
      at++
    }
    const mark = markLength(source, at)
    if (mark === 0) break
    marks++
    item ||= source[at] !== '>' && (mark === 1 || source[at] === '1')
    at += mark
  }
  const blank = at >= source.length || lineEndLength(source, at) > 0
  return {
    containers: marks > 0 ? Math.max(marks, columns >> 1) : 0,
    directive: directiveFence(source, at),
    blank: blank && marks === 0,
    item: item && !blank,
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
