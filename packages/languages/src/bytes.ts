import {
  type CompiledRow,
  type LanguageFacts,
  type LanguagePack,
  openIndex,
  type PhraseRow,
  type PhraseTable,
} from 'unmangle-core'

const MAGIC = 0x554d5031
/** Magic, code units of the JSON, bytes of the index: three 32-bit numbers, and one to keep eight-byte alignment. */
const HEADER = 16
const ALIGNMENT = 8
/** Arguments of one call of `fromCharCode`: more would exhaust the stack. */
const CHUNK = 8192

/** All of a pack but its index. */
interface Stored {
  readonly facts: LanguageFacts
  readonly tables: readonly PhraseTable[]
  /** By payload: the table, the row in it, and the wording's answers. */
  readonly wordings: readonly (readonly [table: number, row: number, answers: readonly string[]])[]
}

/** Writes a pack: a header, the JSON of facts and tables as UTF-16 code units, the bytes of the index. */
export function packBytes(pack: LanguagePack): Uint8Array {
  const json = JSON.stringify(stored(pack))
  const indexAt = aligned(HEADER + json.length * 2)
  const index = new Uint8Array(pack.index.bytes)
  const bytes = new Uint8Array(indexAt + index.length)
  new Int32Array(bytes.buffer, 0, 3).set([MAGIC, json.length, index.length])
  const units = new Uint16Array(bytes.buffer, HEADER, json.length)
  for (let i = 0; i < json.length; i++) units[i] = json.charCodeAt(i)
  bytes.set(index, indexAt)
  return bytes
}

/**
 * Reads a pack back; no index is built.
 *
 * @throws {Error} if the bytes are not a pack of this version.
 */
export function openPack(bytes: Uint8Array): LanguagePack {
  const whole = new Uint8Array(bytes).buffer
  if (whole.byteLength < HEADER) throw new Error('these bytes are no language pack')
  const [magic = 0, units = 0, indexLength = 0] = new Int32Array(whole, 0, 3)
  const indexAt = aligned(HEADER + units * 2)
  if (magic !== MAGIC || indexAt + indexLength !== whole.byteLength)
    throw new Error('these bytes are no language pack of this version')
  const { facts, tables, wordings }: Stored = JSON.parse(textOf(new Uint16Array(whole, HEADER, units)))
  const rows = wordings.map(([table, row, answers]): CompiledRow => {
    const { name, rows } = tables[table]!
    return { table: name, row: rows[row]!, answers }
  })
  return { facts, index: openIndex(whole.slice(indexAt)), rows }
}

function stored(pack: LanguagePack): Stored {
  const tables: { name: string; rows: PhraseRow[] }[] = []
  const wordings: [number, number, readonly string[]][] = []
  for (const { table, row, answers } of pack.rows) {
    if (tables.at(-1)?.name !== table) tables.push({ name: table, rows: [] })
    const { rows } = tables.at(-1)!
    if (rows.at(-1) !== row) rows.push(row)
    wordings.push([tables.length - 1, rows.length - 1, answers])
  }
  return { facts: pack.facts, tables, wordings }
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT
}

/** The text of code units, without TextDecoder, which not every place that runs JavaScript has. */
function textOf(units: Uint16Array): string {
  let text = ''
  for (let at = 0; at < units.length; at += CHUNK) text += String.fromCharCode(...units.subarray(at, at + CHUNK))
  return text
}
