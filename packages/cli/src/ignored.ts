import { existsSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import { isWithin, shownPath } from './paths.ts'

/** The later one of a folder has the last word. */
/** The files that say what is no input. */
export const IGNORE_NAMES = ['.gitignore', '.unmangleignore'] as const

/** The patterns that hold in a folder, its own and those of the folders above it. */
interface Scope {
  /** Patterns are relative to it. */
  readonly base: string
  readonly patterns: Ignore
}

/** The library remembers every path that it is asked for; so many, and its memory starts anew. */
const MOST_ASKED = 20_000

/** What the ignore files between a file and the top of its repository say of it. */
export class IgnoreFiles {
  readonly #cwd: string
  readonly #scopes = new Map<string, Scope>()
  #asked = 0

  constructor(cwd: string) {
    this.#cwd = cwd
  }

  /** Whether a file, or a folder, is ignored, by itself or by a folder that it is in. */
  ignores(path: string, isFolder: boolean): boolean {
    if (++this.#asked % MOST_ASKED === 0) this.#scopes.clear()
    const { base, patterns } = this.#scope(dirname(path))
    const shown = shownPath(base, path)
    return shown !== '' && patterns.ignores(isFolder ? `${shown}/` : shown)
  }

  #scope(folder: string): Scope {
    const known = this.#scopes.get(folder)
    if (known) return known
    const top = this.#topOf(folder)
    const missing: string[] = []
    let scope: Scope | undefined
    for (let at = folder; ; at = dirname(at)) {
      scope = this.#scopes.get(at)
      if (scope) break
      missing.push(at)
      if (at === top) break
    }
    let inner: Scope = scope ?? { base: top, patterns: ignore({ ignorecase: false }) }
    for (const next of missing.reverse()) {
      inner = extended(next, inner)
      this.#scopes.set(next, inner)
    }
    return inner
  }

  /** The top of the repository; outside of one the working directory, or else the folder by itself. */
  #topOf(folder: string): string {
    const from = isWithin(this.#cwd, folder) ? this.#cwd : folder
    return repositoryOf(from) ?? from
  }
}

/** The folder that holds the repository of a folder, if it is in one. */
export function repositoryOf(folder: string): string | undefined {
  for (let at = folder; ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return at
    if (dirname(at) === at) return undefined
  }
}

function extended(folder: string, above: Scope): Scope {
  const { base } = above
  const added = IGNORE_NAMES.flatMap((name) => patternsOf(join(folder, name), shownPath(base, folder)))
  if (added.length === 0) return above
  return { base, patterns: ignore({ ignorecase: false }).add(above.patterns).add(added) }
}

/** The patterns of a file in a folder below the base, as they read at the base. */
function patternsOf(file: string, folder: string): string[] {
  let text: string
  try {
    text = readFileSync(file, 'utf8')
  } catch {
    return []
  }
  const lines = text.replace(/^\ufeff/, '').split(/\r?\n/)
  return lines.filter((line) => line !== '' && !line.startsWith('#')).map((line) => rebased(line, folder))
}

function rebased(pattern: string, folder: string): string {
  if (folder === '') return pattern
  const mark = pattern.startsWith('!') ? '!' : ''
  const body = pattern.slice(mark.length)
  const slash = body.indexOf('/')
  const anchored = slash >= 0 && slash < body.trimEnd().length - 1
  const home = `/${folder.replace(/[\\*?[\]!# ]/g, '\\$&')}`
  return `${mark}${home}/${anchored ? body.replace(/^\//, '') : `**/${body}`}`
}
