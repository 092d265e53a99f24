import { splitsCharacter } from './characters.ts'
import type { Edit } from './finding.ts'
import { tokenise, tokenText, Vocabulary } from './tokens.ts'

/** Beyond this many cells the alignment of words is not worth its price: the differing middle is one edit. */
const MOST_CELLS = 250_000

/**
 * The smallest word-by-word changes that turn `before` into `after`; within a changed word only the letters that
 * differ. Offsets are into `before`; no edit cuts a surrogate pair or parts a mark from its letter.
 */
export function minimalEdits(before: string, after: string): Edit[] {
  if (before === after) return []
  const a = pieces(before)
  const b = pieces(after)
  if (a.length * b.length > MOST_CELLS) return cutOut(before, after) ?? [trimmed(before, after, 0)]
  const edits: Edit[] = []
  let i = 0
  let j = 0
  let offset = 0
  const common = commonLengths(a, b)
  const width = b.length + 1
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      offset += a[i]!.length
      i++
      j++
      continue
    }
    let from = ''
    let to = ''
    while (i < a.length || j < b.length) {
      if (i < a.length && j < b.length && a[i] === b[j]) break
      const dropped = i < a.length ? common[(i + 1) * width + j]! : -1
      const added = j < b.length ? common[i * width + j + 1]! : -1
      if (dropped >= added) from += a[i++]!
      else to += b[j++]!
    }
    edits.push(trimmed(from, to, offset))
    offset += from.length
  }
  return edits
}

/** The edits that take away what stands around `after`, if it stands in `before` as a whole. */
function cutOut(before: string, after: string): Edit[] | undefined {
  const start = after === '' ? -1 : before.indexOf(after)
  if (start < 0) return undefined
  const end = start + after.length
  if (splitsCharacter(before, start) || splitsCharacter(before, end)) return undefined
  const around = [
    { start: 0, end: start, text: '' },
    { start: end, end: before.length, text: '' },
  ]
  return around.filter((edit) => edit.end > edit.start)
}

/** Words, marks and runs of white space. */
function pieces(text: string): string[] {
  const out: string[] = []
  const tokens = tokenise(text, new Vocabulary())
  let at = 0
  for (let i = 0; i < tokens.count; i++) {
    if (tokens.start[i]! > at) out.push(text.slice(at, tokens.start[i]))
    out.push(tokenText(tokens, i))
    at = tokens.end[i]!
  }
  if (at < text.length) out.push(text.slice(at))
  return out
}

/** For every pair of suffixes, how many pieces they have in common, in order. */
function commonLengths(a: readonly string[], b: readonly string[]): Uint16Array {
  const width = b.length + 1
  const table = new Uint16Array((a.length + 1) * width)
  for (let i = a.length - 1; i >= 0; i--)
    for (let j = b.length - 1; j >= 0; j--)
      table[i * width + j] =
        a[i] === b[j]
          ? table[(i + 1) * width + j + 1]! + 1
          : Math.max(table[(i + 1) * width + j]!, table[i * width + j + 1]!)
  return table
}

/** One edit at `offset`, without the letters that both ends share. */
function trimmed(from: string, to: string, offset: number): Edit {
  const shorter = Math.min(from.length, to.length)
  let head = 0
  while (head < shorter && from[head] === to[head]) head++
  while (head > 0 && (splitsCharacter(from, head) || splitsCharacter(to, head))) head--
  let tail = 0
  while (tail < shorter - head && from[from.length - 1 - tail] === to[to.length - 1 - tail]) tail++
  while (tail > 0 && (splitsCharacter(from, from.length - tail) || splitsCharacter(to, to.length - tail))) tail--
  return { start: offset + head, end: offset + from.length - tail, text: to.slice(head, to.length - tail) }
}
