import { resolve } from 'node:path'
import type { Term } from 'unmangle-core'
import { type Problems, reasonOf } from './io.ts'
import { EncodingError, readSource } from './read.ts'

/** The terms of glossary files, in order. What is wrong with a file is told, with its line; the rest of it counts. */
export async function readGlossaries(files: readonly string[], cwd: string, problems: Problems): Promise<Term[]> {
  if (files.length === 0) return []
  const { describeError, parseGlossary } = await import('unmangle-glossary')
  const found: Term[] = []
  for (const file of files) {
    try {
      const { text } = await readSource(resolve(cwd, file))
      const { terms, errors } = parseGlossary(text, file)
      for (const term of terms) found.push(term)
      for (const error of errors) problems.error(`glossary ${describeError(error)}`)
    } catch (error) {
      const line = error instanceof EncodingError && error.line !== undefined ? `:${error.line}` : ''
      problems.error(`glossary ${file}${line}: ${reasonOf(error)}`)
    }
  }
  return found
}
