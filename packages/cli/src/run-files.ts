import { resolve } from 'node:path'
import { BaselineWriter } from './baseline.ts'
import { findFiles, type InputFile } from './files.ts'
import { grouped, inOrder } from './in-order.ts'
import { Interrupt } from './interrupt.ts'
import { reasonOf } from './io.ts'
import { isWithin } from './paths.ts'
import { openReports } from './reports.ts'
import type { Run } from './run.ts'
import { type FileRun, type FileTask, failedRun, runFile } from './run-file.ts'
import { type Scope, Scopes } from './scope.ts'
import { type SettingsSource, ToldError } from './settings.ts'
import { startWorkers, type Workers } from './workers.ts'

/**
 * Checks or mends files, in order. Returns whether more remains at the failing tier than is let pass; what is written
 * down as known does not count.
 */
export async function runFiles(run: Run): Promise<boolean> {
  const { arguments: options, io, output, problems } = run
  const folder = options.output === undefined ? undefined : resolve(io.cwd, options.output)
  if (folder !== undefined && isWithin(folder, io.cwd)) {
    problems.error('--output names the working directory or a folder above it; the originals are there')
    return false
  }
  const scopes = await Scopes.open(options, io.cwd)
  const baseline = options.writeBaseline === undefined ? undefined : new BaselineWriter(options.writeBaseline, io.cwd)
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const interrupt = new Interrupt(io, () => Atomics.store(stop, 0, 1))
  const ignoredBy: SettingsSource['ignoredBy'] = (path, isFolder) => run.settings.ignoredBy(path, isFolder)
  const search = { cwd: io.cwd, ignore: options.ignore, except: folder, ignoredBy }
  const files = findFiles(options.paths, search, problems)
  const asked = options.formats.length > 0 || options.diff ? options.formats : [{ name: 'stylish' as const }]
  const reports = await openReports(run, asked, (text) => output.write(text), options.diff)
  let found = 0
  for await (const { result, remains, diff, problem } of fileRuns(run, scopes, files, stop)) {
    if (problem !== undefined) problems.error(problem)
    if (diff !== undefined) await output.write(diff)
    found += remains
    baseline?.add(result)
    await reports.add(result)
  }
  await reports.end()
  interrupt.finish()
  if (!baseline) return found > options.max
  await baseline.write()
  problems.note(`${options.writeBaseline}: findings written down: ${baseline.count}`)
  return false
}

/** So many files go to a worker at a time. */
const AT_A_TIME = 25

/** What becomes of files, in their order, as long as the run is not to stop. */
async function* fileRuns(
  run: Run,
  scopes: Scopes,
  files: AsyncIterable<InputFile>,
  stop: Int32Array,
): AsyncGenerator<FileRun> {
  const jobs = run.arguments.jobs ?? 1
  const workers = startWorkers(run.io, run.arguments, jobs, stop)
  const wanted = inScope(files, scopes, () => Atomics.load(stop, 0) !== 0)
  const groups = grouped(wanted, workers ? AT_A_TIME : 1)
  const work = workers ? (tasks: FileTask[]) => ask(run, workers, tasks) : (tasks: FileTask[]) => doOwn(run, tasks)
  try {
    const done = inOrder(groups, workers ? 3 * jobs : 1, async (group) => {
      const runs = await Promise.all(group.map((file) => taskOf(run, file)))
      const tasks = runs.filter((task) => 'settings' in task)
      const worked = (await work(tasks)).values()
      return runs.flatMap((task) => ('settings' in task ? (worked.next().value ?? []) : task))
    })
    for await (const group of done) yield* group
  } finally {
    await workers?.close()
  }
}

interface ScopedFile {
  readonly file: InputFile
  readonly scope: Scope
}

/** The files that the run is about, until it is to stop. */
async function* inScope(
  files: AsyncIterable<InputFile>,
  scopes: Scopes,
  stopped: () => boolean,
): AsyncGenerator<ScopedFile> {
  for await (const file of files) {
    if (stopped()) return
    const scope = scopes.of(file)
    if (scope) yield { file, scope }
  }
}

/** A file with its settings; without them it is not to be touched. */
async function taskOf(run: Run, { file, scope }: ScopedFile): Promise<FileTask | FileRun> {
  try {
    return { file, scope, settings: await run.settings.of(file.path) }
  } catch (error) {
    const { problem, ...failed } = failedRun(file.shown, error)
    return error instanceof ToldError ? failed : { ...failed, problem }
  }
}

async function doOwn(run: Run, tasks: readonly FileTask[]): Promise<FileRun[]> {
  const runs: FileRun[] = []
  for (const task of tasks) runs.push(await runFile(run, run.io.cwd, task))
  return runs
}

async function ask(run: Run, workers: Workers, tasks: readonly FileTask[]): Promise<readonly FileRun[]> {
  if (tasks.length === 0) return []
  try {
    const { files, told } = await workers.run({ files: tasks })
    for (const problem of told) run.engines.tell(problem)
    return files
  } catch (error) {
    return tasks.map(({ file }) => failedRun(file.shown, new Error(reasonOf(error))))
  }
}
