/** An entry of a PO file. */
export interface PoEntry {
  /** Where its `msgid` stands, 1-based. */
  readonly line: number
  readonly id: string
  /** Of the first form, where there are several. */
  readonly translation: string
  /** The `#.` lines. */
  readonly explanations: readonly string[]
  readonly flags: readonly string[]
  /** What else it has, by name: a context, a reference, a comment, a plural. */
  readonly kept: readonly string[]
}

interface OpenEntry {
  line: number
  texts: Map<string, string>
  explanations: string[]
  flags: string[]
  kept: string[]
}

const COMMENTS: Readonly<Record<string, string>> = { ':': 'reference', '|': 'previous msgid', '~': 'obsolete entry' }
const KEYWORD = /^(msgctxt|msgid_plural|msgid|msgstr(?:\[\d+\])?)[ \t]*(?=")/
const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '"': '"', '\\': '\\' }

type Fail = (line: number, column: number, message: string) => void

/**
 * Reads the entries of a PO file line by line. A line that is none is told and passed over.
 *
 * @param fail Told the 1-based line and column of what cannot be read.
 */
export function readPo(text: string, fail: Fail): PoEntry[] {
  const entries: PoEntry[] = []
  let open = emptyEntry()
  let key = ''
  const close = () => {
    const id = open.texts.get('msgid')
    if (id !== undefined) entries.push(entryOf(open, id))
    else if (open.texts.size > 0) fail(open.line, 1, '`msgid` is missing')
    open = emptyEntry()
    key = ''
  }
  for (const [i, raw] of text.split('\n').entries()) {
    const line = raw.trim()
    const indent = raw.length - raw.trimStart().length
    const number = i + 1
    if (line === '') {
      // Comments may stand apart from their entry.
      if (open.texts.size > 0) close()
    } else if (line.startsWith('#')) {
      if (open.texts.size > 0) close()
      comment(open, line)
    } else {
      const word = KEYWORD.exec(line)
      const name = word?.[1]
      if (name !== undefined && startsEntry(open, name)) close()
      if (name !== undefined) key = name
      else if (!line.startsWith('"') || key === '') {
        fail(number, indent + 1, 'a comment, `msgid "…"`, `msgstr "…"` or "…" is expected')
        continue
      }
      const at = word?.[0].length ?? 0
      const value = unquoted(line, at, (column, message) => fail(number, indent + column, message))
      if (value === undefined) continue
      if (open.texts.size === 0 || key === 'msgid') open.line = name === undefined ? open.line : number
      open.texts.set(key, (name === undefined ? (open.texts.get(key) ?? '') : '') + value)
    }
  }
  close()
  return entries
}

function emptyEntry(): OpenEntry {
  return { line: 1, texts: new Map(), explanations: [], flags: [], kept: [] }
}

/** Whether a keyword cannot belong to the entry that is open: entries need no empty line between them. */
function startsEntry({ texts }: OpenEntry, name: string): boolean {
  return name === 'msgctxt' ? texts.size > 0 : name === 'msgid' && texts.has('msgid')
}

function comment(open: OpenEntry, line: string): void {
  const mark = line.charAt(1)
  const text = line.slice(2).trim()
  if (mark === '.') open.explanations.push(text)
  else if (mark === ',') open.flags.push(...text.split(',').map((flag) => flag.trim()))
  else open.kept.push(COMMENTS[mark] ?? 'comment')
}

function entryOf({ line, texts, explanations, flags, kept }: OpenEntry, id: string): PoEntry {
  const others = [...texts.keys()].filter((key) => key === 'msgctxt' || key === 'msgid_plural' || /\[[1-9]/.test(key))
  const translation = texts.get('msgstr') ?? texts.get('msgstr[0]') ?? ''
  return { line, id, translation, explanations, flags, kept: [...kept, ...others] }
}

/** The text of the string that opens at `at` and ends the line. */
function unquoted(line: string, at: number, fail: (column: number, message: string) => void): string | undefined {
  let out = ''
  for (let i = at + 1; i < line.length; i++) {
    const unit = line.charAt(i)
    if (unit === '"') {
      if (i === line.length - 1) return out
      fail(i + 2, 'something follows the closing quote')
      return undefined
    }
    if (unit !== '\\') {
      out += unit
      continue
    }
    const escaped = ESCAPES[line.charAt(++i)]
    if (escaped === undefined) {
      fail(i, `unknown escape \\${line.charAt(i)}`)
      return undefined
    }
    out += escaped
  }
  fail(at + 1, 'the quote is not closed')
  return undefined
}
