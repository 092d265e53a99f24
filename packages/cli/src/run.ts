import type { Arguments } from './arguments.ts'
import type { Engines } from './engines.ts'
import type { Io, Output, Problems } from './io.ts'
import type { SettingsSource } from './settings.ts'

/** What a run has in its hands. */
export interface Run {
  readonly arguments: Arguments
  readonly io: Io
  readonly output: Output
  readonly problems: Problems
  readonly engines: Engines
  readonly settings: SettingsSource
}
