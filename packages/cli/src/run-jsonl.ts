import type { Input, Report } from 'unmangle-engine'
import { formatOf } from 'unmangle-readers'
import { type Examiner, examine } from './check-text.ts'
import { inOrder } from './in-order.ts'
import { Interrupt } from './interrupt.ts'
import { reasonOf } from './io.ts'
import { answerLine, failedRow, type LineAnswer, type LineTask, linesOf, pathOfLine, writeAnswers } from './jsonl.ts'
import type { Run } from './run.ts'
import type { Settings } from './settings.ts'
import { startWorkers, type Workers } from './workers.ts'

/** The stream mode. Findings are data here: nothing remains. */
export async function runJsonl(run: Run): Promise<boolean> {
  const { stdin } = run.io
  // What is wrong with the configuration is wrong with every line: nothing is answered.
  await run.settings.of(undefined)
  const stop = new Int32Array(new SharedArrayBuffer(4))
  const interrupt = new Interrupt(run.io, () => {
    Atomics.store(stop, 0, 1)
    stdin.destroy()
  })
  const jobs = run.arguments.jobs ?? 1
  const workers = await startWorkers(run.io, run.arguments, jobs, stop)
  const lines = linesUntil(interrupt, linesOf(stdin))
  try {
    const answers = workers ? answersOf(run, workers, lines, jobs) : ownAnswers(run, lines)
    await writeAnswers(answers, run.output, run.problems)
  } finally {
    await workers?.close()
  }
  interrupt.finish()
  return false
}

/** Checks or mends the document of a line. */
export async function examineRow(run: Examiner, input: Input, settings: Settings): Promise<Report> {
  return examine(run, { ...input, format: (input.path !== undefined && formatOf(input.path)) || 'text' }, settings)
}

/** Lines as long as the run goes on: a stream that is closed for its end is not broken. */
async function* linesUntil(interrupt: Interrupt, groups: AsyncIterable<LineTask[]>): AsyncGenerator<LineTask[]> {
  try {
    yield* groups
  } catch (error) {
    if (!interrupt.requested) throw error
  }
}

async function* ownAnswers(run: Run, groups: AsyncIterable<LineTask[]>): AsyncGenerator<LineAnswer> {
  for await (const lines of groups)
    for (const line of lines)
      yield answerLine(line, async (input) => examineRow(run, input, await run.settings.of(input.path)))
}

/** So many lines go to a worker at a time. */
const AT_A_TIME = 25

async function* answersOf(
  run: Run,
  workers: Workers,
  groups: AsyncIterable<LineTask[]>,
  jobs: number,
): AsyncGenerator<LineAnswer> {
  const answered = inOrder(split(groups), 3 * jobs, async (lines) => {
    try {
      const tasks = await Promise.all(
        lines.map(async (line) => ({ ...line, settings: await run.settings.of(pathOfLine(line)) })),
      )
      const { lines: answers, told } = await workers.run({ lines: tasks })
      for (const problem of told) run.engines.tell(problem)
      return answers
    } catch (error) {
      return lines.map(({ number }) => ({
        line: failedRow('null', number, error),
        problem: `line ${number}: ${reasonOf(error)}`,
      }))
    }
  })
  for await (const answers of answered) yield* answers
}

/** Smaller groups; each line with bytes of its own, for what is sent to a worker is all that its bytes lie in. */
async function* split(groups: AsyncIterable<LineTask[]>): AsyncGenerator<LineTask[]> {
  for await (const lines of groups)
    for (let at = 0; at < lines.length; at += AT_A_TIME)
      yield lines
        .slice(at, at + AT_A_TIME)
        .map(({ bytes, number }) => ({ bytes: bytes && new Uint8Array(bytes), number }))
}
