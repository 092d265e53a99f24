import type { Document, Finding, Span, Suppression } from 'unmangle-core'

/** A comment with words for us. */
interface Directive extends Span {
  /** What follows `unmangle-`: `disable`, `enable`, `disable-next-line`, `disable-file`, or something meant for one. */
  readonly words: string
  readonly names: readonly string[]
}

/** Where a directive silences a rule. */
interface Range extends Span {
  readonly by: number
}

const EXPRESSION_COMMENT = /^\{\s*\/\*([\s\S]*?)\*\/\s*\}$/
const WORDS = /^\s*unmangle-((?:dis|en)able\S*)/
const SILENCING: ReadonlySet<string> = new Set(['disable', 'disable-next-line', 'disable-file'])
const NEXT_LINE = /\r?\n[ \t]*(?=\S)/g

/** What the comments of a document silence. One `Silence` hears all findings of one reading, and remembers. */
export class Silence {
  #directives: readonly Directive[]
  #source: string
  #ranges = new Map<string, readonly (readonly Range[])[]>()
  #heard = new Map<number, Set<string>>()

  private constructor(source: string, directives: readonly Directive[]) {
    this.#source = source
    this.#directives = directives
  }

  /** None where no comment has words for us. */
  static of(document: Document): Silence | undefined {
    if (!document.source.includes('unmangle-')) return undefined
    const directives = directivesOf(document)
    return directives.length > 0 ? new Silence(document.source, directives) : undefined
  }

  /** Whether a finding is silenced: by the place where it begins. */
  covers({ rule, family, start }: Pick<Finding, 'rule' | 'family' | 'start'>): boolean {
    let covered = false
    for (const ranges of this.#rangesFor(rule, family)) {
      const range = lastAtOrBefore(ranges, start)
      if (!range || start >= range.end) continue
      covered = true
      const heard = this.#heard.get(range.by) ?? new Set()
      this.#heard.set(range.by, heard.add(rule).add(family))
    }
    return covered
  }

  /**
   * What became of the suppressions.
   *
   * @param active Whether a rule or family of that name is at work: what names a rule that is off is not idle.
   */
  suppressions(active: (name: string) => boolean): Suppression[] {
    return this.#directives.flatMap(({ words, names, start, end }, i): Suppression[] => {
      if (words === 'enable') return []
      if (!SILENCING.has(words)) return [{ start, end, names, idle: names, used: false, unknown: `unmangle-${words}` }]
      const heard = this.#heard.get(i)
      const idle = names.filter((name) => !heard?.has(name) && active(name))
      return [{ start, end, names, idle, used: heard !== undefined || (names.length > 0 && idle.length === 0) }]
    })
  }

  /** Regions, single lines and the whole file: disjoint and in order, each by itself. */
  #rangesFor(rule: string, family: string): readonly (readonly Range[])[] {
    const known = this.#ranges.get(rule)
    if (known) return known
    const regions: Range[] = []
    const lines: Range[] = []
    const file: Range[] = []
    let open: { by: number; start: number } | undefined
    this.#directives.forEach(({ words, names, start, end }, by) => {
      if (names.length > 0 && !names.includes(rule) && !names.includes(family)) return
      if (words === 'disable') open ??= { by, start: end }
      else if (words === 'disable-next-line') lines.push({ ...nextLine(this.#source, end), by })
      else if (words === 'disable-file') file.push({ start: 0, end: this.#source.length + 1, by })
      else if (words === 'enable' && open) {
        regions.push({ ...open, end: start })
        open = undefined
      }
    })
    if (open) regions.push({ ...open, end: this.#source.length + 1 })
    const ranges = [regions, lines, file]
    this.#ranges.set(rule, ranges)
    return ranges
  }
}

/** In Markdown the comments of HTML, in MDX those of JavaScript in an expression; comments shown in code are none. */
function directivesOf({ source, reading, format }: Document): Directive[] {
  const out: Directive[] = []
  for (const { kind, start, end } of reading.outline) {
    if (kind === 'expression') {
      const inside = EXPRESSION_COMMENT.exec(source.slice(start, end))?.[1]
      if (inside !== undefined) out.push(...directive(inside, start, end))
      // An element of MDX spans its children, code blocks too; where it is no comment it holds none.
    } else if (kind === 'html' && (format !== 'mdx' || source.startsWith('<!--', start))) {
      for (let at = source.indexOf('<!--', start); at >= 0 && at < end; at = source.indexOf('<!--', at)) {
        const close = source.indexOf('-->', at + 4)
        if (close < 0 || close + 3 > end) break
        out.push(...directive(source.slice(at + 4, close), at, close + 3))
        at = close + 3
      }
    }
  }
  return out.sort((a, b) => a.start - b.start)
}

function directive(inside: string, start: number, end: number): Directive[] {
  const words = WORDS.exec(inside)
  if (!words) return []
  const rest = inside.slice(words[0].length)
  const cut = /(?:^|\s)--(?=\s|$)/.exec(rest)?.index ?? rest.length
  const names = rest
    .slice(0, cut)
    .split(/[\s,]+/)
    .filter((name) => name !== '')
  return [{ words: words[1] ?? '', names, start, end }]
}

/** The next line that is not empty. */
function nextLine(source: string, at: number): Span {
  NEXT_LINE.lastIndex = at
  if (!NEXT_LINE.test(source)) return { start: source.length, end: source.length }
  const start = source.lastIndexOf('\n', NEXT_LINE.lastIndex - 1) + 1
  const end = source.indexOf('\n', NEXT_LINE.lastIndex)
  return { start, end: end < 0 ? source.length + 1 : end }
}

function lastAtOrBefore(ranges: readonly Range[], at: number): Range | undefined {
  let low = 0
  let high = ranges.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((ranges[middle]?.start ?? 0) <= at) low = middle + 1
    else high = middle
  }
  return ranges[low - 1]
}
