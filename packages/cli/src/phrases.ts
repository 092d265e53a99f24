import { basename } from 'node:path'
import type { LanguageTable } from 'unmangle-engine'
import { reasonOf } from './io.ts'
import { shownPath } from './paths.ts'
import { EncodingError, readSource } from './read.ts'

/** The phrase table that a file adds to. */
export function tableOf(file: string): string {
  return basename(file).replace(/\.ya?ml$/, '')
}

/** A project's own phrase tables. A file that is broken is told, with its line, and left out; the others count. */
export async function readPhrases(
  files: readonly { readonly lang: string; readonly file: string }[],
  cwd: string,
  tell: (problem: string) => void,
): Promise<LanguageTable[]> {
  const { parseTable } = await import('./phrase-files.ts')
  const tables: LanguageTable[] = []
  for (const { lang, file } of files) {
    const shown = shownPath(cwd, file)
    let text: string
    try {
      text = (await readSource(file)).text
    } catch (error) {
      const line = error instanceof EncodingError && error.line !== undefined ? `:${error.line}` : ''
      tell(`phrases ${shown}${line}: ${reasonOf(error)}`)
      continue
    }
    try {
      tables.push({ ...parseTable(tableOf(file), { file: shown, text }), lang })
    } catch (error) {
      // It names file and line.
      tell(`phrases ${reasonOf(error)}`)
    }
  }
  return tables
}
