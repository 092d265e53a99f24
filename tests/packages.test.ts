import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { dirname, join, relative } from 'node:path'
import { fileURLToPath } from 'node:url'
import ts from 'typescript'
import { describe, expect, it } from 'vitest'

const home = fileURLToPath(new URL('../packages/', import.meta.url))

interface Manifest {
  readonly name: string
  readonly private?: boolean
  readonly description?: string
  readonly license?: string
  readonly files?: readonly string[]
  readonly engines?: Readonly<Record<string, string>>
  readonly exports?: unknown
  readonly repository?: { readonly type: string; readonly url: string; readonly directory: string }
  readonly keywords?: readonly string[]
  readonly publishConfig?: { readonly exports?: unknown }
  readonly dependencies?: Readonly<Record<string, string>>
  readonly devDependencies?: Readonly<Record<string, string>>
  readonly optionalDependencies?: Readonly<Record<string, string>>
}

const folders = readdirSync(home).sort()
const manifests = new Map(folders.map((folder) => [folder, manifestOf(folder)]))

function manifestOf(folder: string): Manifest {
  return JSON.parse(readFileSync(join(home, folder, 'package.json'), 'utf8'))
}

/** The packages from the ground up: one imports from floors below its own. */
const FLOORS = [
  ['unmangle-core'],
  ['unmangle-glossary', 'unmangle-languages'],
  ['unmangle-readers', 'unmangle-rules'],
  ['unmangle-engine', 'unmangle-mangler'],
  ['remark-unmangle', 'retext-unmangle', 'unmangle', 'unmangle-yardstick'],
]
/** Neither readers nor rules know a language, and readers know no glossary. */
const NEVER: Readonly<Record<string, readonly string[]>> = {
  'unmangle-readers': ['unmangle-glossary', 'unmangle-languages'],
  'unmangle-rules': ['unmangle-languages'],
}
const floorOf = (name: string) => FLOORS.findIndex((floor) => floor.includes(name))

/** The sources of a package without its tests, with what they import. */
function sourcesOf(folder: string): { path: string; imports: readonly string[]; lines: number }[] {
  const src = join(home, folder, 'src')
  return readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => path.endsWith('.ts') && !path.endsWith('.test.ts'))
    .map((path) => ({ path: join(src, path), ...readSource(join(src, path)) }))
}

function readSource(path: string): { imports: readonly string[]; lines: number } {
  const text = readFileSync(path, 'utf8')
  const imports = ts.preProcessFile(text).importedFiles.map(({ fileName }) => fileName)
  return { imports, lines: text.split('\n').length }
}

/** `@scope/name/path` and `name/path` without the path. */
function packageOf(specifier: string): string {
  return specifier
    .split('/')
    .slice(0, specifier.startsWith('@') ? 2 : 1)
    .join('/')
}

function importedPackages(folder: string): Set<string> {
  const all = sourcesOf(folder).flatMap(({ imports }) => imports)
  return new Set(all.filter((name) => !name.startsWith('.') && !isBuiltin(name)).map(packageOf))
}

/** The files that a main entry reaches within its package. */
function reachedFrom(entry: string): Map<string, readonly string[]> {
  const reached = new Map<string, readonly string[]>()
  const open = [entry]
  for (let path = open.pop(); path !== undefined; path = open.pop()) {
    if (reached.has(path)) continue
    const { imports } = readSource(path)
    reached.set(path, imports)
    for (const name of imports) if (name.startsWith('.')) open.push(join(dirname(path), name))
  }
  return reached
}

describe.each(folders)('packages/%s', (folder) => {
  const manifest = manifests.get(folder) ?? manifestOf(folder)

  it('imports from the floors below it alone', () => {
    const own = floorOf(manifest.name)
    expect(own, `${manifest.name} has no floor`).toBeGreaterThanOrEqual(0)
    const imported = [...importedPackages(folder)].filter((name) => floorOf(name) >= 0)
    const banned = NEVER[manifest.name] ?? []
    expect(imported.filter((name) => floorOf(name) >= own || banned.includes(name))).toEqual([])
  })

  it('declares what it imports and imports what it declares', () => {
    const { dependencies = {}, devDependencies = {}, optionalDependencies = {} } = manifest
    // The command is bundled: what goes into the bundle is a dependency of its making alone.
    const bundled = folder === 'cli'
    const declared = Object.keys({ ...dependencies, ...optionalDependencies, ...(bundled ? devDependencies : {}) })
    const imported = importedPackages(folder)
    const provides = (dependency: string, name: string) => dependency === name || dependency === `@types/${name}`
    expect([...imported].filter((name) => !declared.some((dependency) => provides(dependency, name)))).toEqual([])
    // `satteri` stays outside the bundle of the command, and the engine in it loads it.
    const used = bundled ? [...imported, 'satteri'] : [...imported]
    expect(declared.filter((dependency) => !used.some((name) => provides(dependency, name)))).toEqual([])
  })

  it('says all that a registry asks', () => {
    expect(manifest).toMatchObject({
      license: 'MIT',
      type: 'module',
      description: expect.stringMatching(/\S/),
      files: expect.arrayContaining(['dist', 'readme.md', 'LICENSE']),
      engines: { node: expect.stringMatching(/^>=/) },
      exports: expect.anything(),
      repository: { type: 'git', url: expect.stringMatching(/^git\+https:/), directory: `packages/${folder}` },
      keywords: expect.arrayContaining(['machine-translation']),
    })
    expect(readFileSync(join(home, folder, 'readme.md'), 'utf8')).toMatch(/^# /)
    expect(readFileSync(join(home, folder, 'LICENSE'), 'utf8')).toMatch(/^MIT License/)
  })

  it.skipIf(manifest.private)('publishes its exports without the sources', () => {
    const published: unknown = JSON.parse(JSON.stringify(manifest.exports), (key, value: unknown) =>
      key === 'source' ? undefined : value,
    )
    expect(manifest.publishConfig?.exports ?? manifest.exports).toEqual(published)
  })

  it('keeps its files short', () => {
    const long = sourcesOf(folder).filter(({ lines }) => lines > 450)
    expect(long.map(({ path }) => relative(home, path))).toEqual([])
  })
})

describe.each(['core', 'rules', 'languages', 'glossary', 'readers', 'engine'])('the main entry of %s', (folder) => {
  it('runs where there is nothing but JavaScript', () => {
    const reached = reachedFrom(join(home, folder, 'src/index.ts'))
    const bound = [...reached].flatMap(([path, imports]) =>
      imports
        .filter((name) => isBuiltin(name) || /^unmangle-[a-z]+\/node$/.test(name))
        .map((name) => `${relative(home, path)} imports ${name}`),
    )
    expect(bound).toEqual([])
    expect(reached.size).toBeGreaterThan(1)
  })
})
