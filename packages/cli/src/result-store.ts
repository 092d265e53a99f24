import {
  closeSync,
  fstatSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs'
import { dirname } from 'node:path'

/** Digests as long as these: SHA-256 in base64url. */
const KEY_LENGTH = 43
/** So much is read or written at a time, in bytes. */
const CHUNK = 1 << 20
/** A file that holds so many times what a run made use of is written anew with that alone. */
const MOST_WASTE = 4
/** Smaller ones are left as they are. */
const SMALL = 16 << 20

/**
 * Values by the digest of what they follow from, in one file: a line a value, added at the end and never changed. In
 * memory there are 26 bytes a value, to find its line. A line that was cut off is no value, so that a run that is killed
 * or runs beside another harms nothing.
 */
export class ResultStore {
  readonly #path: string
  readonly #file: number
  #size = 0
  #lines = new LineTable(1 << 10)
  #waiting: string[] = []
  #waitingSize = 0

  /** @throws {Error} the system's, if the file cannot be read and written. */
  constructor(path: string) {
    mkdirSync(dirname(path), { recursive: true })
    this.#path = path
    this.#file = openSync(path, 'a+')
    this.#readLines()
  }

  /** The value, as it was put. */
  get(key: string): unknown {
    for (const slot of this.#lines.find(key)) {
      const { offset, length } = this.#lines.place(slot)
      const line = this.#read(offset, length)
      if (line.toString('latin1', 0, KEY_LENGTH) !== key) continue
      try {
        const value: unknown = JSON.parse(line.toString('utf8', KEY_LENGTH))
        this.#lines.markUsed(slot)
        return value
      } catch {
        // Cut off: there may be another.
      }
    }
    return undefined
  }

  put(key: string, value: unknown): void {
    const line = `${key}${JSON.stringify(value)}\n`
    this.#waiting.push(line)
    this.#waitingSize += line.length
    if (this.#waitingSize > CHUNK) this.#flush()
  }

  /** Writes what is not yet written; leaves out what is of no more use where that is most of it. */
  close(): void {
    this.#flush()
    const used = this.#lines.usedSize()
    if (this.#size > SMALL && this.#size > MOST_WASTE * used) this.#keepUsed()
    closeSync(this.#file)
  }

  #flush(): void {
    if (this.#waiting.length === 0) return
    writeAll(this.#file, Buffer.from(this.#waiting.join('')))
    this.#waiting = []
    this.#waitingSize = 0
  }

  #keepUsed(): void {
    const beside = `${this.#path}.${process.pid}.tmp`
    const file = openSync(beside, 'w')
    try {
      for (const { offset, length } of this.#lines.used()) writeAll(file, this.#read(offset, length + 1))
      fsyncSync(file)
      closeSync(file)
      renameSync(beside, this.#path)
    } catch (error) {
      unlinkSync(beside)
      throw error
    }
  }

  #read(offset: number, length: number): Buffer {
    const bytes = Buffer.allocUnsafe(length)
    return bytes.subarray(0, readSync(this.#file, bytes, 0, length, offset))
  }

  #readLines(): void {
    const { size } = fstatSync(this.#file)
    let start = 0
    let key = ''
    for (let at = 0; at < size; at += CHUNK) {
      const bytes = this.#read(at, Math.min(CHUNK, size - at))
      let from = 0
      for (let stop = bytes.indexOf(0x0a); stop >= 0; stop = bytes.indexOf(0x0a, from)) {
        key += bytes.toString('latin1', from, Math.min(stop, from + KEY_LENGTH - key.length))
        const length = at + stop - start
        if (length > KEY_LENGTH) this.#lines = this.#lines.with(key, start, length)
        key = ''
        start = at + stop + 1
        from = stop + 1
      }
      key += bytes.toString('latin1', from, Math.min(bytes.length, from + KEY_LENGTH - key.length))
    }
    this.#size = size
    // A line that was cut off is ended, or the next one would be lost with it.
    if (start < size) writeAll(this.#file, Buffer.from('\n'))
  }
}

/** Where lines are, by a part of their keys: open addressing. */
class LineTable {
  readonly #mask: number
  readonly #tags: Uint32Array
  readonly #offsets: Float64Array
  readonly #lengths: Uint32Array
  readonly #used: Uint8Array
  #count = 0

  /** @param room A power of two. */
  constructor(room: number) {
    this.#mask = room - 1
    this.#tags = new Uint32Array(room)
    this.#offsets = new Float64Array(room)
    this.#lengths = new Uint32Array(room)
    this.#used = new Uint8Array(room)
  }

  /** The lines that may be a key's, and are nearly always. */
  *find(key: string): Generator<number> {
    const tag = tagOf(key)
    for (let slot = tag & this.#mask; this.#lengths[slot]; slot = (slot + 1) & this.#mask)
      if (this.#tags[slot] === tag) yield slot
  }

  place(slot: number): { offset: number; length: number } {
    return { offset: this.#offsets[slot] ?? 0, length: this.#lengths[slot] ?? 0 }
  }

  markUsed(slot: number): void {
    this.#used[slot] = 1
  }

  *used(): Generator<{ offset: number; length: number }> {
    for (const [slot, used] of this.#used.entries()) if (used) yield this.place(slot)
  }

  usedSize(): number {
    let size = 0
    for (const { length } of this.used()) size += length
    return size
  }

  /** The table with one more line; a larger one where there is no room. */
  with(key: string, offset: number, length: number): LineTable {
    const table: LineTable = this.#count * 2 > this.#mask ? this.#doubled() : this
    table.#add(tagOf(key), offset, length)
    return table
  }

  #add(tag: number, offset: number, length: number): void {
    let slot = tag & this.#mask
    while (this.#lengths[slot]) slot = (slot + 1) & this.#mask
    this.#tags[slot] = tag
    this.#offsets[slot] = offset
    this.#lengths[slot] = length
    this.#count++
  }

  #doubled(): LineTable {
    const table = new LineTable(2 * (this.#mask + 1))
    for (let slot = 0; slot <= this.#mask; slot++)
      if (this.#lengths[slot]) table.#add(this.#tags[slot] ?? 0, this.#offsets[slot] ?? 0, this.#lengths[slot] ?? 0)
    return table
  }
}

function tagOf(key: string): number {
  let tag = 0
  for (let i = 0; i < key.length; i++) tag = (Math.imul(tag, 31) + key.charCodeAt(i)) >>> 0
  return tag
}

function writeAll(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}
