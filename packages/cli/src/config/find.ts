import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'

export const CONFIG_NAMES: readonly string[] = ['ts', 'js', 'mjs', 'json', 'yaml', 'yml'].map(
  (extension) => `unmangle.config.${extension}`,
)

/** Finds the nearest configuration files, from a folder up to the top of its repository; outside of one, all the way. */
export class ConfigSearch {
  readonly #known = new Map<string, readonly string[]>()

  /** The configuration files of the nearest folder that has any, with absolute paths: more than one is a mistake. */
  from(folder: string): readonly string[] {
    const passed: string[] = []
    let found: readonly string[] = []
    for (let at = folder; ; at = dirname(at)) {
      const known = this.#known.get(at)
      if (!known) passed.push(at)
      found = known ?? CONFIG_NAMES.map((name) => join(at, name)).filter((file) => existsSync(file))
      if (known || found.length > 0 || existsSync(join(at, '.git')) || dirname(at) === at) break
    }
    for (const at of passed) this.#known.set(at, found)
    return found
  }
}
