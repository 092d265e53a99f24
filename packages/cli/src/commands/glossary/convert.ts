import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import {
  convertGlossary,
  describeError,
  GLOSSARY_FORMATS,
  type GlossaryFormat,
  glossaryFormatOf,
} from 'unmangle-glossary'
import type { CommandContext } from '../../command.ts'
import { writeWhole } from '../../write.ts'
import { readNamed } from './read.ts'

const OPTIONS = {
  to: { type: 'string' },
  output: { type: 'string', short: 'o' },
  from: { type: 'string' },
  lang: { type: 'string' },
} as const

/** `unmangle glossary convert FILE --to FORMAT | -o OUT`: what the other format cannot hold is told. */
export async function convert(context: CommandContext): Promise<boolean> {
  const { io, output, problems } = context
  const { values, positionals } = parseArgs({ args: [...context.argv], options: OPTIONS, allowPositionals: true })
  const [file, ...others] = positionals
  if (file === undefined || others.length > 0) throw new Error('glossary convert needs one glossary file')
  const format = formatNamed(values.to, values.output)
  const text = await readNamed(context, file)
  if (text === undefined) return false
  const converted = convertGlossary(text, file, format, { source: values.from, target: values.lang })
  for (const error of converted.errors) problems.error(describeError(error))
  if (values.output === undefined) await output.write(converted.text)
  else await writeWhole(resolve(io.cwd, values.output), converted.text)
  const lost = [...converted.lost].map(([what, count]) => `${what} (${count})`)
  if (lost.length > 0) problems.note(`${file}: ${format} has no place for ${lost.join(', ')}`)
  return false
}

function formatNamed(name: string | undefined, file: string | undefined): GlossaryFormat {
  const known = GLOSSARY_FORMATS.join(', ')
  if (name === undefined && file === undefined) throw new Error(`glossary convert needs --to (${known}) or -o FILE`)
  const format = name === undefined ? glossaryFormatOf(file ?? '') : GLOSSARY_FORMATS.find((each) => each === name)
  if (format) return format
  throw new Error(name === undefined ? `${file}: its extension names no format (${known})` : `--to is one of ${known}`)
}
