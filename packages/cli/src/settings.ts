import { resolve } from 'node:path'
import type { Tier } from 'unmangle-core'
import type { Arguments } from './arguments.ts'

/** What an engine is made from. Plain data: it is sent to workers, and equal settings share an engine. Paths are absolute. */
export interface EngineSettings {
  /** The language of texts that do not name theirs; it goes before what the path tells. */
  readonly lang?: string
  readonly from?: readonly string[]
  /** By rule id or family. */
  readonly caps: Readonly<Record<string, Tier | 'off'>>
  readonly glossaries: readonly string[]
  /** Of those that ship, by name; none given: all. */
  readonly shippedGlossaries?: boolean | readonly string[]
}

/** What applies to a document. */
export interface Settings {
  readonly engine: EngineSettings
  readonly failOn: Tier | 'none'
}

/** Tells what applies to a file. */
export interface SettingsSource {
  /**
   * @param path Absolute; none: a document without a name.
   * @throws {ToldError} if that cannot be known: the file is not to be touched.
   */
  of(path: string | undefined): Promise<Settings>
}

/** Something that was told on standard error already, and is not to be told once more. */
export class ToldError extends Error {}

/** What the command line alone says. */
export function settingsOf({ from, glossaries, shippedGlossaries, failOn }: Arguments, cwd: string): Settings {
  return {
    engine: { from, caps: {}, glossaries: glossaries.map((file) => resolve(cwd, file)), shippedGlossaries },
    failOn,
  }
}
