import { availableParallelism } from 'node:os'
import { setImmediate } from 'node:timers/promises'
import { applyEdits } from 'unmangle-core'
import { editsOf } from './check-text.ts'
import type { InputFile } from './files.ts'
import { grouped, inOrder, peeked } from './in-order.ts'
import { reasonOf } from './io.ts'
import { readSourceSync } from './read.ts'
import type { ResultCache } from './result-cache.ts'
import type { Run } from './run.ts'
import { type FileRun, type FileTask, failedRun, finishFile, runFile } from './run-file.ts'
import type { Scope } from './scope.ts'
import { ToldError } from './settings.ts'
import { startWorkers, type Workers } from './workers.ts'

/** A file, and which findings in it the run is about. */
export interface ScopedFile {
  readonly file: InputFile
  readonly scope: Scope
}

/** How the work is done. */
export interface WorkOptions {
  /** How many threads; 1: this one; none given: as many as pay. */
  readonly jobs: number | undefined
  readonly cache?: ResultCache
  /** The first element is set when the run is to end: what is in hand is finished, and no more is begun. */
  readonly stop: Int32Array
  /** Called before the first document is checked: tells what is wrong with the settings that hold for all. */
  ready(): Promise<void>
}

/** So many files are worked on together. */
const AT_A_TIME = 25
/** From so many files on workers pay for their start: `npm run bench:batch`. */
const MANY = 1000
/** So many groups a worker are in hand, that none waits for work while the first is reported. */
const GROUPS_A_WORKER = 3

/** What becomes of files, in their order. */
export async function* fileRuns(
  run: Run,
  files: AsyncIterable<ScopedFile>,
  { jobs: asked, cache, stop, ready }: WorkOptions,
): AsyncGenerator<FileRun> {
  const stopped = () => Atomics.load(stop, 0) !== 0
  const { head, all } = await peeked(files, asked === undefined ? MANY : 0)
  const jobs = asked ?? (head.length < MANY ? 1 : availableParallelism())
  const workers = await startWorkers(run.io, run.arguments, jobs, stop)
  const work = async (tasks: readonly FileTask[]) => {
    if (tasks.length === 0) return []
    await ready()
    return workers ? ask(run, workers, tasks) : doOwn(run, tasks, stopped)
  }
  const done = grouped(all, workers || cache ? AT_A_TIME : 1)
  try {
    const groups = inOrder(done, workers ? GROUPS_A_WORKER * jobs : 1, async (group) => {
      // Signals and timers have their turn, whatever else need not be waited for.
      await setImmediate()
      if (stopped()) return []
      const runs = await Promise.all(group.map((scoped) => taskOf(run, scoped)))
      const tasks = runs.filter((task) => 'settings' in task)
      const worked = cache ? await cachedRuns(run, cache, tasks, work) : await work(tasks)
      const next = worked.values()
      return runs.flatMap((task) => ('settings' in task ? (next.next().value ?? []) : task))
    })
    for await (const group of groups) yield* group
  } finally {
    await workers?.close()
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

async function doOwn(run: Run, tasks: readonly FileTask[], stopped: () => boolean): Promise<FileRun[]> {
  const runs: FileRun[] = []
  for (const task of tasks) {
    if (stopped()) break
    runs.push(await runFile(run, run.io.cwd, task))
  }
  return runs
}

async function ask(run: Run, workers: Workers, tasks: readonly FileTask[]): Promise<readonly FileRun[]> {
  try {
    const { files, told } = await workers.run({ files: tasks })
    for (const problem of told) run.engines.tell(problem)
    return files
  } catch (error) {
    return tasks.map(({ file }) => failedRun(file.shown, new Error(reasonOf(error))))
  }
}

/** Does what is not known, and remembers what came of it. */
async function cachedRuns(
  run: Run,
  cache: ResultCache,
  tasks: readonly FileTask[],
  work: (tasks: readonly FileTask[]) => Promise<readonly FileRun[]>,
): Promise<FileRun[]> {
  const known = await Promise.all(tasks.map((task) => knownRun(run, cache, task)))
  const worked = (await work(tasks.filter((_, i) => !known[i]))).values()
  const runs: FileRun[] = []
  for (const [i, task] of tasks.entries()) {
    const before = known[i]
    const done = before ?? worked.next().value
    if (!done) break
    runs.push(done)
    const { text, report, error } = done.result
    // With a glossary that is broken more would be found when it is whole.
    if (before || !report || error !== undefined || run.engines.troubled) continue
    cache.put(cache.keyOf(task, Buffer.from(text)), report)
  }
  return runs
}

/** What becomes of a file of which all is known. */
async function knownRun(run: Run, cache: ResultCache, task: FileTask): Promise<FileRun | undefined> {
  try {
    const source = readSourceSync(task.file.path)
    const findings = cache.get(cache.keyOf(task, source.bytes))
    if (!findings) return undefined
    const output = applyEdits(source.text, editsOf(findings))
    return await finishFile(run, run.io.cwd, task, source, async () => ({ ...findings, output }))
  } catch {
    // Whoever reads it next says what is wrong with it.
    return undefined
  }
}
