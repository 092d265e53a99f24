import type { Dirent, Stats } from 'node:fs'
import { readdir, realpath, stat } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { glob, isDynamicPattern } from 'tinyglobby'
import { formatOf } from 'unmangle-readers'
import { IgnoreFiles } from './ignored.ts'
import { type Problems, reasonOf } from './io.ts'
import { isWithin, shownPath } from './paths.ts'

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
}

/**
 * The files that paths and globs stand for, in the order of the paths, those of a folder by name; each file once.
 * A named file is told from what is found: only what was named can be a mistake.
 */
export async function findFiles(
  paths: readonly string[],
  options: FindOptions,
  problems: Problems,
): Promise<readonly InputFile[]> {
  const search = new Search(options, problems)
  for (const path of paths.length > 0 ? paths : ['.']) await search.add(path)
  return search.found
}

class Search {
  readonly #cwd: string
  readonly #except: string | undefined
  readonly #ignored: IgnoreFiles | undefined
  readonly #problems: Problems
  readonly #seen = new Set<string>()
  readonly found: InputFile[] = []

  constructor({ cwd, ignore, except }: FindOptions, problems: Problems) {
    this.#cwd = cwd
    this.#except = except
    this.#ignored = ignore ? new IgnoreFiles(cwd) : undefined
    this.#problems = problems
  }

  async add(name: string): Promise<void> {
    const path = resolve(this.#cwd, name)
    const shown = shownPath(this.#cwd, path) || '.'
    let stats: Stats
    try {
      stats = await stat(path)
    } catch (error) {
      if (isDynamicPattern(name)) await this.#addGlob(name)
      else this.#problems.error(`${shown}: ${reasonOf(error)}`)
      return
    }
    if (this.#isExcepted(path)) this.#problems.error(`${shown}: is in the folder that --output names`)
    else if (this.#ignored?.ignores(path, stats.isDirectory()))
      this.#problems.note(`${shown}: is ignored by an ignore file (--no-ignore reads it)`)
    else if (stats.isDirectory()) await this.#addFolder(path, shown)
    else if (!stats.isFile()) this.#problems.error(`${shown}: is neither a file nor a folder`)
    else if (!formatOf(path)) this.#problems.error(`${shown}: no format is known for this file extension`)
    else await this.#addFile(path)
  }

  async #addGlob(pattern: string): Promise<void> {
    const options = { cwd: this.#cwd, absolute: true, expandDirectories: false, followSymbolicLinks: false }
    const matched = await glob(pattern, { ...options, ignore: ['**/node_modules/**'] })
    const readable = matched
      .map((match) => resolve(match))
      .filter((match) => formatOf(match) && !this.#isExcepted(match))
      .sort(byCodeUnits)
    if (readable.length === 0) this.#problems.error(`${pattern}: matches no file that can be read`)
    const wanted = readable.filter((match) => !this.#ignored?.ignores(match, false))
    if (wanted.length === 0 && readable.length > 0)
      this.#problems.note(`${pattern}: all that it matches is ignored by an ignore file (--no-ignore reads it)`)
    await this.#addAll(wanted)
  }

  async #addFolder(folder: string, shown: string): Promise<void> {
    const files = await this.#walk(folder)
    if (files.length === 0) this.#problems.note(`${shown}: there is no file to read in this folder`)
    await this.#addAll(files)
  }

  /** Own files before links, so that a file that is found both ways goes by its own name. */
  async #addAll(paths: readonly string[]): Promise<void> {
    const places = await Promise.all(
      paths.map(async (path) => ({ path, real: await realpath(path).catch(() => path) })),
    )
    const own = new Set(places.filter(({ path, real }) => path === real).map(({ real }) => real))
    for (const { path, real } of places) if (path === real || !own.has(real)) this.#take(path, real)
  }

  async #addFile(path: string): Promise<void> {
    this.#take(path, await realpath(path).catch(() => path))
  }

  #take(path: string, real: string): void {
    if (this.#seen.has(real)) return
    this.#seen.add(real)
    this.found.push({ path, shown: shownPath(this.#cwd, path), real })
  }

  /** What can be read in a folder and those below, by name. Links to folders are not followed. */
  async #walk(root: string): Promise<string[]> {
    const files: string[] = []
    const waiting = [root]
    for (let folder = waiting.pop(); folder !== undefined; folder = waiting.pop()) {
      let entries: Dirent[]
      try {
        entries = await readdir(folder, { withFileTypes: true })
      } catch (error) {
        this.#problems.error(`${shownPath(this.#cwd, folder) || '.'}: ${reasonOf(error)}`)
        continue
      }
      for (const entry of entries) {
        const path = join(folder, entry.name)
        if (entry.isDirectory()) {
          if (!this.#isPassedOver(entry.name, path)) waiting.push(path)
        } else if (formatOf(entry.name) && !this.#ignored?.ignores(path, false) && (await isReadable(entry, path))) {
          files.push(path)
        }
      }
    }
    return files.sort(byCodeUnits)
  }

  #isPassedOver(name: string, path: string): boolean {
    if (name === 'node_modules' || name.startsWith('.')) return true
    return this.#isExcepted(path) || this.#ignored?.ignores(path, true) === true
  }

  #isExcepted(path: string): boolean {
    return this.#except !== undefined && isWithin(this.#except, path)
  }
}

/** A link that leads nowhere counts: that it cannot be read is worth saying. */
async function isReadable(entry: Dirent, path: string): Promise<boolean> {
  if (!entry.isSymbolicLink()) return entry.isFile()
  try {
    return (await stat(path)).isFile()
  } catch {
    return true
  }
}

function byCodeUnits(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
