import { type CompiledRow, type LanguageFacts, type LanguagePack, openIndex, type PhraseRow } from 'unmangle-core'

const MAGIC = 0x554d5033
/** Magic, code units of the facts, rows, wordings, code units of all texts, bytes of the index: 32-bit numbers. */
const HEADER = 6
const ALIGNMENT = 8
/** Arguments of one call of `fromCharCode`: more would exhaust the stack. */
const CHUNK = 8192

/**
 * Writes a pack: a header; where the JSON of each row starts, the row of each wording, and where the JSON of its answers
 * starts; all these texts, the facts first, as UTF-16 code units; the bytes of the index. So one row is read without the
 * others.
 */
export function packBytes(pack: LanguagePack): Uint8Array {
  const facts = JSON.stringify(pack.facts)
  const rows: string[] = []
  const wordings: string[] = []
  const rowOf: number[] = []
  let before: CompiledRow | undefined
  for (const wording of pack.rows) {
    const { table, row, answers } = wording
    if (before?.row !== row || before.table !== table) rows.push(JSON.stringify([table, row]))
    rowOf.push(rows.length - 1)
    wordings.push(JSON.stringify(answers))
    before = wording
  }
  const text = [facts, ...rows, ...wordings].join('')
  const rowStart = startsOf(rows, facts.length)
  const answersStart = startsOf(wordings, rowStart.at(-1) ?? 0)
  const index = pack.index.bytes
  const numbers = [MAGIC, facts.length, rows.length, wordings.length, text.length, index.length]
  const head = Int32Array.from([...numbers, ...rowStart, ...rowOf, ...answersStart])
  const indexAt = aligned(head.byteLength + text.length * 2)
  const bytes = new Uint8Array(indexAt + index.length)
  new Int32Array(bytes.buffer, 0, head.length).set(head)
  writeUnits(bytes, head.byteLength, text)
  bytes.set(index, indexAt)
  return bytes
}

/** Where each of texts in a row starts, and where the last one ends. */
export function startsOf(texts: readonly string[], first: number): number[] {
  const starts = [first]
  for (const text of texts) starts.push((starts.at(-1) ?? first) + text.length)
  return starts
}

/**
 * Reads a pack back; no index is built, and a row of the tables is read when it is found.
 *
 * @param decode Makes text of UTF-16 code units, little-endian; the default needs nothing of its surroundings.
 * @throws {Error} if the bytes are not a pack of this version.
 */
export function openPack(bytes: Uint8Array, decode: (units: Uint8Array) => string = textOf): LanguagePack {
  if (bytes.length < HEADER * 4) throw new Error('these bytes are no language pack')
  // Numbers must lie at a place that four divides.
  const whole = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  let at = 0
  const numbers = (count: number) => {
    const start = at
    at += count * 4
    if (at > whole.length) throw new Error(OTHER_VERSION)
    return new Int32Array(whole.buffer, whole.byteOffset + start, count)
  }
  const [magic, factUnits = 0, rowCount = 0, wordingCount = 0, units = 0, indexLength = 0] = numbers(HEADER)
  if (magic !== MAGIC) throw new Error(OTHER_VERSION)
  const rowStart = numbers(rowCount + 1)
  const rowOf = numbers(wordingCount)
  const answersStart = numbers(wordingCount + 1)
  const textAt = at
  const indexAt = aligned(textAt + units * 2)
  if (indexAt + indexLength !== whole.length) throw new Error(OTHER_VERSION)
  const json = (from = 0, to = 0) => JSON.parse(decode(whole.subarray(textAt + from * 2, textAt + to * 2)))
  const facts: LanguageFacts = json(0, factUnits)
  const read: (readonly [table: string, row: PhraseRow])[] = []
  const made: CompiledRow[] = []
  const row = (payload: number): CompiledRow => {
    const known = made[payload]
    if (known) return known
    const place = rowOf[payload] ?? 0
    const [table, phrase] = read[place] ?? json(rowStart[place], rowStart[place + 1])
    read[place] = [table, phrase]
    const one = { table, row: phrase, answers: json(answersStart[payload], answersStart[payload + 1]) }
    made[payload] = one
    return one
  }
  return {
    facts,
    index: openIndex(whole.subarray(indexAt)),
    row,
    get rows() {
      return Array.from(rowOf, (_, payload) => row(payload))
    },
  }
}

const OTHER_VERSION = 'these bytes are no language pack of this version'

/** Where an index may begin. */
export function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT
}

/** Writes a text as UTF-16 code units; `at` is even. */
export function writeUnits(bytes: Uint8Array, at: number, text: string): void {
  const units = new Uint16Array(bytes.buffer, at, text.length)
  for (let i = 0; i < text.length; i++) units[i] = text.charCodeAt(i)
}

/** The text of code units, without TextDecoder, which not every place that runs JavaScript has. */
export function textOf(bytes: Uint8Array): string {
  const units = new Uint16Array(new Uint8Array(bytes).buffer)
  let text = ''
  for (let at = 0; at < units.length; at += CHUNK) text += String.fromCharCode(...units.subarray(at, at + CHUNK))
  return text
}
