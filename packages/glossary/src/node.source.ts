import { readdirSync, readFileSync } from 'node:fs'
import type { GlossaryOverlay, Term } from 'unmangle-core'
import { keyOf } from './cache.ts'
import { describeError, type GlossaryError } from './errors.ts'
import { compileOverlay } from './overlay.ts'
import { parseGlossary } from './parse.ts'

export { GlossaryCache, type KeyedTerms, keyOf } from './cache.ts'
export { overlayBytes } from './overlay-bytes.ts'

const FOLDER = new URL('../../../glossaries/', import.meta.url)

let terms: Term[] | undefined
const overlays = new Map<string, GlossaryOverlay>()

/**
 * The terms of the glossaries that ship, read from the repository's own files, once a process.
 *
 * @throws Error that names file and line of everything broken in them.
 */
export function shippedTerms(): Term[] {
  terms ??= read()
  return terms
}

/** A name for the very glossaries that ship. */
export function shippedKey(): string {
  return keyOf([JSON.stringify(shippedTerms())])
}

/** The glossaries that ship, compiled for a language: once a process. */
export function shippedOverlay(lang: string): GlossaryOverlay {
  const overlay = overlays.get(lang) ?? compileOverlay(shippedTerms(), lang)
  overlays.set(lang, overlay)
  return overlay
}

function read(): Term[] {
  const found: Term[] = []
  const errors: GlossaryError[] = []
  for (const name of readdirSync(FOLDER).sort()) {
    if (!name.endsWith('.yaml')) continue
    const parsed = parseGlossary(readFileSync(new URL(name, FOLDER), 'utf8'), `glossaries/${name}`)
    for (const term of parsed.terms) found.push({ ...term, shipped: true })
    errors.push(...parsed.errors)
  }
  if (errors.length > 0) throw new Error(errors.map(describeError).join('\n'))
  return found
}
