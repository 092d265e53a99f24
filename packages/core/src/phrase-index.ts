import { SLOTS } from './phrase.ts'

/** A phrase to be found: folded tokens (or slots) and a number that the caller knows it by. */
export interface IndexEntry {
  readonly tokens: readonly string[]
  readonly payload: number
}

/**
 * An immutable trie over interned tokens, all of it in one buffer, so that it can be written to a file, read back
 * without building anything, and shared between workers.
 */
export interface PhraseIndex {
  readonly bytes: ArrayBufferLike
  readonly strings: number
  readonly stringStart: Int32Array
  readonly units: Uint16Array
  /** Open addressing: string number + 1, or 0. */
  readonly hash: Int32Array
  readonly edgeStart: Int32Array
  readonly edgeToken: Int32Array
  readonly edgeTarget: Int32Array
  readonly payloadStart: Int32Array
  readonly payloads: Int32Array
}

const MAGIC = 0x554d4931
const HEADER = 8

/** Builds the index. The same entries in any order give the same bytes. */
export function compileIndex(entries: Iterable<IndexEntry>): PhraseIndex {
  const ids = new Map<string, number>()
  for (const slot of SLOTS) ids.set(slot, ids.size)
  const all = [...entries]
  const words = new Set<string>()
  for (const entry of all) for (const token of entry.tokens) if (!ids.has(token)) words.add(token)
  for (const word of [...words].sort(byCodeUnit)) ids.set(word, ids.size)

  const sequences = all.map((entry) => ({
    tokens: Int32Array.from(entry.tokens, (token) => ids.get(token)!),
    payload: entry.payload,
  }))
  sequences.sort((a, b) => bySequence(a.tokens, b.tokens) || a.payload - b.payload)

  const parent: number[] = []
  const token: number[] = []
  const accepted: { node: number; payload: number }[] = []
  const path: number[] = [0]
  let nodes = 1
  let previous: Int32Array = new Int32Array(0)
  let previousPayload = Number.NaN
  for (const { tokens, payload } of sequences) {
    let shared = 0
    while (shared < tokens.length && shared < previous.length && tokens[shared] === previous[shared]) shared++
    if (shared === tokens.length && shared === previous.length && payload === previousPayload) continue
    path.length = shared + 1
    for (let i = shared; i < tokens.length; i++) {
      parent.push(path[i]!)
      token.push(tokens[i]!)
      path.push(nodes++)
    }
    accepted.push({ node: path[tokens.length]!, payload })
    previous = tokens
    previousPayload = payload
  }

  const strings = [...ids.keys()]
  const unitCount = strings.reduce((sum, s) => sum + s.length, 0)
  let hashSize = 16
  while (hashSize < strings.length * 2) hashSize *= 2
  const index = layOut([strings.length, unitCount, hashSize, nodes, parent.length, accepted.length])
  let unit = 0
  strings.forEach((s, i) => {
    index.stringStart[i] = unit
    for (let k = 0; k < s.length; k++) index.units[unit++] = s.charCodeAt(k)
    let slot = hashOf(s) & (hashSize - 1)
    while (index.hash[slot] !== 0) slot = (slot + 1) & (hashSize - 1)
    index.hash[slot] = i + 1
  })
  index.stringStart[strings.length] = unit
  groupByNode(nodes, parent, index.edgeStart, (edge, at) => {
    index.edgeToken[at] = token[edge]!
    index.edgeTarget[at] = edge + 1
  })
  groupByNode(
    nodes,
    accepted.map((a) => a.node),
    index.payloadStart,
    (i, at) => {
      index.payloads[at] = accepted[i]!.payload
    },
  )
  return index
}

/**
 * Reads an index back.
 *
 * @throws {Error} if the bytes are not an index of this version.
 */
export function openIndex(bytes: ArrayBufferLike): PhraseIndex {
  const header = new Int32Array(bytes, 0, HEADER)
  if (header[0] !== MAGIC) throw new Error('these bytes are no phrase index of this version')
  return view(bytes, [...header.subarray(1, 7)])
}

/** The number of a token in the index, or -1. */
export function indexToken(index: PhraseIndex, word: string): number {
  const mask = index.hash.length - 1
  let slot = hashOf(word) & mask
  for (;;) {
    const found = index.hash[slot]! - 1
    if (found < 0) return -1
    if (isString(index, found, word)) return found
    slot = (slot + 1) & mask
  }
}

/** The written token behind a number of the index. */
export function indexString(index: PhraseIndex, token: number): string {
  return String.fromCharCode(...index.units.subarray(index.stringStart[token]!, index.stringStart[token + 1]!))
}

/** The node reached from a node by a token, or -1. */
export function follow(index: PhraseIndex, node: number, token: number): number {
  let low = index.edgeStart[node]!
  let high = index.edgeStart[node + 1]! - 1
  while (low <= high) {
    const middle = (low + high) >> 1
    const there = index.edgeToken[middle]!
    if (there === token) return index.edgeTarget[middle]!
    if (there < token) low = middle + 1
    else high = middle - 1
  }
  return -1
}

function layOut(counts: readonly number[]): PhraseIndex {
  const [strings, units, hash, nodes, edges, payloads] = counts as [number, number, number, number, number, number]
  const ints = HEADER + (strings + 1) + hash + 2 * (nodes + 1) + 2 * edges + payloads
  const bytes = new ArrayBuffer(ints * 4 + units * 2)
  new Int32Array(bytes, 0, HEADER).set([MAGIC, ...counts])
  return view(bytes, counts)
}

function view(bytes: ArrayBufferLike, counts: readonly number[]): PhraseIndex {
  const [strings, units, hash, nodes, edges, payloads] = counts as [number, number, number, number, number, number]
  let at = HEADER * 4
  const ints = (length: number) => {
    const array = new Int32Array(bytes, at, length)
    at += length * 4
    return array
  }
  return {
    bytes,
    strings,
    stringStart: ints(strings + 1),
    hash: ints(hash),
    edgeStart: ints(nodes + 1),
    payloadStart: ints(nodes + 1),
    edgeToken: ints(edges),
    edgeTarget: ints(edges),
    payloads: ints(payloads),
    units: new Uint16Array(bytes, at, units),
  }
}

/** Counting sort: items of one node become neighbours and keep their order. */
function groupByNode(
  nodes: number,
  node: readonly number[],
  start: Int32Array,
  put: (item: number, at: number) => void,
): void {
  for (const n of node) start[n + 1]!++
  for (let n = 0; n < nodes; n++) start[n + 1]! += start[n]!
  const next = start.slice()
  node.forEach((n, item) => {
    put(item, next[n]!++)
  })
}

function hashOf(word: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < word.length; i++) h = Math.imul(h ^ word.charCodeAt(i), 0x01000193)
  return h >>> 0
}

function isString(index: PhraseIndex, token: number, word: string): boolean {
  const start = index.stringStart[token]!
  if (index.stringStart[token + 1]! - start !== word.length) return false
  for (let i = 0; i < word.length; i++) if (index.units[start + i] !== word.charCodeAt(i)) return false
  return true
}

function byCodeUnit(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}

function bySequence(a: Int32Array, b: Int32Array): number {
  const shorter = Math.min(a.length, b.length)
  for (let i = 0; i < shorter; i++) if (a[i] !== b[i]) return a[i]! - b[i]!
  return a.length - b.length
}
