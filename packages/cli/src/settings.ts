import { resolve } from 'node:path'
import type { Spelling, Tier } from 'unmangle-core'
import type { Arguments } from './arguments.ts'
import { ownGlossary } from './own-glossary.ts'
import type { Others } from './translations.ts'

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
  /** What is right, and not to be found. */
  readonly accept?: readonly string[]
  /** Keys of front matter whose values are prose. */
  readonly frontMatter?: readonly string[]
  /** `OPEN CLOSE` each. */
  readonly templateTags?: readonly string[]
  /** Files named as the tables that they add to. */
  readonly phrases?: readonly { readonly lang: string; readonly file: string }[]
  /** Modules with rules of the project's own. */
  readonly ruleFiles?: readonly string[]
  /** What all files together tell of the spelling of names. */
  readonly spellings?: readonly Spelling[]
}

/** What applies to a document. Plain data. */
export interface Settings {
  readonly engine: EngineSettings
  readonly failOn: Tier | 'none'
  /** There where its path does not make the document a machine translation, and the configuration asks for that. */
  readonly others?: Others
}

/** Tells what applies to a file. */
export interface SettingsSource {
  /**
   * @param path Absolute, or relative to the working directory; none: a document without a name.
   * @throws {ToldError} if that cannot be known: the file is not to be touched.
   */
  of(path: string | undefined): Promise<Settings>
  /** The configuration that leaves a file or a folder out, if one does. */
  ignoredBy(path: string, isFolder: boolean): Promise<string | undefined>
  /** The files that decided so far, with absolute paths: configurations, and what they and the command line name. */
  readonly files: ReadonlySet<string>
}

/** The files that an engine is made from. */
export function filesOf({ glossaries, phrases = [], ruleFiles = [] }: EngineSettings): string[] {
  return [...glossaries, ...phrases.map(({ file }) => file), ...ruleFiles]
}

/** Something that was told on standard error already, and is not to be told once more. */
export class ToldError extends Error {}

/** What holds without a configuration: the repository's own glossary, and what the command line says. */
export function settingsOf(given: Arguments, cwd: string): Settings {
  const { from, shippedGlossaries, failOn, noConfig } = given
  const own = ownGlossary(cwd)
  const glossaries = given.glossaries.map((file) => resolve(cwd, file))
  return {
    engine: {
      from,
      caps: {},
      glossaries: own.exists && !noConfig ? [own.path, ...glossaries] : glossaries,
      shippedGlossaries,
    },
    failOn: failOn ?? 'safe',
  }
}
