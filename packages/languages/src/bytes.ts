import {
  type CompiledRow,
  type LanguageFacts,
  type LanguagePack,
  openIndex,
  type PhraseRow,
  type PhraseTable,
} from 'unmangle-core'

const MAGIC = 0x554d5032
/** Magic, code units of the facts, code units of the tables, bytes of the index: four 32-bit numbers. */
const HEADER = 16
const ALIGNMENT = 8
/** Arguments of one call of `fromCharCode`: more would exhaust the stack. */
const CHUNK = 8192

/** The tables of a pack and how its index finds their rows. */
interface StoredTables {
  readonly tables: readonly PhraseTable[]
  /** By payload: the table, the row in it, and the wording's answers. */
  readonly wordings: readonly (readonly [table: number, row: number, answers: readonly string[]])[]
}

/** Writes a pack: a header, the JSON of facts and of tables as UTF-16 code units, the bytes of the index. */
export function packBytes(pack: LanguagePack): Uint8Array {
  const facts = JSON.stringify(pack.facts)
  const tables = JSON.stringify(storedTables(pack))
  const indexAt = aligned(HEADER + (facts.length + tables.length) * 2)
  const index = new Uint8Array(pack.index.bytes)
  const bytes = new Uint8Array(indexAt + index.length)
  new Int32Array(bytes.buffer, 0, 4).set([MAGIC, facts.length, tables.length, index.length])
  const json = facts + tables
  const units = new Uint16Array(bytes.buffer, HEADER, json.length)
  for (let i = 0; i < json.length; i++) units[i] = json.charCodeAt(i)
  bytes.set(index, indexAt)
  return bytes
}

/**
 * Reads a pack back; no index is built, and the rows of the tables are read when one of them is found.
 *
 * @param decode Makes text of UTF-16 code units, little-endian; the default needs nothing of its surroundings.
 * @throws {Error} if the bytes are not a pack of this version.
 */
export function openPack(bytes: Uint8Array, decode: (units: Uint8Array) => string = textOf): LanguagePack {
  if (bytes.length < HEADER) throw new Error('these bytes are no language pack')
  const [magic = 0, factUnits = 0, tableUnits = 0, indexLength = 0] = new Int32Array(
    new Uint8Array(bytes.subarray(0, HEADER)).buffer,
  )
  const tablesAt = HEADER + factUnits * 2
  const indexAt = aligned(tablesAt + tableUnits * 2)
  if (magic !== MAGIC || indexAt + indexLength !== bytes.length)
    throw new Error('these bytes are no language pack of this version')
  const facts: LanguageFacts = JSON.parse(decode(bytes.subarray(HEADER, tablesAt)))
  let rows: readonly CompiledRow[] | undefined
  return {
    facts,
    index: openIndex(new Uint8Array(bytes.subarray(indexAt)).buffer),
    get rows() {
      rows ??= rowsOf(JSON.parse(decode(bytes.subarray(tablesAt, tablesAt + tableUnits * 2))))
      return rows
    },
  }
}

function rowsOf({ tables, wordings }: StoredTables): CompiledRow[] {
  return wordings.map(([table, row, answers]): CompiledRow => {
    const { name, rows } = tables[table]!
    return { table: name, row: rows[row]!, answers }
  })
}

function storedTables(pack: LanguagePack): StoredTables {
  const tables: { name: string; rows: PhraseRow[] }[] = []
  const wordings: [number, number, readonly string[]][] = []
  for (const { table, row, answers } of pack.rows) {
    if (tables.at(-1)?.name !== table) tables.push({ name: table, rows: [] })
    const { rows } = tables.at(-1)!
    if (rows.at(-1) !== row) rows.push(row)
    wordings.push([tables.length - 1, rows.length - 1, answers])
  }
  return { tables, wordings }
}

function aligned(offset: number): number {
  return Math.ceil(offset / ALIGNMENT) * ALIGNMENT
}

/** The text of code units, without TextDecoder, which not every place that runs JavaScript has. */
function textOf(bytes: Uint8Array): string {
  const units = new Uint16Array(new Uint8Array(bytes).buffer)
  let text = ''
  for (let at = 0; at < units.length; at += CHUNK) text += String.fromCharCode(...units.subarray(at, at + CHUNK))
  return text
}
