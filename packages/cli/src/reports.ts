import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import type { ReportTarget } from './arguments.ts'
import { createReporter } from './formats.ts'
import { reasonOf } from './io.ts'
import type { FileResult, Reporter, RunFacts } from './reporter.ts'
import type { Run } from './run.ts'

/** Where a report's text goes. */
interface Sink {
  readonly reporter: Reporter
  write(text: string): Promise<void> | void
  close(): Promise<void> | void
}

/** All reports of a run. */
export interface Reports {
  add(result: FileResult): Promise<void>
  end(): Promise<void>
}

/**
 * The reports that were asked for.
 *
 * @param console What takes the text of the report that goes to no file.
 * @param late Whether that text waits for the end of the run.
 */
export function openReports(
  run: Run,
  targets: readonly ReportTarget[],
  console: (text: string) => Promise<void>,
  late: boolean,
): Reports {
  const { stdout } = run.io
  const dry = run.arguments.diff
  const color = stdout.isTTY === true && !run.io.env.NO_COLOR && run.io.env.TERM !== 'dumb'
  const sinks = targets.map(({ name, file }): Sink => {
    if (file !== undefined) return fileSink(run, createReporter(name, { color: false, dry }), file)
    const facts: RunFacts = { color, dry }
    return consoleSink(createReporter(name, facts), console, late)
  })
  return {
    async add(result) {
      for (const { reporter, write } of sinks) await write(reporter.file(result))
    },
    async end() {
      for (const { reporter, write, close } of sinks) {
        await write(reporter.end())
        await close()
      }
    },
  }
}

function consoleSink(reporter: Reporter, console: (text: string) => Promise<void>, late: boolean): Sink {
  if (!late) return { reporter, write: console, close() {} }
  const parts: string[] = []
  return {
    reporter,
    write(text) {
      parts.push(text)
    },
    async close() {
      for (const part of parts) await console(part)
    },
  }
}

function fileSink({ io, problems }: Run, reporter: Reporter, file: string): Sink {
  const parts: string[] = []
  const path = resolve(io.cwd, file)
  return {
    reporter,
    write(text) {
      parts.push(text)
    },
    async close() {
      try {
        await mkdir(dirname(path), { recursive: true })
        await writeFile(path, parts.join(''))
      } catch (error) {
        problems.error(`${file}: ${reasonOf(error)}`)
      }
    },
  }
}
