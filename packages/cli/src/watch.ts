import { existsSync, type FSWatcher, statSync, watch } from 'node:fs'
import { basename, dirname, join, resolve } from 'node:path'
import { formatOf } from 'unmangle-readers'
import { CONFIG_NAMES } from './config/find.ts'
import type { InputFile } from './files.ts'
import { IGNORE_NAMES } from './ignored.ts'
import { Interrupt } from './interrupt.ts'
import { reasonOf } from './io.ts'
import { OWN_GLOSSARY } from './own-glossary.ts'
import { isWithin } from './paths.ts'
import type { Run } from './run.ts'
import type { FileRun } from './run-file.ts'

/** What one time over the files is about. */
export interface Part {
  /** Which files are done; none: all. */
  readonly wanted?: (file: InputFile) => boolean
  /** Told of each folder that is looked through. */
  readonly entered?: (folder: string) => void
  /** Told of each file that was done. */
  readonly done?: (run: FileRun) => void
}

/** Editors write a file in several steps: so long after the last of them it is read, in milliseconds. */
const SETTLED = 100

/** Files that decide what is found in others, wherever they are. */
const DECIDING: ReadonlySet<string> = new Set([...CONFIG_NAMES, ...IGNORE_NAMES, OWN_GLOSSARY])

/**
 * Goes over all files, and then over those that change, until it is told to end; over all of them again when a
 * configuration or a file that it names changes.
 *
 * @param anew The same run, which knows nothing of what its settings were.
 */
export async function watchFiles(
  first: Run,
  pass: (run: Run, part: Part) => Promise<boolean>,
  anew: () => Run,
): Promise<boolean> {
  let run = first
  const { io, problems } = run
  const reports = run.arguments.formats.flatMap(({ file }) => (file === undefined ? [] : resolve(io.cwd, file)))
  const decides = (path: string) =>
    DECIDING.has(basename(path)) || [...run.settings.files].some((file) => isWithin(path, file))
  const changes = new Changes(io.cwd, new Set(reports), decides, (problem) => problems.note(problem))
  const entered = (folder: string) => changes.watch(folder)
  const done = (one: FileRun) => changes.expect(one)
  try {
    const wanted = (file: InputFile) => {
      changes.watch(dirname(file.path))
      return true
    }
    const all = async () => {
      await pass(run, { wanted, entered, done })
      for (const file of run.settings.files) changes.watch(standingFolder(file))
    }
    changes.watch(io.cwd)
    await all()
    problems.note('watching for changes; Ctrl-C ends it')
    const interrupt = new Interrupt(io, () => changes.end())
    for (let paths = await changes.next(); paths; paths = await changes.next()) {
      const changed = paths
      if ([...changed].some(decides)) {
        run = anew()
        await all()
      } else await pass(run, { wanted: (file) => isIn(changed, file.path), entered, done })
      if (interrupt.requested) break
    }
    return false
  } finally {
    changes.close()
  }
}

/** Whether a path or a folder that it lies in is among others. */
function isIn(paths: ReadonlySet<string>, path: string): boolean {
  for (let at = path; ; at = dirname(at)) {
    if (paths.has(at)) return true
    if (at === dirname(at)) return false
  }
}

/** The folder of a file or, where there is none, the nearest above that there is. */
function standingFolder(file: string): string {
  let folder = dirname(file)
  while (!existsSync(folder)) folder = dirname(folder)
  return folder
}

/** What changes in folders, a folder by itself: what is ignored is not watched either. */
class Changes {
  readonly #cwd: string
  readonly #reports: ReadonlySet<string>
  readonly #decides: (path: string) => boolean
  readonly #tell: (problem: string) => void
  readonly #watchers = new Map<string, FSWatcher>()
  /** Files that the run itself wrote, and when. */
  readonly #own = new Map<string, number>()
  #changed = new Set<string>()
  #timer: NodeJS.Timeout | undefined
  #ended = false
  #wake: () => void = () => {}

  /**
   * @param reports Files that the run writes.
   * @param decides Whether a file that is no document counts too; it counts when it goes as well.
   */
  constructor(
    cwd: string,
    reports: ReadonlySet<string>,
    decides: (path: string) => boolean,
    tell: (problem: string) => void,
  ) {
    this.#cwd = cwd
    this.#reports = reports
    this.#decides = decides
    this.#tell = tell
  }

  watch(folder: string): void {
    if (this.#watchers.has(folder)) return
    try {
      const watcher = watch(folder, (_, name) => this.#note(name === null ? folder : join(folder, name)))
      watcher.on('error', () => this.#forget(folder))
      this.#watchers.set(folder, watcher)
    } catch (error) {
      this.#tell(`${folder}: cannot be watched: ${reasonOf(error)}`)
    }
  }

  /** The change that a run makes itself is none. */
  expect({ result: { path, report, error } }: FileRun): void {
    if (error !== undefined || !report?.findings.some(({ applied }) => applied)) return
    const file = resolve(this.#cwd, path)
    const stats = statSync(file, { throwIfNoEntry: false })
    if (stats) this.#own.set(file, stats.mtimeMs)
  }

  /** The files and folders that have changed since the last time, when they have settled; undefined at the end. */
  async next(): Promise<ReadonlySet<string> | undefined> {
    while (!this.#ended) {
      const changed = this.#taken()
      if (changed.size > 0) return changed
      await new Promise<void>((resolve) => {
        this.#wake = resolve
      })
    }
    return undefined
  }

  end(): void {
    this.#ended = true
    this.#wake()
  }

  close(): void {
    clearTimeout(this.#timer)
    for (const watcher of this.#watchers.values()) watcher.close()
  }

  #note(path: string): void {
    this.#changed.add(path)
    clearTimeout(this.#timer)
    this.#timer = setTimeout(() => {
      this.#timer = undefined
      this.#wake()
    }, SETTLED)
  }

  /** What has settled. */
  #taken(): ReadonlySet<string> {
    if (this.#timer !== undefined) return new Set()
    const changed = [...this.#changed].filter((path) => this.#counts(path))
    this.#changed = new Set()
    return new Set(changed)
  }

  #counts(path: string): boolean {
    if (this.#reports.has(path)) return false
    if (this.#decides(path)) return true
    const stats = statSync(path, { throwIfNoEntry: false })
    if (stats?.isDirectory()) return true
    return stats !== undefined && formatOf(path) !== undefined && this.#own.get(path) !== stats.mtimeMs
  }

  /** A folder that is gone. */
  #forget(folder: string): void {
    this.#watchers.get(folder)?.close()
    this.#watchers.delete(folder)
  }
}
