import type { Command } from './command.ts'

/** By the word that comes first; each is loaded when it is called. */
const COMMANDS: ReadonlyMap<string, () => Promise<Command>> = new Map([
  ['config', async () => (await import('./commands/config.ts')).config],
  ['init', async () => (await import('./commands/init.ts')).init],
  ['explain', async () => (await import('./commands/explain.ts')).explain],
  ['glossary', async () => (await import('./commands/glossary/glossary.ts')).glossary],
  ['review', async () => (await import('./commands/review.ts')).review],
])

/** The command of that name. A folder of the same name is given as `./name`. */
export async function findCommand(word: string | undefined): Promise<Command | undefined> {
  return word === undefined ? undefined : COMMANDS.get(word)?.()
}
