import type { Dirent, Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { dirname, join, relative, resolve, sep } from 'node:path'
import { formatOf } from 'unmangle-readers'
import { IgnoreFiles } from './ignored.ts'
import { type Problems, reasonOf } from './io.ts'
import { isOutside, isWithin, shownPath } from './paths.ts'
import type { SettingsSource } from './settings.ts'

/** A file to be read. */
export interface InputFile {
  /** Absolute, as it was named or found. */
  readonly path: string
  /** Relative to the working directory, with `/` between its parts. */
  readonly shown: string
  /** Where it really is, symbolic links followed. */
  readonly real: string
}

export interface FindOptions {
  readonly cwd: string
  /** Whether ignore files count. */
  readonly ignore: boolean
  /** A folder that is not read. */
  readonly except?: string
  /** The configuration that leaves a file or a folder out, if one does. */
  readonly ignoredBy?: SettingsSource['ignoredBy']
  /** Told of each folder that is looked through, before its files come. */
  readonly entered?: (folder: string) => void
}

/**
 * The files that paths and globs stand for, in the order of the paths, those of a folder by name; each file once, its
 * own name before a link's. A named file is told from what is found: only what was named can be a mistake.
 *
 * Found as they are asked for: of the files of a folder no more is held than the names in it and in those above.
 */
export async function* findFiles(
  paths: readonly string[],
  options: FindOptions,
  problems: Problems,
): AsyncGenerator<InputFile> {
  const search = new Search(options, problems)
  for (const path of paths.length > 0 ? paths : ['.']) yield* search.add(path)
}

/** A folder whose files are taken. */
interface Root {
  readonly path: string
  readonly real: string
}

class Search {
  readonly #cwd: string
  readonly #except: string | undefined
  readonly #ignored: IgnoreFiles | undefined
  readonly #ignoredBy: FindOptions['ignoredBy']
  readonly #entered: ((folder: string) => void) | undefined
  readonly #problems: Problems
  /** Folders that were walked, by where they really are. */
  readonly #walked = new Map<string, Root>()
  /** Where files really are that were not found under their own names in a folder. */
  readonly #seen = new Set<string>()

  constructor({ cwd, ignore, except, ignoredBy, entered }: FindOptions, problems: Problems) {
    this.#ignoredBy = ignoredBy
    this.#entered = entered
    this.#cwd = cwd
    this.#except = except
    this.#ignored = ignore ? new IgnoreFiles(cwd) : undefined
    this.#problems = problems
  }

  async *add(name: string): AsyncGenerator<InputFile> {
    const path = resolve(this.#cwd, name)
    const shown = shownPath(this.#cwd, path) || '.'
    let stats: Stats
    try {
      stats = await stat(path)
    } catch (error) {
      const { isDynamicPattern } = await import('./globs.ts')
      if (isDynamicPattern(name)) yield* this.#addGlob(name)
      else this.#problems.error(`${shown}: ${reasonOf(error)}`)
      return
    }
    const ignored = await this.#ignores(path, stats.isDirectory())
    if (this.#isExcepted(path)) this.#problems.error(`${shown}: is in the folder that --output names`)
    else if (ignored !== undefined) this.#problems.note(`${shown}: is ignored by ${ignored} (--no-ignore reads it)`)
    else if (stats.isDirectory()) yield* this.#addFolder(path, shown)
    else if (!stats.isFile()) this.#problems.error(`${shown}: is neither a file nor a folder`)
    else if (!formatOf(path)) this.#problems.error(`${shown}: no format is known for this file extension`)
    else yield* this.#addNamed(path)
  }

  async *#addGlob(pattern: string): AsyncGenerator<InputFile> {
    const options = { cwd: this.#cwd, absolute: true, expandDirectories: false, followSymbolicLinks: false }
    const { glob } = await import('./globs.ts')
    const matched = await glob(pattern, { ...options, ignore: ['**/node_modules/**'] })
    const readable = matched
      .map((match) => resolve(match))
      .filter((match) => formatOf(match) && !this.#isExcepted(match))
      .sort(byCodeUnits)
    if (readable.length === 0) this.#problems.error(`${pattern}: matches no file that can be read`)
    const wanted: string[] = []
    for (const match of readable) if ((await this.#ignores(match, false)) === undefined) wanted.push(match)
    if (wanted.length === 0 && readable.length > 0)
      this.#problems.note(`${pattern}: all that it matches is ignored (--no-ignore reads it)`)
    const matches = new Set(wanted)
    for (const path of wanted) {
      const real = await realOf(path)
      if (path === real || !matches.has(real)) yield* await this.#take(path, real)
    }
  }

  async *#addFolder(path: string, shown: string): AsyncGenerator<InputFile> {
    const root = { path, real: await realOf(path) }
    let empty = true
    for await (const found of this.#walk(root)) {
      empty = false
      yield* found
    }
    if (empty) this.#problems.note(`${shown}: there is no file to read in this folder`)
    this.#walked.set(root.real, root)
  }

  async *#addNamed(path: string): AsyncGenerator<InputFile> {
    yield* await this.#take(path, await realOf(path))
  }

  /** The file, unless it was found already. */
  async #take(path: string, real: string): Promise<InputFile[]> {
    if (this.#seen.has(real) || (await this.#wasWalked(real))) return []
    this.#seen.add(real)
    return [this.#file(path, real)]
  }

  /** The same for a file under its own name in a folder, where it comes only once. */
  async #takeOwn(path: string, real: string): Promise<InputFile[]> {
    return this.#seen.has(real) || (await this.#wasWalked(real)) ? [] : [this.#file(path, real)]
  }

  #file(path: string, real: string): InputFile {
    return { path, shown: shownPath(this.#cwd, path), real }
  }

  /** For each file that can be read in a folder and those below, by name: what is to be taken of it. */
  async *#walk(root: Root): AsyncGenerator<InputFile[]> {
    const open = [{ folder: root.path, real: root.real, entries: await this.#list(root.path), at: 0 }]
    for (let level = open.at(-1); level; level = open.at(-1)) {
      const entry = level.entries[level.at++]
      if (!entry) {
        open.pop()
        continue
      }
      const path = join(level.folder, entry.name)
      const real = join(level.real, entry.name)
      if (entry.isDirectory()) {
        if (!(await this.#isPassedOver(entry.name, path)))
          open.push({ folder: path, real, entries: await this.#list(path), at: 0 })
      } else if (!formatOf(entry.name) || (await this.#ignores(path, false)) !== undefined) continue
      else if (entry.isFile()) yield await this.#takeOwn(path, real)
      else if (entry.isSymbolicLink() && (await leadsToFile(path))) yield await this.#takeLink(root, path)
    }
  }

  /** A link to a file that has its own name in the same folder gives way to it. */
  async #takeLink(root: Root, path: string): Promise<InputFile[]> {
    const real = await realpath(path).catch(() => undefined)
    if (real === undefined) return [this.#file(path, path)]
    return (await this.#finds(root, real)) ? [] : this.#take(path, real)
  }

  async #list(folder: string): Promise<Dirent[]> {
    this.#entered?.(folder)
    try {
      const entries = await readdir(folder, { withFileTypes: true })
      const key = (entry: Dirent) => (entry.isDirectory() ? `${entry.name}/` : entry.name)
      return entries.sort((a, b) => byCodeUnits(key(a), key(b)))
    } catch (error) {
      this.#problems.error(`${shownPath(this.#cwd, folder) || '.'}: ${reasonOf(error)}`)
      return []
    }
  }

  async #isPassedOver(name: string, path: string): Promise<boolean> {
    if (name === 'node_modules' || name.startsWith('.')) return true
    return this.#isExcepted(path) || (await this.#ignores(path, true)) !== undefined
  }

  /** What ignores a file or a folder, as messages call it. */
  async #ignores(path: string, isFolder: boolean): Promise<string | undefined> {
    if (!this.#ignored) return undefined
    return this.#ignored.ignores(path, isFolder) ? 'an ignore file' : this.#ignoredBy?.(path, isFolder)
  }

  #isExcepted(path: string): boolean {
    return this.#except !== undefined && isWithin(this.#except, path)
  }

  async #wasWalked(real: string): Promise<boolean> {
    if (this.#walked.size === 0) return false
    for (let at = dirname(real); ; at = dirname(at)) {
      const root = this.#walked.get(at)
      if (root && (await this.#finds(root, real))) return true
      if (at === dirname(at)) return false
    }
  }

  /** Whether a walk of a folder comes upon a file under its own name. */
  async #finds(root: Root, real: string): Promise<boolean> {
    const inner = relative(root.real, real)
    if (isOutside(inner) || !formatOf(real)) return false
    let path = root.path
    const folders = inner.split(sep).slice(0, -1)
    for (const name of folders) {
      path = join(path, name)
      if (await this.#isPassedOver(name, path)) return false
    }
    return (await this.#ignores(join(root.path, inner), false)) === undefined
  }
}

async function realOf(path: string): Promise<string> {
  return realpath(path).catch(() => path)
}

/** A link that leads nowhere counts: that it cannot be read is worth saying. */
async function leadsToFile(path: string): Promise<boolean> {
  try {
    return (await stat(path)).isFile()
  } catch {
    return true
  }
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
