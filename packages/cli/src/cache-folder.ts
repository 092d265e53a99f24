import { join } from 'node:path'

/**
 * The folder where this user's programs keep what can be made anew, or undefined where nothing names one.
 *
 * @param env `UNMANGLE_CACHE` goes before the system's own (`XDG_CACHE_HOME`, `LOCALAPPDATA`); empty: none.
 */
export function cacheFolder(env: Readonly<Record<string, string | undefined>>): string | undefined {
  if (env.UNMANGLE_CACHE !== undefined) return env.UNMANGLE_CACHE || undefined
  const base = env.XDG_CACHE_HOME || env.LOCALAPPDATA
  if (base) return join(base, 'unmangle')
  if (!env.HOME) return undefined
  return join(env.HOME, ...(process.platform === 'darwin' ? ['Library', 'Caches'] : ['.cache']), 'unmangle')
}
