import { packTags } from 'unmangle-languages/node'
import { type PathLanguage, pathLanguage } from './path-language.ts'

let known: PathLanguage | undefined

/** The language that a path names, by the packs that are there. */
export function languageOfPath(path: string): string | undefined {
  known ??= pathLanguage(packTags())
  return known(path)
}
