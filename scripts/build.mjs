// Builds all packages and their data, unless nothing that they are made of has changed since the last time.
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { chdir } from 'node:process'
import { fileURLToPath } from 'node:url'

const SOURCES = ['packages', 'glossaries', 'scripts', 'package.json', 'pnpm-lock.yaml', 'tsdown.config.mjs']
const MADE = new Set(['dist', 'data', 'build', 'node_modules'])
const STAMP = 'node_modules/.cache/unmangle-build'

chdir(fileURLToPath(new URL('../', import.meta.url)))
await import('./registry.mjs')
const now = SOURCES.flatMap(filesOf)
  .map((path) => [path, statSync(path)])
  .map(([path, { mtimeMs, size }]) => `${path} ${mtimeMs} ${size}`)
  .join('\n')
if (!isBuilt() || !existsSync(STAMP) || readFileSync(STAMP, 'utf8') !== now) {
  rmSync(STAMP, { force: true })
  const { build } = await import('tsdown')
  await build({ logLevel: 'error' })
  await import('./data.mjs')
  mkdirSync(dirname(STAMP), { recursive: true })
  writeFileSync(STAMP, now)
}

function filesOf(path) {
  if (!statSync(path).isDirectory()) return [path]
  return readdirSync(path)
    .filter((name) => !MADE.has(name))
    .sort()
    .flatMap((name) => filesOf(join(path, name)))
}

/** The data of the command are written last. */
function isBuilt() {
  const folders = readdirSync('packages').map((name) => `packages/${name}/dist`)
  return [...folders, 'packages/cli/data/digest'].every((path) => existsSync(path))
}
