import { checkGlossaries, describeError } from 'unmangle-glossary'
import type { CommandContext } from '../../command.ts'
import { isOrdinary } from './ordinary.ts'
import { filesAndFormat, inOrder, readAll } from './read.ts'

/** `unmangle glossary check FILE…`: tells what is doubtful. Whether it found something. */
export async function check(context: CommandContext): Promise<boolean> {
  const { output, problems } = context
  const { files, json } = filesAndFormat('check', context.argv)
  const read = await readAll(context, files)
  const errors = read.flatMap((file) => file.errors)
  for (const error of errors) if (!error.fault) problems.error(describeError(error))
  const faults = errors.filter(({ fault }) => fault)
  const found = inOrder(read, [...faults, ...checkGlossaries(read, isOrdinary)])
  if (json) {
    const rows = found.map(({ file, line, column, message }) => ({ file, line, column, message }))
    await output.write(`${JSON.stringify(rows, null, 2)}\n`)
  } else await output.write(found.map((error) => `${describeError(error)}\n`).join(''))
  return found.length > 0
}
