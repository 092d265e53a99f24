import { SegmentKind, type Span } from 'unmangle-core'
import { type Piece, textPiece } from './pieces.ts'

/** The keys of front matter whose values are read as prose unless others are given. */
export const DEFAULT_PROSE_KEYS: readonly string[] = [
  'title',
  'description',
  'summary',
  'subtitle',
  'excerpt',
  'caption',
  'sidebar_label',
  'sidebar_title',
  'linkTitle',
  'headline',
  'tagline',
  'lead',
  'abstract',
]

export interface FrontMatter {
  /** The pieces of every value that is prose. */
  readonly values: readonly Piece[][]
  readonly lang?: string
}

const LANGUAGE_KEYS = new Set(['lang', 'language', 'locale'])
const TAG = /^[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{2,8}){0,3}$/
const YAML_KEY = /^([ \t]*(?:- )?)("?)([A-Za-z_][\w.-]*)\2[ \t]*:[ \t]+/
const TOML_KEY = /^([ \t]*)("?)([A-Za-z_][\w.-]*)\2[ \t]*=[ \t]*/
/** What begins a YAML value that is no plain scalar. */
const INDICATOR = /^[[\]{}&*!|>%@`#,?-]/
const LETTER = /\p{L}/u
const ESCAPE = /\\(?:u[0-9a-fA-F]{4}|U[0-9a-fA-F]{8}|x[0-9a-fA-F]{2}|.)/y
const LINE = /[^\r\n]*(?:\r\n|\r|\n)?/g

/** Reads front matter that lies in `span`, its fences included. Values over several lines are left out. */
export function readFrontMatter(
  source: string,
  span: Span,
  syntax: 'yaml' | 'toml',
  proseKeys: readonly string[],
): FrontMatter {
  const prose = new Set(proseKeys.map((key) => key.toLowerCase()))
  const lines = linesOf(source.slice(span.start, span.end))
  const values: Piece[][] = []
  let lang: string | undefined
  let at = span.start
  for (const [i, line] of lines.entries()) {
    const match = (syntax === 'yaml' ? YAML_KEY : TOML_KEY).exec(line)
    const name = match?.[3]?.toLowerCase()
    if (match && name !== undefined && (prose.has(name) || LANGUAGE_KEYS.has(name))) {
      const start = at + match[0].length
      const raw = line.slice(match[0].length).trimEnd()
      const pieces = continues(lines[i + 1], match[1]!.length) ? [] : scalar(source, start, raw, syntax)
      const text = pieces.map(({ value }) => value).join('')
      if (prose.has(name) && LETTER.test(text)) values.push(pieces)
      if (LANGUAGE_KEYS.has(name) && TAG.test(text)) lang ??= text.replaceAll('_', '-')
    }
    at += line.length
  }
  return lang === undefined ? { values } : { values, lang }
}

function linesOf(text: string): string[] {
  return (text.match(LINE) ?? []).filter((line) => line !== '')
}

/** Whether a line goes on with the value of a key that is indented by `indent`. */
function continues(line: string | undefined, indent: number): boolean {
  if (line === undefined || line.trim() === '') return false
  const depth = line.length - line.trimStart().length
  return depth > indent && !YAML_KEY.test(line) && !TOML_KEY.test(line) && line[depth] !== '#'
}

function scalar(source: string, start: number, raw: string, syntax: 'yaml' | 'toml'): Piece[] {
  if (raw.startsWith('"""') || raw.startsWith("'''")) return []
  if (raw[0] === '"') return doubleQuoted(source, start + 1, raw)
  if (raw[0] === "'") return singleQuoted(source, start + 1, raw, syntax === 'yaml')
  if (syntax === 'toml' || raw === '' || INDICATOR.test(raw)) return []
  const comment = / #|\t#/.exec(raw)
  const value = comment ? raw.slice(0, comment.index).trimEnd() : raw
  return value.includes(': ') || value.endsWith(':') ? [] : [textPiece(source, start, start + value.length)]
}

function doubleQuoted(source: string, start: number, raw: string): Piece[] {
  const out: Piece[] = []
  let run = start
  for (let i = 1; i < raw.length; ) {
    const at = start + i - 1
    if (raw[i] === '"') {
      if (run < at) out.push(textPiece(source, run, at))
      return out
    }
    if (raw[i] !== '\\') {
      i++
      continue
    }
    ESCAPE.lastIndex = i
    const written = ESCAPE.exec(raw)?.[0]
    const value = written && unescaped(written)
    if (!written || value === undefined) return []
    if (run < at) out.push(textPiece(source, run, at))
    run = at + written.length
    out.push({ kind: SegmentKind.decoded, value, start: at, end: run })
    i += written.length
  }
  return []
}

function singleQuoted(source: string, start: number, raw: string, doubled: boolean): Piece[] {
  const out: Piece[] = []
  let run = start
  for (let i = 1; i < raw.length; i++) {
    if (raw[i] !== "'") continue
    const at = start + i - 1
    if (run < at) out.push(textPiece(source, run, at))
    if (!doubled || raw[i + 1] !== "'") return out
    run = at + 2
    out.push({ kind: SegmentKind.decoded, value: "'", start: at, end: run })
    i++
  }
  return []
}

const ESCAPES: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', _: '\u00A0', N: '\u0085' }

function unescaped(written: string): string | undefined {
  const letter = written[1]!
  if (written.length > 2) {
    const code = Number.parseInt(written.slice(2), 16)
    return code > 0x10ffff ? undefined : String.fromCodePoint(code)
  }
  return ESCAPES[letter] ?? (/[\w]/.test(letter) ? undefined : letter)
}
