import { confirm, isCancel, note } from '@clack/prompts'
import type { Io } from '../io.ts'

/** Shows a file that could be written and asks whether to; a person who wants out wants nothing more written. */
export async function askToWrite({ stdin, stdout }: Io, path: string, text: string): Promise<boolean | 'stop'> {
  note(text.trimEnd(), path, { output: stdout })
  const answer = await confirm({ message: `Write ${path}?`, input: stdin, output: stdout })
  return isCancel(answer) ? 'stop' : answer
}
