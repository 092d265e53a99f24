import { createHash, randomBytes } from 'node:crypto'
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import type { GlossaryOverlay, Term } from 'unmangle-core'
import { compileOverlay } from './overlay.ts'
import { openOverlay, overlayBytes, type TermSource } from './overlay-bytes.ts'
import { openTerms, termBytes } from './term-bytes.ts'

/** Goes up with every change to what is read from a glossary or compiled of it. */
const VERSION = '1'
/** Files that are kept; each edit of a glossary leaves some behind. */
const MOST_FILES = 60

/** Terms, and what names all that they were read from. */
export interface KeyedTerms {
  readonly terms: readonly Term[]
  /** None where they are not to be kept. */
  readonly key?: string
}

/** A name for texts: the same for the same ones, of this version. */
export function keyOf(texts: readonly string[]): string {
  const hash = createHash('sha1').update(VERSION)
  // Lengths keep one text from running into the next.
  for (const text of texts) hash.update(`\u0000${text.length}\u0000`).update(text)
  return hash.digest('hex')
}

/** What is compiled of glossaries, kept in a folder. Nothing here ever fails: what cannot be kept is made again. */
export class GlossaryCache {
  readonly #folder: string

  constructor(folder: string) {
    this.#folder = folder
  }

  /** The terms of that key, if they were kept. */
  terms(key: string): Term[] | undefined {
    return this.#read(`${key}.terms`, openTerms)
  }

  keepTerms(key: string, terms: readonly Term[]): void {
    this.#write(`${key}.terms`, () => termBytes(terms))
  }

  /** The overlay of terms for a language: as it was kept, or compiled and kept. */
  overlay({ terms, key }: KeyedTerms, lang: string): GlossaryOverlay {
    if (key === undefined) return compileOverlay(terms, lang)
    const base = lang.split('-')[0] ?? lang
    const name = `${key}.${encodeURIComponent(base)}.overlay`
    const source: TermSource = { count: terms.length, at: (place) => termAt(terms, place) }
    const kept = this.#read(name, (bytes) => openOverlay(bytes, source, base))
    if (kept) return kept
    const overlay = compileOverlay(terms, lang)
    this.#write(name, () => overlayBytes(overlay, terms))
    return overlay
  }

  #read<T>(name: string, open: (bytes: Uint8Array) => T): T | undefined {
    try {
      return open(readFileSync(join(this.#folder, name)))
    } catch {
      return undefined
    }
  }

  #write(name: string, bytes: () => Uint8Array): void {
    const path = join(this.#folder, name)
    const beside = `${path}.${randomBytes(6).toString('hex')}`
    try {
      mkdirSync(this.#folder, { recursive: true })
      writeFileSync(beside, bytes())
      renameSync(beside, path)
      this.#prune()
    } catch {
      discard(beside)
    }
  }

  /** Drops the oldest. */
  #prune(): void {
    const names = readdirSync(this.#folder)
    if (names.length <= MOST_FILES) return
    const aged = names.map((name) => ({ name, time: statSync(join(this.#folder, name)).mtimeMs }))
    aged.sort((a, b) => a.time - b.time)
    for (const { name } of aged.slice(0, names.length - MOST_FILES)) rmSync(join(this.#folder, name), { force: true })
  }
}

function termAt(terms: readonly Term[], place: number): Term {
  const term = terms[place]
  if (!term) throw new RangeError(`there is no term ${place}`)
  return term
}

function discard(path: string): void {
  try {
    rmSync(path, { force: true })
  } catch {
    // It was never there, or stays: either does no harm.
  }
}
