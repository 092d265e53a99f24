import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { defineConfig } from 'tsdown'
import { notices } from './scripts/notices.mjs'

const home = fileURLToPath(new URL('packages/', import.meta.url))
/** What a package lets others import. */
const ENTRIES = ['index', 'node']

const shared = {
  format: 'esm',
  target: 'node20.19',
  // The declarations are `.d.ts` and the code is `.js`, as the packages' `exports` say.
  fixedExtension: false,
  hash: false,
  logLevel: 'error',
  report: false,
  publint: false,
  checks: { pluginTimings: false },
  inputOptions: { resolve: { conditionNames: ['source', 'import', 'default'] } },
}

const libraries = readdirSync(home)
  .filter((name) => name !== 'cli' && existsSync(`${home}${name}/src/index.ts`))
  .map((name) => ({
    ...shared,
    name,
    cwd: `${home}${name}`,
    platform: 'neutral',
    entry: Object.fromEntries(
      ENTRIES.filter((entry) => existsSync(`${home}${name}/src/${entry}.ts`)).map((entry) => [
        entry,
        `src/${entry}.ts`,
      ]),
    ),
    dts: true,
    deps: { neverBundle: [/^unmangle-/, /^node:/], onlyBundle: [] },
  }))

/** What the data of the published packages is written with: it reads the repository, and is not published. */
const makers = [
  ['languages', 'node.source'],
  ['glossary', 'node.source'],
  ['cli', 'config/schema'],
].map(([name, entry]) => ({
  ...shared,
  name: `${name} data`,
  cwd: `${home}${name}`,
  platform: 'node',
  entry: { [entry]: `src/${entry}.ts` },
  outDir: 'build',
  dts: false,
  deps: { neverBundle: [/^unmangle-/, /^node:/, 'valibot'], onlyBundle: [] },
}))

/** What a configuration file imports of the command: a function that does nothing, and types. */
const configEntry = {
  ...shared,
  name: 'cli types',
  cwd: `${home}cli`,
  platform: 'neutral',
  entry: { index: 'src/index.ts' },
  dts: true,
  deps: { onlyBundle: [] },
}

/** What the command takes from node_modules: the fast parser, and what reads a configuration in TypeScript. */
const OUTSIDE = ['jiti']

/**
 * One file that every run needs, those to start it and workers from, and chunks that load when they are needed: nothing
 * comes from node_modules but what is OUTSIDE, and the binary of the fast parser.
 */
const command = {
  ...shared,
  name: 'cli',
  cwd: `${home}cli`,
  platform: 'node',
  entry: { cli: 'src/cli.ts', worker: 'src/worker.ts' },
  dts: false,
  // What is read at every start is short; names stay as they are, for the sake of traces.
  minify: { compress: false, mangle: false, codegen: { removeWhitespace: true } },
  // A bundled CommonJS package asks for its own file name.
  shims: true,
  deps: {
    alwaysBundle: (id) => !OUTSIDE.includes(id) && !id.startsWith('node:'),
    neverBundle: OUTSIDE,
    onlyBundle: false,
  },
  // The sources read the repository's own data; the command reads what was built of it.
  alias: {
    'unmangle-languages/node': `${home}languages/src/node.ts`,
    'unmangle-glossary/node': `${home}glossary/src/node.ts`,
    '../rule-texts.source.ts': `${home}cli/src/rule-texts.ts`,
    './rule-texts.source.ts': `${home}cli/src/rule-texts.ts`,
  },
  plugins: [notices(), rawTexts(), parserBinary()],
  // Every file costs a start as much as the reading of many lines in it.
  outputOptions: { codeSplitting: { groups: [{ name: 'program', tags: ['$initial'], test: isShared }] } },
}

/** What starts a run, or a worker, stays out of what both need. */
function isShared(id) {
  return !/cli\/src\/(cli|worker)\.ts$/.test(id)
}

/** The binary of the fast parser is loaded from where it is installed; its thirty other files are bundled. */
function parserBinary() {
  const BINDING = /satteri\/dist\/binding\.js$/
  return {
    name: 'parser-binary',
    transform: {
      filter: { id: BINDING },
      handler: (code) => {
        const names = /^export (\{[^}]*\}) from "\.\.\/index\.js";\s*$/.exec(code)?.[1]
        if (!names) throw new Error('satteri loads its binary in another way than this build knows')
        return `export const ${names} = await import(new URL('../index.js', import.meta.resolve('satteri')).href)`
      },
    },
  }
}

/** What is imported as `file?raw` is the text of the file, as in the test runner. */
function rawTexts() {
  return {
    name: 'raw-texts',
    resolveId: (id, importer) => (id.endsWith('?raw') ? resolve(dirname(importer), id) : undefined),
    load: (id) =>
      id.endsWith('?raw')
        ? `export default ${JSON.stringify(readFileSync(id.slice(0, -'?raw'.length), 'utf8'))}`
        : undefined,
  }
}

export default defineConfig([...libraries, ...makers, configEntry, command])
