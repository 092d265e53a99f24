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
