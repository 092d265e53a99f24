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
  readonly bytes: Uint8Array
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

/** Phrases as numbers: hundreds of thousands of lists of words would cost more than the index. */
export interface WordRuns {
  /** The number of each folded word. */
  readonly numbers: ReadonlyMap<string, number>
  /** Numbers of words, phrase by phrase. */
  readonly tokens: Int32Array
  /** Where each phrase starts in `tokens`, and where the last one ends. The number of a phrase is its payload. */
  readonly start: Int32Array
}

/** Builds the index. The same entries in any order give the same bytes. */
export function compileIndex(entries: Iterable<IndexEntry>): PhraseIndex {
  return compileFlat(flatten(entries))
}

/** Builds the index of phrases that are numbers already. */
export function compileRuns({ numbers, tokens, start }: WordRuns): PhraseIndex {
  const count = start.length - 1
  const payload = Int32Array.from({ length: count }, (_, i) => i)
  return compileFlat({ ...inCodeUnits(numbers, tokens), start, payload, count })
}

function compileFlat({ strings, tokens, start, payload, count }: FlatEntries): PhraseIndex {
  const order = inOrder(tokens, start, payload, count, strings.length)
  const parent = new Numbers()
  const token = new Numbers()
  const acceptingNode = new Numbers()
  const accepted = new Numbers()
  const path: number[] = [0]
  let nodes = 1
  let previous = -1
  for (const entry of order) {
    const from = start[entry]!
    const length = start[entry + 1]! - from
    const before = previous < 0 ? 0 : start[previous]!
    const beforeLength = previous < 0 ? 0 : start[previous + 1]! - before
    let shared = 0
    while (shared < length && shared < beforeLength && tokens[from + shared] === tokens[before + shared]) shared++
    const isSame = previous >= 0 && shared === length && shared === beforeLength
    if (isSame && payload[entry] === payload[previous]) continue
    for (let i = shared; i < length; i++) {
      parent.push(path[i]!)
      token.push(tokens[from + i]!)
      path[i + 1] = nodes++
    }
    acceptingNode.push(path[length]!)
    accepted.push(payload[entry]!)
    previous = entry
  }

  let unitCount = 0
  for (const text of strings) unitCount += text.length
  let hashSize = 16
  while (hashSize < strings.length * 2) hashSize *= 2
  const index = layOut([strings.length, unitCount, hashSize, nodes, parent.count, accepted.count])
  let unit = 0
  for (let i = 0; i < strings.length; i++) {
    const text = strings[i]!
    index.stringStart[i] = unit
    for (let k = 0; k < text.length; k++) index.units[unit++] = text.charCodeAt(k)
    let slot = hashOf(text) & (hashSize - 1)
    while (index.hash[slot] !== 0) slot = (slot + 1) & (hashSize - 1)
    index.hash[slot] = i + 1
  }
  index.stringStart[strings.length] = unit
  groupByNode(nodes, parent, index.edgeStart, (edge, at) => {
    index.edgeToken[at] = token.items[edge]!
    index.edgeTarget[at] = edge + 1
  })
  groupByNode(nodes, acceptingNode, index.payloadStart, (i, at) => {
    index.payloads[at] = accepted.items[i]!
  })
  return index
}

/** Numbers in a row: a glossary has hundreds of thousands, and an object for each would cost more than all else. */
class Numbers {
  items: Int32Array = new Int32Array(1024)
  count = 0

  push(value: number): void {
    if (this.count === this.items.length) {
      const larger = new Int32Array(this.count * 2)
      larger.set(this.items)
      this.items = larger
    }
    this.items[this.count++] = value
  }
}

/** The entries with numbers for their tokens: slots first, then words in the order of their code units. */
interface FlatEntries {
  readonly strings: readonly string[]
  readonly tokens: Int32Array
  /** Where each entry's tokens start, and where the last one's end. */
  readonly start: Int32Array
  readonly payload: Int32Array
  readonly count: number
}

