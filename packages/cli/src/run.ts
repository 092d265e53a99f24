import type { NodeUnmangler } from 'unmangle-engine/node'
import type { Arguments } from './arguments.ts'
import type { Io, Output, Problems } from './io.ts'

/** What a run has in its hands. */
export interface Run {
  readonly arguments: Arguments
  readonly io: Io
  readonly output: Output
  readonly problems: Problems
  readonly engine: NodeUnmangler
}
