import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { fileURLToPath } from 'node:url'

const FOLDER = new URL('../glossaries/', import.meta.url)
const DATA = fileURLToPath(new URL('../packages/glossary/data/glossaries.json', import.meta.url))

/**
 * Writes the terms of the glossaries that ship into the one file that the published package reads.
 *
 * @param glossary The built package, or its sources in a test.
 */
export function writeGlossaryData(glossary, path = DATA) {
  const { parseGlossary, describeError } = glossary
  const terms = []
  for (const name of readdirSync(FOLDER).sort()) {
    if (!name.endsWith('.yaml')) continue
    const parsed = parseGlossary(readFileSync(new URL(name, FOLDER), 'utf8'), `glossaries/${name}`)
    if (parsed.errors.length > 0) throw new Error(parsed.errors.map(describeError).join('\n'))
    terms.push(...parsed.terms)
  }
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(terms))
}
