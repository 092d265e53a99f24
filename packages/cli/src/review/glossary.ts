import { existsSync } from 'node:fs'
import { readFile, rm } from 'node:fs/promises'
import { isMap, isSeq, parseDocument } from 'yaml'
import { ownGlossary } from '../own-glossary.ts'
import { writeWhole } from '../write.ts'

/** The glossary that terms are added to: the last one in the native form that applies, or the repository's own. */
export function glossaryFor(glossaries: readonly string[], folder: string): string {
  return glossaries.findLast((file) => /\.ya?ml$/i.test(file)) ?? ownGlossary(folder).path
}

/**
 * Adds a term to a glossary; comments and the other terms stay.
 *
 * @returns What takes it back.
 * @throws {Error} if the file is no glossary.
 */
export async function addTerm(path: string, term: string): Promise<() => Promise<void>> {
  const before = existsSync(path) ? await readFile(path, 'utf8') : undefined
  const document = parseDocument(before ?? 'terms: []\n')
  const list = isMap(document.contents) ? document.get('terms') : undefined
  if (document.errors.length > 0 || !isSeq(list)) throw new Error(`${path}: is no glossary with a list of terms`)
  list.flow = false
  list.add(document.createNode({ term }))
  await writeWhole(path, document.toString({ lineWidth: 0 }))
  return () => (before === undefined ? rm(path) : writeWhole(path, before))
}
