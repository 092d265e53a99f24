import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { type GlossaryError, type LanguagePair, type ParsedGlossary, parseGlossary } from 'unmangle-glossary'
import type { CommandContext } from '../../command.ts'
import { reasonOf } from '../../io.ts'
import { EncodingError, readSource } from '../../read.ts'

/** A glossary file as a person named it. */
export interface ReadGlossary extends ParsedGlossary {
  readonly file: string
  readonly text: string
}

/** The text of a file that was named; what keeps it from being read is told. */
export async function readNamed({ io, problems }: CommandContext, file: string): Promise<string | undefined> {
  try {
    return (await readSource(resolve(io.cwd, file))).text
  } catch (error) {
    const line = error instanceof EncodingError && error.line !== undefined ? `:${error.line}` : ''
    problems.error(`${file}${line}: ${reasonOf(error)}`)
    return undefined
  }
}

/** Reads glossaries; one that cannot be is told. What is wrong in those that can is the caller's to tell. */
export async function readAll(
  context: CommandContext,
  files: readonly string[],
  languages?: Partial<LanguagePair>,
): Promise<ReadGlossary[]> {
  const read: ReadGlossary[] = []
  for (const file of files) {
    const text = await readNamed(context, file)
    if (text !== undefined) read.push({ file, text, ...parseGlossary(text, file, languages) })
  }
  return read
}

/** What `check` and `stats` are asked: files, and how to answer. */
export function filesAndFormat(name: string, argv: readonly string[]): { files: string[]; json: boolean } {
  const options = { format: { type: 'string' } } as const
  const { values, positionals } = parseArgs({ args: [...argv], options, allowPositionals: true })
  const { format = 'stylish' } = values
  if (format !== 'stylish' && format !== 'json') throw new Error(`--format is stylish or json, not “${format}”`)
  if (positionals.length === 0) throw new Error(`glossary ${name} needs a glossary file`)
  return { files: positionals, json: format === 'json' }
}

/** By place, files in their order. */
export function inOrder(files: readonly ReadGlossary[], errors: readonly GlossaryError[]): GlossaryError[] {
  const order = new Map(files.map(({ file }, i) => [file, i]))
  const rank = ({ file }: GlossaryError) => order.get(file) ?? 0
  return [...errors].sort((a, b) => rank(a) - rank(b) || a.line - b.line || a.column - b.column)
}
