import { readFileSync } from 'node:fs'
import type { Term } from 'unmangle-core'

const DATA = new URL('../data/glossaries.json', import.meta.url)

let terms: Term[] | undefined

/** The terms of the glossaries that ship, read once a process. */
export function shippedTerms(): Term[] {
  // The build wrote the file from terms of this very type.
  terms ??= JSON.parse(readFileSync(DATA, 'utf8')) as Term[]
  return terms
}
