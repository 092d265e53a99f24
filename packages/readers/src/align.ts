import { SegmentKind } from 'unmangle-core'
import { lineEndLength, skipBlanks, skipContainerMarks } from './characters.ts'
import { type Piece, textPiece } from './pieces.ts'

const ENTITY = /&(?:#[xX]([0-9a-fA-F]{1,6})|#([0-9]{1,7})|([A-Za-z][A-Za-z0-9]{1,31}));/y
const ESCAPABLE = /[!-/:-@[-`{-~]/
const CONTAINER_MARKS = /[ \t>]*/y

/**
 * Finds the source of a decoded value that begins at `start`, and adds its pieces to `out`. Returns the offset where
 * it ends, or -1 (and adds nothing) where value and source do not fit.
 */
export function align(source: string, start: number, limit: number, value: string, out: Piece[]): number {
  const kept = out.length
  let run = start
  let at = start
  let i = 0
  const unit = (text: string, end: number, length = text.length) => {
    if (at > run) out.push(textPiece(source, run, at))
    out.push({ kind: SegmentKind.decoded, value: text, start: at, end })
    run = at = end
    i += length
  }
  while (i < value.length) {
    const code = at < limit ? source.charCodeAt(at) : -1
    const wanted = value.charCodeAt(i)
    const lineEnd = lineEndLength(value, i)
    if (lineEnd > 0) {
      const end = softBreakEnd(source, at, limit, value, i + lineEnd)
      if (end === at + 1 && code === 0x0a) {
        at++
        i++
        continue
      }
      if (end > 0) {
        unit('\n', end, lineEnd)
        continue
      }
    }
    if (code === 0x5c && at + 1 < limit && value[i] === source[at + 1] && ESCAPABLE.test(value[i]!)) {
      unit(value[i]!, at + 2)
      continue
    }
    if (code === 0x26) {
      const entity = entityAt(source, at, limit, value, i)
      if (entity) {
        unit(entity.value, entity.end)
        continue
      }
    }
    if (code === wanted) {
      at++
      i++
    } else if (wanted === 0xfffd && (code === 0 || (code >= 0xd800 && code <= 0xdfff))) {
      unit('\uFFFD', at + 1)
    } else {
      out.length = kept
      return -1
    }
  }
  if (at > run) out.push(textPiece(source, run, at))
  return at
}

/** The end of a line end with the blanks before it and the container marks after it; 0 where there is none. */
function softBreakEnd(source: string, at: number, limit: number, value: string, next: number): number {
  const lineEnd = skipBlanks(source, at, limit)
  const length = lineEnd < limit ? lineEndLength(source, lineEnd) : 0
  if (length === 0) return 0
  const lineStart = lineEnd + length
  const end = skipContainerMarks(source, lineStart, limit)
  CONTAINER_MARKS.lastIndex = next
  const own = CONTAINER_MARKS.exec(value)?.[0] ?? ''
  // A line of prose may itself begin with `>`: what the value has of such marks is not the container's.
  const encoded = source[end] === '&' || source[end] === '\\'
  return own && !encoded && source.slice(lineStart, end).endsWith(own) ? end - own.length : end
}

interface Entity {
  readonly value: string
  readonly end: number
}

/** The entity at `at` with what it was decoded to; `undefined` where the value has it undecoded. */
function entityAt(source: string, at: number, limit: number, value: string, i: number): Entity | undefined {
  ENTITY.lastIndex = at
  const match = ENTITY.exec(source)
  if (!match || at + match[0].length > limit) return undefined
  const [raw, hexadecimal, decimal, name] = match
  const end = at + raw.length
  if (name === undefined) {
    const decoded = hexadecimal ? fromCode(Number.parseInt(hexadecimal, 16)) : fromCode(Number(decimal))
    if (value.startsWith(decoded, i)) return { value: decoded, end }
    return value.startsWith('\uFFFD', i) ? { value: '\uFFFD', end } : undefined
  }
  if (name === 'amp' || name === 'AMP') return value[i] === '&' ? { value: '&', end } : undefined
  // No other name stands for `&`, so a value with the name still in it holds an entity that nobody knows.
  if (value.startsWith(raw, i)) return undefined
  const one = String.fromCodePoint(value.codePointAt(i) ?? 0)
  if (follows(source, end, limit, value, i + one.length)) return { value: one, end }
  const two = one + String.fromCodePoint(value.codePointAt(i + one.length) ?? 0)
  return follows(source, end, limit, value, i + two.length) ? { value: two, end } : undefined
}

/** Whether the value may go on at `i` where the source goes on at `at`. */
function follows(source: string, at: number, limit: number, value: string, i: number): boolean {
  if (i > value.length) return false
  if (i === value.length || at >= limit) return true
  const next = source[at]!
  return next === value[i] || next === '&' || next === '\\' || (value[i] === '\n' && /\s/.test(next))
}

function fromCode(code: number): string {
  const wrong = code === 0 || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)
  return wrong ? '\uFFFD' : String.fromCodePoint(code)
}
