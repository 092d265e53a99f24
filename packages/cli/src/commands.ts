import type { EngineFactory } from './engines.ts'
import type { Io, Output, Problems } from './io.ts'

/** What a command has in its hands. */
export interface CommandContext {
  /** The words after the command's own. */
  readonly argv: readonly string[]
  readonly io: Io
  readonly output: Output
  /** What is told here as an error makes the status 2, as does what is thrown. */
  readonly problems: Problems
  readonly createEngine: EngineFactory
}

/** Resolves to whether the status is 1, if it is not 2. */
export type Command = (context: CommandContext) => Promise<boolean>

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
