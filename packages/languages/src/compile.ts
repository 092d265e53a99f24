import {
  type CompiledRow,
  compileIndex,
  type IndexEntry,
  type LanguageFacts,
  type LanguagePack,
  type PhraseTable,
  spellOut,
} from 'unmangle-core'

/**
 * Compiles the tables of a language into one index. Pure: the same facts and tables give the same pack.
 *
 * @throws {Error} naming the table and the row that cannot be spelt out.
 */
export function compilePack(facts: LanguageFacts, tables: readonly PhraseTable[]): LanguagePack {
  const rows: CompiledRow[] = []
  const entries: IndexEntry[] = []
  for (const { name: table, rows: phrases } of tables)
    for (const row of phrases)
      for (const { tokens, answers } of wordingsOf(table, row.wrong, row.right)) {
        entries.push({ tokens, payload: rows.length })
        rows.push({ table, row, answers })
      }
  return { facts, index: compileIndex(entries), rows, row: (payload) => rows[payload]! }
}

function wordingsOf(table: string, wrong: string, right: readonly string[]): ReturnType<typeof spellOut> {
  try {
    return spellOut(wrong, right)
  } catch (error) {
    throw new Error(`${table}: ${error instanceof Error ? error.message : String(error)}`)
  }
}
