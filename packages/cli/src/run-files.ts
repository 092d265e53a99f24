import { resolve } from 'node:path'
import { surveyNames, withSpellings } from './across.ts'
import { AuditLog } from './audit-log.ts'
import { BaselineWriter } from './baseline.ts'
import { findFiles, type InputFile } from './files.ts'
import { Interrupt } from './interrupt.ts'
import { Problems, reasonOf } from './io.ts'
import { isWithin } from './paths.ts'
import { Progress } from './progress.ts'
import { openReports } from './reports/open.ts'
import { ResultCache } from './result-cache.ts'
import type { Run } from './run.ts'
import type { FileRun } from './run-file.ts'
import { fileRuns, type ScopedFile } from './schedule.ts'
import { Scopes } from './scope.ts'
import type { SettingsSource } from './settings.ts'
import { type Part, watchFiles } from './watch.ts'

/**
 * Checks or mends files, in order. Returns whether more remains at the failing tier than is let pass; what is written
 * down as known does not count.
 *
 * @param ready Called before the first document is checked.
 * @param anew The same run, when its settings have changed.
 * @throws {Interrupted} if it was told to end before all was done; what was done is reported.
 */
export async function runFiles(run: Run, ready: () => Promise<void>, anew: () => Run): Promise<boolean> {
  const { arguments: options, io, problems } = run
  if (options.output !== undefined && isWithin(resolve(io.cwd, options.output), io.cwd)) {
    problems.error('--output names the working directory or a folder above it; the originals are there')
    return false
  }
  const log = options.log === undefined ? undefined : openLog(options.log, run)
  try {
    if (!options.watch) return await pass(run, ready, log)
    return await watchFiles(run, (now, part) => pass(now, ready, log, part), anew)
  } finally {
    log?.close()
  }
}

/** @throws {Error} naming the file: without it nothing is to be changed. */
function openLog(file: string, { io }: Run): AuditLog {
  try {
    return new AuditLog(resolve(io.cwd, file))
  } catch (error) {
    throw new Error(`${file}: ${reasonOf(error)}`)
  }
}

/** Goes over the files once. */
async function pass(
  run: Run,
  ready: () => Promise<void>,
  log: AuditLog | undefined,
  part: Part = {},
): Promise<boolean> {
  const { arguments: options, io, output, problems } = run
  const scopes = await Scopes.open(options, io.cwd)
  const baseline = options.writeBaseline === undefined ? undefined : new BaselineWriter(options.writeBaseline, io.cwd)
  const cache = await openCache(run)
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const interrupt = new Interrupt(io, () => Atomics.store(stop, 0, 1))
  const files = (told: Problems) => inScope(run, scopes, part, told)
  const progress = new Progress(io.stderr, () => countOf(files(new Problems())))
  const asked = options.formats.length > 0 || options.diff ? options.formats : [{ name: 'stylish' as const }]
  const reports = await openReports(run, asked, (text) => output.write(text), options.diff)
  problems.before = () => progress.clear()
  let remaining = 0
  try {
    const checked = options.across
      ? { ...run, settings: withSpellings(run.settings, await surveyNames(run, found(run, new Problems()))) }
      : run
    for await (const done of fileRuns(checked, files(problems), { jobs: options.jobs, cache, stop, ready })) {
      const { result, remains, diff, problem } = done
      if (problem !== undefined) problems.error(problem)
      if (diff !== undefined) await output.write(diff)
      remaining += remains
      baseline?.add(result)
      if (log) record(run, log, done)
      part.done?.(done)
      progress.clear()
      await reports.add(result)
      progress.add(done)
    }
  } catch (error) {
    await reports.drop()
    throw error
  } finally {
    progress.clear()
    cache?.close()
  }
  await reports.end()
  interrupt.finish()
  if (!baseline) return remaining > options.max
  await baseline.write()
  problems.note(`${options.writeBaseline}: findings written down: ${baseline.count}`)
  return false
}

/** The cache that was asked for. A run without it is only slower. */
async function openCache(run: Run): Promise<ResultCache | undefined> {
  const { cache } = run.arguments
  if (cache === undefined) return undefined
  try {
    return await ResultCache.open(resolve(run.io.cwd, cache), run)
  } catch (error) {
    run.problems.note(`${cache}: ${reasonOf(error)}; nothing is remembered`)
    return undefined
  }
}

function record({ arguments: options, problems }: Run, log: AuditLog, done: FileRun): void {
  try {
    log.add(done)
  } catch (error) {
    problems.error(`${options.log}: ${reasonOf(error)}; what was corrected in ${done.result.path} is not in it`)
  }
}

/** The files that the run is about. */
async function* inScope(
  run: Run,
  scopes: Scopes,
  { wanted, entered }: Part,
  problems: Problems,
): AsyncGenerator<ScopedFile> {
  for await (const file of found(run, problems, entered)) {
    const scope = (wanted?.(file) ?? true) ? scopes.of(file) : undefined
    if (scope) yield { file, scope }
  }
}

/** All files that the paths name. */
function found(
  { arguments: options, io, settings }: Run,
  problems: Problems,
  entered?: Part['entered'],
): AsyncIterable<InputFile> {
  const except = options.output === undefined ? undefined : resolve(io.cwd, options.output)
  const ignoredBy: SettingsSource['ignoredBy'] = (path, isFolder) => settings.ignoredBy(path, isFolder)
  return findFiles(options.paths, { cwd: io.cwd, ignore: options.ignore, except, ignoredBy, entered }, problems)
}

async function countOf(items: AsyncIterable<unknown>): Promise<number> {
  let count = 0
  for await (const _ of items) count++
  return count
}
