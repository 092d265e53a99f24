import { existsSync, readFileSync } from 'node:fs'
import type { GlossaryOverlay, Term } from 'unmangle-core'
import { keyOf } from './cache.ts'
import { compileOverlay } from './overlay.ts'
import { openOverlay, type TermSource } from './overlay-bytes.ts'

export { GlossaryCache, type KeyedTerms, keyOf } from './cache.ts'

const HOME = new URL('../data/', import.meta.url)
const LINE_END = 0x0a

let terms: Term[] | undefined
let source: TermSource | undefined
let key: string | undefined
const overlays = new Map<string, GlossaryOverlay>()

/** The terms of the glossaries that ship, read once a process. */
export function shippedTerms(): Term[] {
  // The build wrote the file from terms of this very type.
  terms ??= JSON.parse(readFileSync(new URL('glossaries.json', HOME), 'utf8')) as Term[]
  return terms
}

/** The same terms one by one: the file has one a line between its brackets, and few of them are ever met. */
function shippedSource(): TermSource {
  if (source) return source
  const bytes = readFileSync(new URL('glossaries.json', HOME))
  const starts = [bytes.indexOf(LINE_END) + 1]
  for (let end = bytes.indexOf(LINE_END, starts[0]); end >= 0; end = bytes.indexOf(LINE_END, end + 1))
    starts.push(end + 1)
  const known: (Term | undefined)[] = []
  source = {
    count: starts.length - 1,
    at(place) {
      const before = known[place]
      if (before) return before
      const line = bytes.toString('utf8', starts[place], (starts[place + 1] ?? bytes.length) - 1)
      const term: Term = JSON.parse(line.endsWith(',') ? line.slice(0, -1) : line)
      known[place] = term
      return term
    },
  }
  return source
}

/** A name for the very glossaries that ship. */
export function shippedKey(): string {
  key ??= keyOf([readFileSync(new URL('glossaries.json', HOME), 'utf8')])
  return key
}

/** The glossaries that ship, compiled for a language: by the build for those with a pack, else here, once a process. */
export function shippedOverlay(lang: string): GlossaryOverlay {
  const known = overlays.get(lang)
  if (known) return known
  const base = lang.split('-')[0] ?? lang
  const file = new URL(`${encodeURIComponent(base)}.overlay`, HOME)
  const overlay = existsSync(file)
    ? openOverlay(readFileSync(file), shippedSource(), base)
    : compileOverlay(shippedTerms(), lang)
  overlays.set(lang, overlay)
  return overlay
}
