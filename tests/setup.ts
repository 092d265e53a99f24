import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'

/** A new rule folder needs no step by hand: the registry is written anew before the tests. */
export function setup(): void {
  execFileSync('node', [fileURLToPath(new URL('../scripts/registry.mjs', import.meta.url))])
}
