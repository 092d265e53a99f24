import { dirname, resolve } from 'node:path'
import ignore, { type Ignore } from 'ignore'
import type { Arguments } from '../arguments.ts'
import { isOutside, shownPath } from '../paths.ts'
import { type EngineSettings, filesOf, type Settings, type SettingsSource, settingsOf, ToldError } from '../settings.ts'
import { markFrom, type Others } from '../translations.ts'
import type { Translations } from './config.ts'
import { ConfigSearch } from './find.ts'
import { allOf, capsOf, type Layer, lastOf, layersOf, phrasesOf } from './layers.ts'
import type { LoadedConfig } from './load.ts'
import { newerRules } from './newer-rules.ts'

/** A configuration, and what it says of one file. */
export interface Applied {
  readonly loaded: LoadedConfig
  readonly layers: readonly Layer[]
  /** Whether its path makes it a machine translation; undefined: the configuration does not ask. */
  readonly translation: boolean | undefined
  readonly ignored: boolean
}

export interface ConfigsOptions {
  readonly arguments: Arguments
  readonly cwd: string
  /** Told each thing that is wrong with a configuration, once. */
  readonly tell: (problem: string) => void
  /**
   * Whether the configuration of the working directory is that of all documents: their paths come from data, and data
   * does not choose which configuration, which may be code, is loaded.
   */
  readonly fixed?: boolean
}

/** What the command line and the nearest configuration say of each file. */
export class Configs implements SettingsSource {
  readonly files: Set<string> = new Set()
  readonly #options: ConfigsOptions
  readonly #search = new ConfigSearch()
  readonly #loaded = new Map<string, Promise<Matched>>()
  readonly #without: Settings

  constructor(options: ConfigsOptions) {
    this.#options = options
    this.#without = settingsOf(options.arguments, options.cwd)
    this.#note(this.#without)
  }

  async of(path: string | undefined): Promise<Settings> {
    const { arguments: given, cwd } = this.#options
    const place = path === undefined ? undefined : resolve(cwd, path)
    const matched = await this.#matchedFor(place)
    return matched ? this.#note(matched.settings(place, given, this.#without)) : this.#without
  }

  #note(settings: Settings): Settings {
    for (const file of filesOf(settings.engine)) this.files.add(file)
    return settings
  }

  async ignoredBy(path: string, isFolder: boolean): Promise<string | undefined> {
    try {
      const matched = await this.#matchedFor(path)
      return matched?.ignores(path, isFolder) ? matched.loaded.shown : undefined
    } catch {
      // That it is broken is said where the file is to be read.
      return undefined
    }
  }

  /** What a configuration says of a file, in its own terms; undefined: there is none. @throws {ToldError} */
  async appliedTo(path: string): Promise<Applied | undefined> {
    return (await this.#matchedFor(path))?.applied(path)
  }

  async #matchedFor(path: string | undefined): Promise<Matched | undefined> {
    const { arguments: given, cwd, fixed = false } = this.#options
    if (given.noConfig) return undefined
    if (given.config !== undefined) return this.#load([resolve(cwd, given.config)], cwd)
    const files = this.#search.from(fixed || path === undefined ? cwd : dirname(path))
    const [first] = files
    return first === undefined ? undefined : this.#load(files, dirname(first))
  }

  /** @param base What patterns are relative to. */
  #load(files: readonly string[], base: string): Promise<Matched> {
    const key = files.join('\n')
    let loaded = this.#loaded.get(key)
    if (!loaded) {
      for (const file of files) this.files.add(file)
      loaded = this.#tellingProblems(files, base)
      this.#loaded.set(key, loaded)
    }
    return loaded
  }

  async #tellingProblems(files: readonly string[], base: string): Promise<Matched> {
    const { cwd, tell } = this.#options
    const [file = '', second] = files
    const shown = shownPath(cwd, file)
    const { ConfigError, loadConfig } = await import('./load.ts')
    try {
      if (second !== undefined)
        throw new ConfigError([`${shown}: beside it stands ${shownPath(cwd, second)}; one of the two has to go`])
      return new Matched(await loadConfig(file, cwd), base)
    } catch (error) {
      if (!(error instanceof ConfigError)) throw error
      for (const problem of error.problems) tell(problem)
      throw new ToldError(`its configuration ${shown} is broken`)
    }
  }
}

