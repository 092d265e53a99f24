import type { Term } from 'unmangle-core'
import { reasonOf } from './io.ts'
import { shownPath } from './paths.ts'
import { EncodingError, readSource } from './read.ts'

/** The terms of glossary files, in order. What is wrong with a file is told, with its line; the rest of it counts. */
export async function readGlossaries(
  files: readonly string[],
  cwd: string,
  tell: (problem: string) => void,
): Promise<Term[]> {
  if (files.length === 0) return []
  const { describeError, parseGlossary } = await import('./glossary-files.ts')
  const found: Term[] = []
  for (const file of files) {
    const shown = shownPath(cwd, file)
    try {
      const { text } = await readSource(file)
      const { terms, errors } = parseGlossary(text, shown)
      for (const term of terms) found.push(term)
      for (const error of errors) tell(`glossary ${describeError(error)}`)
    } catch (error) {
      const line = error instanceof EncodingError && error.line !== undefined ? `:${error.line}` : ''
      tell(`glossary ${shown}${line}: ${reasonOf(error)}`)
    }
  }
  return found
}
