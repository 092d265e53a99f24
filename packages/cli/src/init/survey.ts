import type { PathLanguage } from 'unmangle-engine'
import { findFiles } from '../files.ts'
import type { Problems } from '../io.ts'
import { type Framework, frameworkOf } from './frameworks.ts'

/** So many files tell how a repository is laid out. */
const MOST_FILES = 5000

/** Where texts of a language are: a pattern of gitignore. */
export interface Place {
  readonly pattern: string
  readonly lang: string
}

/** How a repository of texts is laid out. */
export interface Survey {
  readonly framework?: Framework
  /** Places whose paths tell the language, by pattern. */
  readonly places: readonly Place[]
  /** What the others are translated from, if that is known. */
  readonly source?: string
}

/** Looks at a repository. */
export async function survey(root: string, languageOf: PathLanguage, problems: Problems): Promise<Survey> {
  const framework = frameworkOf(root)
  const patterns = new Map<string, string>()
  let seen = 0
  const written = new Set(framework?.writes)
  for await (const { shown } of findFiles([], { cwd: root, ignore: true }, problems)) {
    if (written.has(shown.split('/', 1)[0] ?? '')) continue
    const place = placeOf(shown, languageOf)
    if (place) patterns.set(place.pattern, place.lang)
    if (++seen >= MOST_FILES) break
  }
  const places = [...patterns]
    .map(([pattern, lang]) => ({ pattern, lang }))
    .sort((a, b) => (a.pattern < b.pattern ? -1 : 1))
  return { framework, places, source: framework?.source }
}

/** The folder or the suffix that tells the language of a file. */
function placeOf(path: string, languageOf: PathLanguage): Place | undefined {
  const lang = languageOf(path)
  if (lang === undefined) return undefined
  const parts = path.split('/')
  const words = (parts.pop() ?? '').split('.')
  if (languageOf(words.join('.')) !== undefined) return { pattern: `*.${words.slice(-2).join('.')}`, lang }
  for (let i = parts.length; i > 0; i--)
    if (languageOf(`${parts[i - 1]}/x`) !== undefined) return { pattern: `/${parts.slice(0, i).join('/')}/`, lang }
  return undefined
}
