import type { Worker } from 'node:worker_threads'
import type { Arguments } from './arguments.ts'
import { type Io, reasonOf } from './io.ts'
import type { LineAnswer, LineTask } from './jsonl.ts'
import type { FileRun, FileTask } from './run-file.ts'
import type { Settings } from './settings.ts'

/** What a worker is started with. */
export interface WorkerStart {
  readonly arguments: Arguments
  readonly cwd: string
  /** The first element is set when no further work is to be begun. */
  readonly stop: Int32Array
}

/** What a worker is asked: one kind of work at a time. */
export interface WorkRequest {
  readonly files?: readonly FileTask[]
  readonly lines?: readonly (LineTask & { readonly settings: Settings })[]
}

/** What it answers: an answer for each task that was begun, in order. */
export interface WorkAnswer {
  readonly files: readonly FileRun[]
  readonly lines: readonly LineAnswer[]
  /** What is wrong with the files that settings name. */
  readonly told: readonly string[]
}

interface Job {
  readonly request: WorkRequest
  resolve(answer: WorkAnswer): void
  reject(reason: Error): void
}

/** Threads that share the work. They are started when there is work for them. */
export class Workers {
  readonly #Worker: typeof Worker
  readonly #module: URL
  readonly #start: WorkerStart
  readonly #most: number
  readonly #idle: Worker[] = []
  readonly #busy = new Map<Worker, Job>()
  readonly #waiting: Job[] = []

  /** @param module The worker's own. */
  constructor(Thread: typeof Worker, module: URL, start: WorkerStart, most: number) {
    this.#Worker = Thread
    this.#module = module
    this.#start = start
    this.#most = most
  }

  /** @throws {Error} if the worker ends instead; the next work is another's. */
  run(request: WorkRequest): Promise<WorkAnswer> {
    return new Promise((resolve, reject) => {
      this.#waiting.push({ request, resolve, reject })
      this.#next()
    })
  }

  async close(): Promise<void> {
    await Promise.all([...this.#idle, ...this.#busy.keys()].map((worker) => worker.terminate()))
  }

  #next(): void {
    if (this.#waiting.length === 0) return
    const worker = this.#idle.pop() ?? (this.#busy.size < this.#most ? this.#startOne() : undefined)
    const job = worker && this.#waiting.shift()
    if (!worker || !job) return
    this.#busy.set(worker, job)
    worker.postMessage(job.request)
  }

  #startOne(): Worker {
    const worker = new this.#Worker(this.#module, { workerData: this.#start })
    let reason = 'a worker ended before its work was done'
    worker.on('message', (answer: WorkAnswer) => {
      this.#busy.get(worker)?.resolve(answer)
      this.#busy.delete(worker)
      this.#idle.push(worker)
      this.#next()
    })
    worker.on('error', (error) => {
      reason = `a worker failed: ${reasonOf(error)}`
    })
    worker.on('exit', () => {
      const at = this.#idle.indexOf(worker)
      if (at >= 0) this.#idle.splice(at, 1)
      this.#busy.get(worker)?.reject(new Error(reason))
      this.#busy.delete(worker)
      this.#next()
    })
    return worker
  }
}

/** The workers that a run has, if it has any. */
export async function startWorkers(
  io: Io,
  options: Arguments,
  count: number,
  stop: Int32Array,
): Promise<Workers | undefined> {
  if (!io.worker || count < 2) return undefined
  const { Worker } = await import('node:worker_threads')
  return new Workers(Worker, io.worker, { arguments: options, cwd: io.cwd, stop }, count)
}
