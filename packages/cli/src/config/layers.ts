import type { Tier } from 'unmangle-core'
import type { Config, FileConfig } from './config.ts'
import type { KeyPath } from './read-yaml.ts'

/** What a part of a configuration says of a file. */
export interface Layer {
  readonly values: FileConfig
  /** Where it stands in the configuration. */
  readonly at: KeyPath
}

/** A value, and where it stands. */
export interface Placed<T> {
  readonly value: T
  readonly at: KeyPath
}

/** All that a configuration says of a file, from the general to the particular. */
export function layersOf(config: Config, applies: (override: number) => boolean): Layer[] {
  const overrides = (config.overrides ?? []).map((values, i) => ({ values, at: ['overrides', i] }))
  return [{ values: config, at: [] }, ...overrides.filter((_, i) => applies(i))]
}

/** The value of a key of which only the last counts. */
export function lastOf<K extends keyof FileConfig>(
  layers: readonly Layer[],
  key: K,
): Placed<NonNullable<FileConfig[K]>> | undefined {
  for (const { values, at } of [...layers].reverse()) {
    const value = values[key]
    if (value !== undefined) return { value, at: [...at, key] }
  }
  return undefined
}

/** The values of a list that all layers add to. */
export function allOf(layers: readonly Layer[], key: 'glossaries' | 'accept' | 'templateTags'): Placed<string>[] {
  return layers.flatMap(({ values, at }) => (values[key] ?? []).map((value, i) => ({ value, at: [...at, key, i] })))
}

/** A phrase file and its language. */
export interface PhraseFile {
  readonly lang: string
  readonly file: string
}

export function phrasesOf(layers: readonly Layer[]): Placed<PhraseFile>[] {
  return layers.flatMap(({ values, at }) =>
    Object.entries(values.phrases ?? {}).flatMap(([lang, files]) =>
      files.map((file, i) => ({ value: { lang, file }, at: [...at, 'phrases', lang, i] })),
    ),
  )
}

export type Caps = Readonly<Record<string, Tier | 'off'>>

/** By rule or family. */
export function capsOf(layers: readonly Layer[]): Map<string, Placed<Caps[string]>> {
  const caps = new Map<string, Placed<Caps[string]>>()
  for (const { values, at } of layers)
    for (const [name, value] of Object.entries(values.rules ?? {}))
      caps.set(name, { value, at: [...at, 'rules', name] })
  return caps
}