function flatten(entries: Iterable<IndexEntry>): FlatEntries {
  const ids = new Map<string, number>()
  for (const slot of SLOTS) ids.set(slot, ids.size)
  const tokens = new Numbers()
  const start = new Numbers()
  const payload = new Numbers()
  for (const entry of entries) {
    start.push(tokens.count)
    payload.push(entry.payload)
    for (const word of entry.tokens) {
      let id = ids.get(word)
      if (id === undefined) {
        id = ids.size
        ids.set(word, id)
      }
      tokens.push(id)
    }
  }
  start.push(tokens.count)
  const numbered = inCodeUnits(ids, tokens.items.subarray(0, tokens.count))
  return { ...numbered, start: start.items, payload: payload.items, count: payload.count }
}

/** Words in the order of their code units, slots before them, and tokens with the numbers that these then have. */
function inCodeUnits(numbers: WordRuns['numbers'], tokens: Int32Array): Pick<FlatEntries, 'strings' | 'tokens'> {
  const slots = new Set<string>(SLOTS)
  // Without a function to compare them, texts are sorted by their code units, and twice as fast.
  const strings = [...SLOTS, ...[...numbers.keys()].filter((word) => !slots.has(word)).sort()]
  const rank = new Int32Array(numbers.size)
  strings.forEach((text, i) => {
    const number = numbers.get(text)
    if (number !== undefined) rank[number] = i
  })
  return { strings, tokens: tokens.map((token) => rank[token] ?? 0) }
}

/** The entries by their tokens, then by payload: counted apart by the first token, and few have the same. */
function inOrder(tokens: Int32Array, start: Int32Array, payload: Int32Array, count: number, words: number): Int32Array {
  const groups = new Int32Array(words + 2)
  // An entry without tokens comes first.
  const groupOf = (entry: number) => (start[entry] === start[entry + 1] ? 0 : tokens[start[entry]!]! + 1)
  for (let entry = 0; entry < count; entry++) groups[groupOf(entry) + 1]!++
  for (let group = 0; group <= words; group++) groups[group + 1]! += groups[group]!
  const order = new Int32Array(count)
  const next = groups.slice()
  for (let entry = 0; entry < count; entry++) order[next[groupOf(entry)]!++] = entry
  const compare = (a: number, b: number) => {
    const shorter = Math.min(start[a + 1]! - start[a]!, start[b + 1]! - start[b]!)
    for (let i = 1; i < shorter; i++) {
      const difference = tokens[start[a]! + i]! - tokens[start[b]! + i]!
      if (difference !== 0) return difference
    }
    return start[a + 1]! - start[a]! - (start[b + 1]! - start[b]!) || payload[a]! - payload[b]!
  }
  for (let group = 0; group <= words; group++)
    if (groups[group + 1]! - groups[group]! > 1) order.subarray(groups[group], groups[group + 1]).sort(compare)
  return order
}

/**
 * Reads an index back, where the bytes lie: they are copied only if numbers of four bytes cannot be read there.
 *
 * @throws {Error} if the bytes are not an index of this version.
 */
export function openIndex(bytes: Uint8Array): PhraseIndex {
  const placed = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  const header = new Int32Array(placed.buffer, placed.byteOffset, HEADER)
  if (header[0] !== MAGIC) throw new Error('these bytes are no phrase index of this version')
  return view(placed, [...header.subarray(1, 7)])
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
  const bytes = new Uint8Array(ints * 4 + units * 2)
  new Int32Array(bytes.buffer, 0, HEADER).set([MAGIC, ...counts])
  return view(bytes, counts)
}

function view(bytes: Uint8Array, counts: readonly number[]): PhraseIndex {
  const [strings, units, hash, nodes, edges, payloads] = counts as [number, number, number, number, number, number]
  let at = bytes.byteOffset + HEADER * 4
  const ints = (length: number) => {
    const array = new Int32Array(bytes.buffer, at, length)
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
    units: new Uint16Array(bytes.buffer, at, units),
  }
}

/** Counting sort: items of one node become neighbours and keep their order. */
function groupByNode(nodes: number, node: Numbers, start: Int32Array, put: (item: number, at: number) => void): void {
  for (let item = 0; item < node.count; item++) start[node.items[item]! + 1]!++
  for (let n = 0; n < nodes; n++) start[n + 1]! += start[n]!
  const next = start.slice()
  for (let item = 0; item < node.count; item++) put(item, next[node.items[item]!]!++)
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
