import type { Term } from 'unmangle-core'
import { reasonOf } from './io.ts'
import { shownPath } from './paths.ts'
import { EncodingError, readSource } from './read.ts'
import { VERSION } from './version.ts'

/** The terms of glossary files, and where what is compiled of them is kept, if it may be. */
export interface Glossaries {
  readonly terms: readonly Term[]
  readonly cache?: { readonly folder: string; readonly key: string }
}

/**
 * The terms of glossary files, in order. What is wrong with a file is told, with its line; the rest of it counts, and is
 * read anew the next time.
 *
 * @param folder Where terms are kept by what they were read from; none: nowhere.
 */
export async function readGlossaries(
  files: readonly string[],
  cwd: string,
  tell: (problem: string) => void,
  folder?: string,
): Promise<Glossaries> {
  if (files.length === 0) return { terms: [] }
  const { GlossaryCache, keyOf } = await import('unmangle-glossary/node')
  const { describeError, parseGlossary } = await import('./glossary-files.ts')
  const sources: { shown: string; text: string }[] = []
  let whole = true
  const fail = (problem: string) => {
    whole = false
    tell(`glossary ${problem}`)
  }
  for (const file of files) {
    const shown = shownPath(cwd, file)
    try {
      sources.push({ shown, text: (await readSource(file)).text })
    } catch (error) {
      const line = error instanceof EncodingError && error.line !== undefined ? `:${error.line}` : ''
      fail(`${shown}${line}: ${reasonOf(error)}`)
    }
  }
  const kept = folder === undefined || !whole ? undefined : new GlossaryCache(folder)
  // The name is part of it: terms say which file they come from.
  const key = keyOf([VERSION, ...sources.flatMap(({ shown, text }) => [shown, text])])
  const known = kept?.terms(key)
  if (known && folder !== undefined) return { terms: known, cache: { folder, key } }
  const terms: Term[] = []
  for (const { shown, text } of sources) {
    const parsed = parseGlossary(text, shown)
    for (const term of parsed.terms) terms.push(term)
    for (const error of parsed.errors) fail(describeError(error))
  }
  if (!whole || folder === undefined) return { terms }
  kept?.keepTerms(key, terms)
  return { terms, cache: { folder, key } }
}
