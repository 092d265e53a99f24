import { existsSync, readFileSync } from 'node:fs'
import type { GlossaryOverlay, Term } from 'unmangle-core'
import { compileOverlay } from './overlay.ts'
import { openOverlay } from './overlay-bytes.ts'

const HOME = new URL('../data/', import.meta.url)

let terms: Term[] | undefined
const overlays = new Map<string, GlossaryOverlay>()

/** The terms of the glossaries that ship, read once a process. */
export function shippedTerms(): Term[] {
  // The build wrote the file from terms of this very type.
  terms ??= JSON.parse(readFileSync(new URL('glossaries.json', HOME), 'utf8')) as Term[]
  return terms
}

/** The glossaries that ship, compiled for a language: by the build for those with a pack, else here, once a process. */
export function shippedOverlay(lang: string): GlossaryOverlay {
  const known = overlays.get(lang)
  if (known) return known
  const base = lang.split('-')[0] ?? lang
  const file = new URL(`${encodeURIComponent(base)}.overlay`, HOME)
  const overlay = existsSync(file)
    ? openOverlay(readFileSync(file), shippedTerms(), base)
    : compileOverlay(shippedTerms(), lang)
  overlays.set(lang, overlay)
  return overlay
}
