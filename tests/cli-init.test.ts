import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { Readable } from 'node:stream'
import { beforeEach, describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { init } from '../packages/cli/src/commands/init.ts'
import { nodeEngine } from '../packages/cli/src/engines.ts'
import { Output, Problems } from '../packages/cli/src/io.ts'
import { collector, run, temporaryFolder } from './cli-harness.ts'

const WORKFLOW = '.github/workflows/unmangle.yml'
let cwd = ''

beforeEach(() => {
  cwd = temporaryFolder()
  mkdirSync(join(cwd, '.git'))
})

function put(path: string, text = 'Text.\n'): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true })
  writeFileSync(join(cwd, path), text)
}

const read = (path: string) => readFileSync(join(cwd, path), 'utf8')

const VERSION: string = JSON.parse(
  readFileSync(new URL('../packages/cli/package.json', import.meta.url), 'utf8'),
).version

describe('unmangle init --yes', () => {
  test.each<[name: string, files: Record<string, string>, config: object]>([
    [
      'Docusaurus',
      {
        'docusaurus.config.ts': "export default { i18n: { defaultLocale: 'en', locales: ['en', 'es', 'fr'] } }\n",
        'docs/intro.md': '',
        'i18n/es/docusaurus-plugin-content-docs/current/intro.md': '',
        'i18n/fr/docusaurus-plugin-content-docs/current/intro.md': '',
        'build/es/intro.md': '',
      },
      { ignore: ['/build/'], overrides: [{ files: ['/i18n/es/', '/i18n/fr/'], from: 'en' }] },
    ],
    [
      'Hugo',
      {
        'hugo.toml': `defaultContentLanguage = "en"
[languages.en]
contentDir = "content/english"
[languages.de]
  contentDir = 'content/german'
[params]
contentDir = "not/this"
`,
        'content/english/a.md': '',
        'content/german/a.md': '',
      },
      {
        overrides: [
          { files: ['/content/english/'], lang: 'en' },
          { files: ['/content/german/'], lang: 'de', from: 'en' },
        ],
      },
    ],
    [
      'Hugo',
      {
        'hugo.yaml': 'defaultContentLanguage: en\nlanguages:\n  es: { contentDir: content/spanish }\n',
        'content/a.md': '',
        'content/a.fr.md': '',
      },
      {
        overrides: [
          { files: ['/content/spanish/'], lang: 'es', from: 'en' },
          { files: ['*.fr.md'], from: 'en' },
        ],
      },
    ],
    [
      'Astro',
      {
        'astro.config.mjs': "export default { i18n: { defaultLocale: 'en-US' } }\n",
        'src/content/docs/en/a.mdx': '',
        'src/content/docs/pt-br/a.mdx': '',
      },
      { overrides: [{ files: ['/src/content/docs/pt-br/'], from: 'en-US' }] },
    ],
    [
      'VitePress',
      {
        'docs/.vitepress/config.ts': "export default { lang: 'en-GB', locales: { root: {}, zh: {} } }\n",
        'docs/a.md': '',
        'docs/zh/a.md': '',
      },
      { overrides: [{ files: ['/docs/zh/'], from: 'en-GB' }] },
    ],
    [
      'Jekyll',
      { '_config.yml': 'title: A\nlang: es\n', '_site/a.md': '', 'en/a.md': '', 'a.md': '' },
      { ignore: ['/_site/'], overrides: [{ files: ['/en/'], from: 'es' }] },
    ],
    [
      'MkDocs',
      { 'mkdocs.yml': 'site_name: A\ntheme:\n  name: material\n  language: en\n', 'docs/a.md': '', 'docs/a.ru.md': '' },
      { overrides: [{ files: ['*.ru.md'], from: 'en' }] },
    ],
    ['no generator', { 'docs/es/a.md': '', 'docs/en/a.md': '' }, {}],
  ])('knows %s', async (name, files, config) => {
    for (const [path, text] of Object.entries(files)) put(path, text)
    const { status, out, err } = await run(['init', '--yes'], { cwd })
    expect([status, err, out]).toEqual([0, '', `unmangle.config.yaml: written\n${WORKFLOW}: written\n`])
    const text = read('unmangle.config.yaml')
    expect(parse(text)).toEqual({ version: VERSION, ...config })
    if (name === 'no generator') expect(text).toContain('# Languages by path: en, es.')
    else expect(text).toContain(`# For ${name} (`)
    // What it writes is sound, and so is the command that the workflow runs.
    expect((await run(['config', 'print', 'a.md'], { cwd })).status).toBe(0)
    const { jobs } = parse(read(WORKFLOW))
    const command: string = jobs.check.steps.at(-1).run
    const argv = command
      .replace(/^npx --yes unmangle@\S+ /, '')
      .replaceAll('"', '')
      .split(' ')
    expect((await run([...argv, '--help'], { cwd })).status).toBe(0)
  })

  test('overwrites nothing', async () => {
    put('unmangle.config.json', '{}')
    put(WORKFLOW, 'mine\n')
    const { status, out, err } = await run(['init', '--yes'], { cwd })
    expect([status, out]).toEqual([0, ''])
    expect(err).toContain('unmangle.config.json: is there, and stays as it is')
    expect(read(WORKFLOW)).toBe('mine\n')
    expect(existsSync(join(cwd, 'unmangle.config.yaml'))).toBe(false)
  })

  test('leaves the workflow to the top of the repository', async () => {
    mkdirSync(join(cwd, 'docs'))
    const { out, err } = await run(['init', '--yes'], { cwd: join(cwd, 'docs') })
    expect(out).toBe('unmangle.config.yaml: written\n')
    expect(err).toContain('belongs at the top of the repository')
  })
})

describe('unmangle init', () => {
  test('prints what it would write where there is nobody to ask', async () => {
    put('mkdocs.yml', 'theme: { language: en }\n')
    const { status, out, err } = await run(['init'], { cwd })
    expect(status).toBe(0)
    expect(out).toMatch(/^# unmangle\.config\.yaml\n[\s\S]*\n# \.github\/workflows\/unmangle\.yml\nname: unmangle\n/)
    expect(err).toContain('nothing was written')
    expect(existsSync(join(cwd, 'unmangle.config.yaml'))).toBe(false)
  })

  test.each<[answers: readonly (boolean | 'stop')[], config: boolean, workflow: boolean]>([
    [[true, false], true, false],
    [[false, true], false, true],
    [['stop', true], false, false],
  ])('writes what a person answers with %j', async (answers, config, workflow) => {
    const [stdout, stderr] = [collector(), collector()]
    const io = { cwd, env: {}, stdin: Readable.from([]), stdout, stderr }
    const context = {
      argv: [],
      io,
      output: new Output(stdout),
      problems: new Problems(stderr),
      createEngine: nodeEngine,
    }
    const left = [...answers]
    await init(context, async () => left.shift() ?? 'stop')
    expect([existsSync(join(cwd, 'unmangle.config.yaml')), existsSync(join(cwd, WORKFLOW))]).toEqual([config, workflow])
  })

  test('takes no other option', async () => {
    expect((await run(['init', '--yess'], { cwd })).status).toBe(2)
  })
})