/** A configuration that knows which of its parts apply to a file. */
class Matched {
  readonly loaded: LoadedConfig
  readonly #base: string
  readonly #ignore: Ignore
  readonly #translations: Ignore
  readonly #overrides: readonly Ignore[]
  /** By what applies: of many files most have the same settings. */
  readonly #settings = new Map<string, Settings>()

  constructor(loaded: LoadedConfig, base: string) {
    const { config } = loaded
    this.loaded = loaded
    this.#base = base
    this.#ignore = patternsOf(config.ignore)
    this.#translations = patternsOf(config.translations?.files)
    this.#overrides = (config.overrides ?? []).map(({ files }) => patternsOf(files))
  }

  ignores(path: string, isFolder: boolean): boolean {
    return this.#matches(this.#ignore, path, isFolder)
  }

  applied(path: string | undefined): Applied {
    const { config } = this.loaded
    const { translations } = config
    return {
      loaded: this.loaded,
      layers: layersOf(config, (i) => this.#matches(this.#overrides[i], path)),
      translation: translations && this.#matches(this.#translations, path),
      ignored: this.#matches(this.#ignore, path),
    }
  }

  /** @param without What holds without a configuration. */
  settings(path: string | undefined, given: Arguments, without: Settings): Settings {
    const applied = this.applied(path)
    const key = `${applied.layers.map(({ at }) => at.join()).join(' ')} ${applied.translation}`
    let settings = this.#settings.get(key)
    if (!settings) {
      settings = settingsFrom(applied, without, given)
      this.#settings.set(key, settings)
    }
    return settings
  }

  #matches(patterns: Ignore | undefined, path: string | undefined, isFolder = false): boolean {
    const shown = path === undefined ? '' : shownPath(this.#base, path)
    if (!patterns || shown === '' || isOutside(shown)) return false
    return patterns.ignores(isFolder ? `${shown}/` : shown)
  }
}

function patternsOf(patterns: readonly string[] = []): Ignore {
  return ignore({ ignorecase: false }).add([...patterns])
}

function settingsFrom({ loaded, layers, translation }: Applied, without: Settings, given: Arguments): Settings {
  const { config, file, rules } = loaded
  const absolute = (name: string) => resolve(dirname(file), name)
  const newer = newerRules(rules, config.version, layers).map(({ id }) => [id, 'report'] as const)
  const caps = [...capsOf(layers)].map(([name, { value }]) => [name, value] as const)
  const from = lastOf(layers, 'from')?.value
  const engine: EngineSettings = {
    lang: lastOf(layers, 'lang')?.value,
    from: without.engine.from ?? (from === undefined ? undefined : [from].flat()),
    caps: Object.fromEntries([...caps, ...newer]),
    // Of two terms of one form the later wins.
    glossaries: [...allOf(layers, 'glossaries').map(({ value }) => absolute(value)), ...without.engine.glossaries],
    shippedGlossaries: without.engine.shippedGlossaries ?? lastOf(layers, 'shippedGlossaries')?.value,
    accept: allOf(layers, 'accept').map(({ value }) => value),
    frontMatter: lastOf(layers, 'frontMatter')?.value,
    templateTags: allOf(layers, 'templateTags').map(({ value }) => value),
    phrases: phrasesOf(layers).map(({ value }) => ({ lang: value.lang, file: absolute(value.file) })),
    ruleFiles: config.ruleFiles?.map(absolute),
  }
  return {
    engine,
    failOn: given.failOn ?? config.failOn ?? 'safe',
    ...(translation === false && config.translations && { others: othersOf(config.translations) }),
  }
}

function othersOf({ others = 'skip', frontMatter }: Translations): Others {
  return { treatment: others, ...(frontMatter !== undefined && { unless: markFrom(frontMatter) }) }
}
