import type { Spelling } from 'unmangle-core'
import type { InputFile } from './files.ts'
import { readSource } from './read.ts'
import type { Run } from './run.ts'
import type { SettingsSource } from './settings.ts'

/**
 * Counts the names of all files, each read once and forgotten, and tells which spellings are rare beside a usual one.
 * What cannot be read is passed over: whoever checks it says so.
 */
export async function surveyNames(run: Run, files: AsyncIterable<InputFile>): Promise<Spelling[]> {
  const { NameCensus } = await import('unmangle-engine/node')
  const census = new NameCensus()
  for await (const { path, shown } of files) {
    try {
      const settings = await run.settings.of(path)
      const engine = await run.engines.get(settings.engine)
      const { text } = await readSource(path)
      engine.survey({ text, path: shown, lang: run.arguments.lang }, census)
    } catch {}
  }
  return census.spellings()
}

/** The same settings, with what all files tell of the spelling of names. */
export function withSpellings(source: SettingsSource, spellings: readonly Spelling[]): SettingsSource {
  return {
    async of(path) {
      const settings = await source.of(path)
      return { ...settings, engine: { ...settings.engine, spellings } }
    },
    ignoredBy: (path, isFolder) => source.ignoredBy(path, isFolder),
    files: source.files,
  }
}
