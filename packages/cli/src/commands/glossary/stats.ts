import { describeError, type GlossaryStats, glossaryStats } from 'unmangle-glossary'
import type { CommandContext } from '../../command.ts'
import { filesAndFormat, readAll } from './read.ts'

/** `unmangle glossary stats FILE…`: what glossaries hold together. */
export async function stats(context: CommandContext): Promise<boolean> {
  const { files, json } = filesAndFormat('stats', context.argv)
  const read = await readAll(context, files)
  for (const { errors } of read) for (const error of errors) context.problems.error(describeError(error))
  const counted = glossaryStats(read.flatMap(({ terms }) => terms))
  await context.output.write(json ? `${JSON.stringify(counted, null, 2)}\n` : textOf(counted))
  return false
}

function textOf({ terms, kinds, languages, forms, aliases, never, index }: GlossaryStats): string {
  const list = (counts: Readonly<Record<string, number>>) =>
    Object.entries(counts)
      .map(([name, count]) => `${name} ${count}`)
      .join(', ')
  return [
    `terms      ${terms}${terms > 0 ? ` (${list(kinds)})` : ''}`,
    `languages  ${list(languages) || 'none'}`,
    `forms      ${forms}`,
    `aliases    ${aliases}`,
    `never      ${never}`,
    `index      about ${sizeText(index.bytes)} of memory for text in ${index.lang}`,
    '',
  ].join('\n')
}

function sizeText(bytes: number): string {
  return bytes < 1e6 ? `${Math.ceil(bytes / 1e3)} kB` : `${(bytes / 1e6).toFixed(1)} MB`
}
