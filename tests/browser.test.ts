import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { createContext, runInContext } from 'node:vm'
import { build } from 'tsdown'
import { packBytes } from 'unmangle-languages'
import { loadPack } from 'unmangle-languages/node'
import { expect, test } from 'vitest'

const ROOT = fileURLToPath(new URL('../', import.meta.url))

/** What a page would bundle: the engine's main entry and the reader of packs, under one global name. */
async function bundle(folder: string): Promise<string> {
  const entry = join(folder, 'page.ts')
  writeFileSync(
    entry,
    "export { createUnmangler } from 'unmangle-engine'\nexport { openPack } from 'unmangle-languages'\n",
  )
  await build({
    config: false,
    // Packages are looked for from here, wherever the entry lies.
    plugins: [
      {
        name: 'here',
        resolveId(id, from) {
          return from === entry ? this.resolve(id, `${ROOT}tests/page.ts`, { skipSelf: true }) : null
        },
      },
    ],
    cwd: ROOT,
    entry: { page: entry },
    outDir: join(folder, 'out'),
    format: 'iife',
    globalName: 'page',
    platform: 'browser',
    target: 'es2022',
    dts: false,
    report: false,
    publint: false,
    logLevel: 'error',
    deps: { alwaysBundle: () => true, onlyBundle: false },
    inputOptions: { resolve: { conditionNames: ['source', 'worker', 'browser', 'import', 'default'] } },
  })
  const [file] = readdirSync(join(folder, 'out')).filter((name) => name.endsWith('.js'))
  if (file === undefined) throw new Error('nothing was bundled')
  return readFileSync(join(folder, 'out', file), 'utf8')
}

const PAGE = `(() => {
  const pack = page.openPack(bytes)
  const unmangler = page.createUnmangler({
    lang: 'en',
    packs: { tags: ['en'], load: (tag) => (tag === 'en' ? pack : undefined) },
    terms: JSON.parse(terms),
  })
  const text = '# Trade\\n\\nPresident **XI** met the the ministers.\\n\\n\`the the\`\\n'
  const checked = ['text', 'markdown', 'mdx'].map((format) =>
    unmangler.check({ text, format }).findings.map(({ rule, text }) => rule + ': ' + text))
  return JSON.stringify({ checked, output: unmangler.fix({ text, format: 'markdown' }).output })
})()`

test('the engine runs where there is nothing but JavaScript', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'unmangle-browser-'))
  const code = await bundle(folder).finally(() => rmSync(folder, { recursive: true, force: true }))
  const pack = loadPack('en')
  if (!pack) throw new Error('there is no pack of English')
  const terms = [
    {
      term: 'Xi Jinping',
      kind: 'person',
      parts: { family: 'Xi', given: 'Jinping' },
      aliases: [],
      never: [],
      forms: {},
      source: { file: 'page', line: 1 },
    },
  ]
  const context = createContext({ bytes: packBytes(pack), terms: JSON.stringify(terms) })
  const missing = ['TextDecoder', 'URL', 'fetch', 'process', 'Buffer', 'document', 'window']
  expect(missing.map((name) => runInContext(`typeof ${name}`, context))).toEqual(missing.map(() => 'undefined'))
  runInContext(code, context)
  const { checked, output } = JSON.parse(runInContext(PAGE, context))
  const [text, markdown, mdx] = checked
  expect(markdown).toEqual(['name-numeral: XI', 'doubled-word: the the'])
  expect(mdx).toEqual(markdown)
  expect(text).toContain('doubled-word: the the')
  expect(output).toBe('# Trade\n\nPresident **Xi** met the ministers.\n\n`the the`\n')
}, 120_000)
