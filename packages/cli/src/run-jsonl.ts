import { formatOf } from 'unmangle-readers'
import { examine } from './check-text.ts'
import { runStream } from './jsonl.ts'
import type { Run } from './run.ts'

/** The stream mode. Findings are data here: nothing remains. */
export async function runJsonl(run: Run): Promise<boolean> {
  await runStream(run.io.stdin, run.output, run.problems, async (input) => {
    const settings = await run.settings.of(input.path)
    return examine(run, { ...input, format: (input.path !== undefined && formatOf(input.path)) || 'text' }, settings)
  })
  return false
}
