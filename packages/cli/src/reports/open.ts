import { mkdir, open, realpath, rename, rm, stat } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import type { ReportTarget } from '../arguments.ts'
import { type Problems, reasonOf } from '../io.ts'
import type { Run } from '../run.ts'
import { terminalOf } from '../terminal.ts'
import { createReporter } from './formats.ts'
import type { FileResult, Reporter } from './reporter.ts'

/** Where a report's text goes. */
interface Sink {
  write(text: string): Promise<void>
  close(): Promise<void>
  /** Leaves no trace of what is written in part. */
  drop(): Promise<void>
}

/** All reports of a run. */
export interface Reports {
  /** Takes the result of one file; those of a run come in their order. */
  add(result: FileResult): Promise<void>
  end(): Promise<void>
  /** Gives up: files stay as they were. */
  drop(): Promise<void>
}

/**
 * The reports that were asked for.
 *
 * @param console What takes the text of the report that goes to no file.
 * @param late Whether that text waits for the end of the run.
 */
export async function openReports(
  run: Pick<Run, 'arguments' | 'io' | 'problems'>,
  targets: readonly ReportTarget[],
  console: (text: string) => Promise<void>,
  late: boolean,
): Promise<Reports> {
  const dry = run.arguments.diff
  const opened: { reporter: Reporter; sink: Sink }[] = []
  for (const { name, file } of targets) {
    const terminal = file === undefined ? terminalOf(run.io) : { color: false, links: false }
    const sink =
      file === undefined ? consoleSink(console, late) : new FileSink(file, resolve(run.io.cwd, file), run.problems)
    opened.push({ reporter: await createReporter(name, { terminal, dry }), sink })
  }
  return {
    async add(result) {
      for (const { reporter, sink } of opened) await sink.write(reporter.file(result))
    },
    async end() {
      for (const { reporter, sink } of opened) {
        await sink.write(reporter.end())
        await sink.close()
      }
    },
    async drop() {
      for (const { sink } of opened) await sink.drop()
    },
  }
}

function consoleSink(console: (text: string) => Promise<void>, late: boolean): Sink {
  if (!late) return { write: console, async close() {}, async drop() {} }
  const parts: string[] = []
  return {
    async write(text) {
      parts.push(text)
    },
    async close() {
      for (const part of parts) await console(part)
    },
    async drop() {},
  }
}

/** So much text is gathered before it is written, in UTF-16 code units. */
const BUFFER = 1 << 16

/** Writes beside the file, and puts the whole report in its place at the end. */
class FileSink implements Sink {
  readonly #name: string
  readonly #path: string
  readonly #problems: Problems
  #file:
    | { readonly handle: Awaited<ReturnType<typeof open>>; readonly temporary: string; readonly path: string }
    | undefined
  #parts: string[] = []
  #length = 0
  #failed = false

  /** @param name As the user wrote it. */
  constructor(name: string, path: string, problems: Problems) {
    this.#name = name
    this.#path = path
    this.#problems = problems
  }

  async write(text: string): Promise<void> {
    if (this.#failed || text === '') return
    this.#parts.push(text)
    this.#length += text.length
    if (this.#length >= BUFFER) await this.#try(() => this.#flush())
  }

  async close(): Promise<void> {
    if (this.#failed) return
    await this.#try(async () => {
      await this.#flush()
      if (!this.#file) return
      const { handle, temporary, path } = this.#file
      await handle.close()
      if (temporary !== path) await rename(temporary, path)
    })
  }

  async #flush(): Promise<void> {
    this.#file ??= await openBeside(this.#path)
    await this.#file.handle.writeFile(this.#parts.join(''))
    this.#parts = []
    this.#length = 0
  }

  async #try(action: () => Promise<void>): Promise<void> {
    try {
      await action()
    } catch (error) {
      this.#problems.error(`${this.#name}: ${reasonOf(error)}`)
      await this.drop()
    }
  }

  async drop(): Promise<void> {
    this.#failed = true
    this.#parts = []
    if (!this.#file) return
    const { handle, temporary, path } = this.#file
    await handle.close().catch(() => {})
    if (temporary !== path) await rm(temporary, { force: true })
  }
}

/** Opens a file next to another, to take its place; a pipe or a device is opened itself. A symbolic link stays. */
async function openBeside(target: string) {
  await mkdir(dirname(target), { recursive: true })
  const path = await realpath(target).catch(() => target)
  const stats = await stat(path).catch(() => undefined)
  if (stats?.isDirectory()) throw Object.assign(new Error(), { code: 'EISDIR' })
  // What a stream of the process leads to, such as /dev/stdout, is held open by others.
  if (target.startsWith('/dev/') || (stats && !stats.isFile()))
    return { handle: await open(target, 'a'), temporary: target, path: target }
  const temporary = join(dirname(path), `.${basename(path)}.${process.pid}.tmp`)
  return { handle: await open(temporary, 'w', stats?.mode), temporary, path }
}
