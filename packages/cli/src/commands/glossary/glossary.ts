import type { Command, CommandContext } from '../../command.ts'
import { didYouMean } from '../../nearest.ts'

const USAGE = `Usage: unmangle glossary convert FILE --to FORMAT | -o OUT   [--from TAG --lang TAG]
       unmangle glossary check FILE…                        [--format stylish|json]
       unmangle glossary stats FILE…                        [--format stylish|json]
       unmangle glossary learn [PATH…] [--pairs ORIGINAL=TRANSLATION]   [--from TAG --lang TAG] [--least N] [-o OUT]

convert   write a glossary in another format: yaml, json, csv, tsv, tbx, po, deepl, google;
          of those that hold two languages --from and --lang name them
check     tell what is doubtful in glossaries that are used together; the status is 1 if anything is
stats     count what glossaries hold, and what they cost
learn     propose terms as a YAML file to review: the frequent names of texts with their spellings, or, of a folder
          (or file) of originals and one of translations, names with how they are rendered; the notes count
`

const ACTIONS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['convert', async () => (await import('./convert.ts')).convert],
  ['check', async () => (await import('./check.ts')).check],
  ['learn', async () => (await import('./learn.ts')).learn],
  ['stats', async () => (await import('./stats.ts')).stats],
])

/** `unmangle glossary ACTION …`: what is done with the glossaries themselves. */
export async function glossary(context: CommandContext): Promise<boolean> {
  const [word, ...argv] = context.argv
  if (word === '--help' || word === '-h') {
    await context.output.write(USAGE)
    return false
  }
  const load = ACTIONS.get(word ?? '')
  if (load) return (await load())({ ...context, argv })
  const names = [...ACTIONS.keys()]
  if (word === undefined) throw new Error(`glossary needs one of ${names.join(', ')} (unmangle glossary --help)`)
  throw new Error(`glossary has no ${word}${didYouMean(word, names)} (unmangle glossary --help lists what it has)`)
}
