import { checkGlossaries, describeError, type IsOrdinary, isWordOf } from 'unmangle-glossary'
import { ordinaryWords } from 'unmangle-languages'
import { loadPack, packTags } from 'unmangle-languages/node'
import type { CommandContext } from '../../commands.ts'
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

const known = new Map<string, ReadonlySet<string>>()

/** By the packs that there are. */
const isOrdinary: IsOrdinary = (form, lang) =>
  (lang === undefined ? packTags() : [lang]).some((tag) => isWordOf(wordsOf(tag), form))

function wordsOf(tag: string): ReadonlySet<string> {
  const facts = loadPack(tag)?.facts
  const words = known.get(tag) ?? (facts ? ordinaryWords(facts) : new Set<string>())
  known.set(tag, words)
  return words
}
