import { parentPort, workerData } from 'node:worker_threads'
import { cacheFolder } from './cache-folder.ts'
import { Engines, nodeEngine } from './engines.ts'
import { answerLine, type LineAnswer } from './jsonl.ts'
import { type FileRun, runFile } from './run-file.ts'
import { examineRow } from './run-jsonl.ts'
import type { WorkAnswer, WorkerStart, WorkRequest } from './workers.ts'

const { arguments: options, cwd, stop }: WorkerStart = workerData
let told: string[] = []
const examiner = {
  arguments: options,
  engines: new Engines(nodeEngine, cwd, (problem) => told.push(problem), cacheFolder(process.env)),
}

async function answer(request: WorkRequest): Promise<WorkAnswer> {
  const files: FileRun[] = []
  const lines: LineAnswer[] = []
  for (const task of request.files ?? []) {
    if (Atomics.load(stop, 0) !== 0) break
    files.push(await runFile(examiner, cwd, task))
  }
  for (const task of request.lines ?? []) {
    if (Atomics.load(stop, 0) !== 0) break
    lines.push(await answerLine(task, (input) => examineRow(examiner, input, task.settings)))
  }
  const problems = told
  told = []
  return { files, lines, told: problems }
}

// One request at a time: the next is sent when this one is answered.
parentPort?.on('message', async (request: WorkRequest) => parentPort?.postMessage(await answer(request)))
