export type { Cap, Config, FileConfig, Override, Translations } from './config/config.ts'

import type { Config } from './config/config.ts'

/** Hands a configuration back as it is: an editor checks and completes it by its type. */
export function defineConfig(config: Config): Config {
  return config
}
