import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import type { NodeOptions } from 'unmangle-engine/node'
import { beforeEach, describe, expect, test } from 'vitest'
import { type EngineFactory, nodeEngine } from '../packages/cli/src/engines.ts'
import { fakeEngine, run, temporaryFolder } from './cli-harness.ts'

let cwd = ''

beforeEach(() => {
  cwd = temporaryFolder()
  // The top of a repository: what stands above it does not count.
  mkdirSync(join(cwd, '.git'))
})

function put(path: string, text: string): void {
  mkdirSync(dirname(join(cwd, path)), { recursive: true })
  writeFileSync(join(cwd, path), text)
}

/** What the engines of a run are made of. */
async function optionsOf(...argv: string[]): Promise<NodeOptions[]> {
  const made: NodeOptions[] = []
  const engine: EngineFactory = (options) => {
    made.push(options)
    return fakeEngine(options)
  }
  const { err } = await run(argv, { cwd, engine })
  expect(err).toBe('')
  // The first one is asked for its parser.
  return made.slice(1)
}

async function findings(...argv: string[]): Promise<string[]> {
  const { out, err } = await run([...argv, '--format', 'json'], { cwd, engine: nodeEngine })
  expect(err).toBe('')
  const files: { path: string; artifacts: { rule: string; tier: string; text: string }[] }[] = JSON.parse(out)
  return files.flatMap(({ path, artifacts }) => artifacts.map(({ rule, tier }) => `${path} ${rule} ${tier}`))
}

describe('which configuration applies', () => {
  test('the nearest one above each file, up to the top of the repository', async () => {
    put('unmangle.config.yaml', 'lang: en\n')
    put('docs/unmangle.config.json', '{ "lang": "es" }')
    put('a.md', 'A\n')
    put('docs/deep/b.md', 'B\n')
    put('other/.git/HEAD', '')
    put('other/c.md', 'C\n')
    expect((await optionsOf()).map(({ lang }) => lang)).toEqual(['en', 'es'])
    expect(JSON.parse((await run(['--format', 'json'], { cwd })).out)).toMatchObject([
      { path: 'a.md', lang: 'en' },
      { path: 'docs/deep/b.md', lang: 'es' },
      { path: 'other/c.md', lang: 'und' },
    ])
  })

  test('the one that --config names, with patterns of the working directory, and none by --no-config', async () => {
    put('unmangle.config.yaml', 'lang: en\n')
    put('ci/strict.yaml', 'lang: es\noverrides: [{ files: [docs], lang: fr }]\n')
    put('a.md', 'A\n')
    put('docs/b.md', 'B\n')
    const langs = async (...argv: string[]) => (await optionsOf(...argv)).map(({ lang }) => lang)
    expect(await langs('--config', 'ci/strict.yaml')).toEqual(['es', 'fr'])
    // The engine that was asked for its parser serves.
    expect(await langs('--no-config')).toEqual([])
    expect((await run(['--config', 'a.yaml', '--no-config'], { cwd })).status).toBe(2)
    expect((await run(['--config', 'no.yaml'], { cwd })).err).toContain('no.yaml: does not exist')
  })

  test.each([
    ['js', 'export default { lang: "es" }'],
    ['mjs', 'export default { lang: "es" }'],
    ['ts', 'const lang: string = "es"\nexport default { lang }'],
    ['json', '{ "$schema": "./schema.json", "lang": "es" }'],
    ['yaml', 'lang: es'],
    ['yml', 'lang: es'],
  ])('it may be written in %s', async (extension, text) => {
    put('package.json', '{ "type": "module" }')
    put(`unmangle.config.${extension}`, `${text}\n`)
    put('a.md', 'A\n')
    expect(await optionsOf()).toMatchObject([{ lang: 'es' }])
  })

  test('it applies to standard input by its name, and to a stream by the working directory', async () => {
    put('docs/unmangle.config.yaml', 'lang: es\n')
    put('unmangle.config.yaml', 'lang: en\noverrides: [{ files: [docs], lang: fr }]\n')
    const stdin = await run(['--stdin', '--stdin-filename', 'docs/a.md', '--format', 'json'], { cwd, input: 'A\n' })
    expect(JSON.parse(stdin.out)).toMatchObject([{ lang: 'es' }])
    const input = '{"id":1,"text":"A","path":"docs/a.md"}\n{"id":2,"text":"A"}\n{"id":3,"text":"A","path":"../x.md"}\n'
    const { out } = await run(['--jsonl'], { cwd, input })
    const rows = out.trim().split('\n')
    expect(rows.map((row) => JSON.parse(row).lang)).toEqual(['fr', 'en', 'en'])
  })
})

describe('what it says', () => {
  test('caps by rule and family, and overrides for some files', async () => {
    put(
      'unmangle.config.yaml',
      'rules: { calque: report }\noverrides:\n  - files: ["*.fr.md"]\n    rules: { grammar: off }\n',
    )
    put('a.md', 'A\n')
    put('b.fr.md', 'B\n')
    expect((await optionsOf()).map(({ caps }) => caps)).toEqual([
      { calque: 'report' },
      { calque: 'report', grammar: 'off' },
    ])
  })

  test('lists of an override come on top, other values take the place', async () => {
    put('g.yaml', 'terms: [{ term: Ana Ruiz }]\n')
    put('docs/h.yaml', 'terms: [{ term: Eva Ruiz }]\n')
    put('cli.yaml', 'terms: [{ term: Ada Ruiz }]\n')
    const override =
      'files: [docs], glossaries: [docs/h.yaml], accept: [B], frontMatter: [lede], templateTags: ["[[ ]]"]'
    put(
      'unmangle.config.yaml',
      `shippedGlossaries: false\nglossaries: [g.yaml]\naccept: [A]\nfrom: es\nfrontMatter: [title]\noverrides: [{ ${override}, from: [fr, it] }]\n`,
    )
    put('docs/a.md', 'A\n')
    const [options] = await optionsOf('--glossary', 'cli.yaml')
    expect(options).toMatchObject({
      shippedGlossaries: false,
      accept: ['A', 'B'],
      proseKeys: ['lede'],
      from: ['fr', 'it'],
    })
    expect(options?.templateTags).toEqual([{ open: '[[', close: ']]' }])
    expect(options?.terms?.map(({ term }) => term)).toEqual(['Ana Ruiz', 'Eva Ruiz', 'Ada Ruiz'])
    expect(await optionsOf('--from', 'de')).toMatchObject([{ from: ['de'] }])
  })

  test('the option goes before front matter, front matter before it, and it before the path', async () => {
    put('unmangle.config.yaml', 'lang: es\n')
    put('it/a.md', 'A so -called test.\n')
    put('it/b.md', '---\nlang: fr\n---\nA so -called test.\n')
    const langs = async (...argv: string[]) => {
      const { out } = await run([...argv, '--format', 'json'], { cwd, engine: nodeEngine })
      return JSON.parse(out).map(({ lang }: { lang: string }) => lang)
    }
    expect(await langs()).toEqual(['es', 'fr'])
    expect(await langs('--lang', 'de')).toEqual(['de', 'de'])
    expect(await langs('--no-config')).toEqual(['it', 'fr'])
  })

  test('the failing tier, unless the command line names one', async () => {
    put('unmangle.config.yaml', 'failOn: report\n')
    put('sub/unmangle.config.yaml', 'failOn: none\n')
    put('a.md', 'hmm\n')
    put('sub/b.md', 'teh\n')
    expect((await run(['a.md'], { cwd })).status).toBe(1)
    expect((await run(['sub'], { cwd })).status).toBe(0)
    expect((await run(['--fail-on', 'suggest', 'a.md'], { cwd })).status).toBe(0)
    expect((await run(['--fail-on', 'safe', 'sub'], { cwd })).status).toBe(1)
  })

  test('what is not read', async () => {
    put('unmangle.config.yaml', 'ignore: [drafts, "*.txt", "!keep.txt"]\n')
    for (const path of ['a.md', 'drafts/b.md', 'x.txt', 'deep/keep.txt']) put(path, 'A\n')
    const paths = async (...argv: string[]) => {
      const { out } = await run(['--format', 'json', ...argv], { cwd })
      return JSON.parse(out).map(({ path }: { path: string }) => path)
    }
    expect(await paths()).toEqual(['a.md', 'deep/keep.txt'])
    expect(await paths('**/*.txt')).toEqual(['deep/keep.txt'])
    expect(await paths('--no-ignore')).toEqual(['a.md', 'deep/keep.txt', 'drafts/b.md', 'x.txt'])
    expect((await run(['x.txt'], { cwd })).err).toContain('x.txt: is ignored by unmangle.config.yaml')
    const input = { cwd, input: 'teh\n' }
    expect((await run(['--stdin', '--stdin-filename', 'x.txt', '--fix'], input)).out).toBe('teh\n')
  })

  test('names that are right, tables and rules of its own', async () => {
    put(
      'unmangle.config.yaml',
      'version: 0.3.0\nlang: en\naccept: [so -called]\nphrases: { en: [terms/calques.yaml] }\nruleFiles: [terms/rules.ts]\n',
    )
    put('terms/calques.yaml', '- { wrong: blue envelope, right: [tax letter], why: A calque of the house. }\n')
    put('terms/rules.ts', OWN_RULE)
    put('a.md', 'A so -called blue envelope of the foo.\n')
    expect(await findings()).toEqual(['a.md calque suggest', 'a.md no-foo suggest'])
    put('unmangle.config.yaml', 'lang: en\nruleFiles: [terms/rules.ts]\nrules: { no-foo: report }\n')
    expect(await findings()).toEqual(['a.md split-compound safe', 'a.md no-foo report'])
  })
})

test('a report links to no place where a rule of one’s own is described', async () => {
  put('unmangle.config.yaml', 'lang: en\nruleFiles: [rules.ts]\n')
  put('rules.ts', OWN_RULE)
  put('a.md', 'The foo.\n')
  for (const format of ['sarif', 'rdjson', 'markdown']) {
    const { out } = await run(['--format', format], { cwd, engine: nodeEngine })
    expect(out).toContain('no-foo')
    expect(out).not.toMatch(/"(?:helpUri|url)": ?""|\(<>\)/)
  }
})

const OWN_RULE = `
const id: string = 'no-foo'
export const rule = {
  id, kind: 'prose', family: 'residue', description: 'A foo', since: '0.3.0',
  check({ prose }: { prose: { text: string } }) {
    const start = prose.text.indexOf('foo')
    const draft = { start, end: start + 3, expected: ['bar'], tier: 'suggest', message: 'A foo.', why: 'It is one.' }
    return start < 0 ? [] : [draft]
  },
}
`

describe('the version that is agreed to', () => {
  test.each([
    ['version: 0.2.0', 'report'],
    ['version: 0.3.0', 'suggest'],
    ['version: 0.10.0', 'suggest'],
    ['', 'report'],
    ['rules: { no-foo: suggest }', 'suggest'],
    ['version: 0.2.0\nrules: { no-foo: safe }', 'suggest'],
    ['version: 0.2.0\nrules: { residue: suggest }', 'report'],
  ])('with “%s” a rule of 0.3.0 may %s', async (text, tier) => {
    put('unmangle.config.yaml', `ruleFiles: [rules.ts]\n${text}\n`)
    put('rules.ts', OWN_RULE)
    put('a.md', 'The foo.\n')
    expect(await findings('--lang', 'en')).toEqual([`a.md no-foo ${tier}`])
  })

  test('a family that is off stays off', async () => {
    put('unmangle.config.yaml', 'ruleFiles: [rules.ts]\nversion: 0.2.0\nrules: { residue: off }\n')
    put('rules.ts', OWN_RULE)
    put('a.md', 'The foo.\n')
    expect(await findings('--lang', 'en')).toEqual([])
  })
})

describe('which files are machine translations', () => {
  beforeEach(() => {
    put('es/a.md', 'A so -called test.\n')
    put('b.md', '---\ntranslator: "deepl" # a machine\n---\nA so -called test.\n')
    put('c.md', '---\ntitle: So\nmachine: false\n---\nA so -called test.\n')
    put('d.md', 'A so -called test.\n')
  })

  test('by pattern and by front matter; the rest is left alone', async () => {
    put('unmangle.config.yaml', 'lang: en\ntranslations: { files: [es], frontMatter: translator=deepl }\n')
    expect(await findings()).toEqual(['b.md split-compound safe', 'es/a.md split-compound safe'])
    await run(['--fix'], { cwd, engine: nodeEngine })
    expect(
      ['es/a.md', 'b.md', 'c.md', 'd.md'].map((path) => readFileSync(join(cwd, path), 'utf8').includes('so -')),
    ).toEqual([false, false, true, true])
  })

  test('or the rest is only reported', async () => {
    put('unmangle.config.yaml', 'lang: en\ntranslations: { frontMatter: translator, others: report }\n')
    expect(await findings('--fix')).toEqual([
      'b.md split-compound safe',
      'c.md split-compound report',
      'd.md split-compound report',
      'es/a.md split-compound report',
    ])
    expect(readFileSync(join(cwd, 'd.md'), 'utf8')).toContain('so -called')
  })

  test('a mark that is false is none', async () => {
    put('unmangle.config.yaml', 'lang: en\ntranslations: { frontMatter: machine }\n')
    expect(await findings()).toEqual([])
  })
})

describe('a configuration that is broken', () => {
  test.each<[string, string, string[]]>([
    [
      'yaml',
      'lang: en\nruls: {}\n',
      ['unmangle.config.yaml:2: ruls is no key that is known here; did you mean rules?'],
    ],
    [
      'yaml',
      'rules:\n  calqe: off\n',
      ['unmangle.config.yaml:2: rules.calqe is no rule and no family; did you mean calque?'],
    ],
    ['yaml', 'rules:\n  calque: offf\n', ['unmangle.config.yaml:2: rules.calque takes off, report, suggest or safe']],
    ['yaml', 'overrides:\n  - lang: es\n', ['unmangle.config.yaml:2: overrides[0].files is missing']],
    ['yaml', '- ruls\n', ['unmangle.config.yaml: takes a map of keys']],
    ['yaml', 'foo: 1\n', ['unmangle.config.yaml:1: foo is no key that is known here']],
    ['yaml', 'lang: [\n', ['unmangle.config.yaml:2: ']],
    ['yaml', 'lang: en\nlang: es\n', ['unmangle.config.yaml:2: ']],
    [
      'yaml',
      'version: 1\nfailOn: never\n',
      ['unmangle.config.yaml:1: version takes', 'unmangle.config.yaml:2: failOn takes'],
    ],
    ['yaml', 'translations: {}\n', ['unmangle.config.yaml:1: translations needs files or frontMatter']],
    [
      'yaml',
      'phrases:\n  en:\n    - calks.yaml\n',
      ['unmangle.config.yaml:3: phrases.en[0] calks.yaml is named as no table'],
    ],
    [
      'yaml',
      'shippedGlossaries: [peple]\n',
      ['unmangle.config.yaml:1: shippedGlossaries[0] peple is no glossary that ships'],
    ],
    ['yaml', 'ruleFiles:\n  - no.js\n', ['unmangle.config.yaml:2: ruleFiles[0] no.js cannot be loaded']],
    ['json', '{\n  "lang": "en",\n  "ruls": {}\n}', ['unmangle.config.json:3: ruls is no key']],
    ['json', '{\n  "lang": "en",\n}', ['unmangle.config.json:']],
    [
      'js',
      'export default { ruls: {} }',
      ['unmangle.config.js: ruls is no key that is known here; did you mean rules?'],
    ],
    ['js', 'export const config = {}', ['unmangle.config.js: has no default export']],
    ['js', 'throw new Error("not today")', ['unmangle.config.js: not today']],
  ])('in %s: %s', async (extension, text, messages) => {
    put('package.json', '{ "type": "module" }')
    put(`sub/unmangle.config.${extension}`, text)
    put('sub/a.md', 'teh\n')
    put('sub/b.md', 'teh\n')
    put('c.md', 'teh\n')
    const { status, err } = await run(['--fix'], { cwd })
    expect(status).toBe(2)
    const lines = err.trim().split('\n')
    expect(lines).toHaveLength(messages.length)
    for (const [i, message] of messages.entries()) expect(lines[i]).toContain(`unmangle: sub/${message}`)
    // What it speaks of is left alone, the rest is done.
    expect(readFileSync(join(cwd, 'sub/a.md'), 'utf8')).toBe('teh\n')
    expect(readFileSync(join(cwd, 'c.md'), 'utf8')).toBe('the\n')
  })

  test('answers no line of a stream and no standard input', async () => {
    put('unmangle.config.yaml', 'ruls: {}\n')
    const input = '{"id":1,"text":"teh"}\n'
    for (const argv of [['--jsonl'], ['--stdin', '--fix']])
      expect(await run(argv, { cwd, input })).toMatchObject({
        status: 2,
        out: '',
        err: expect.stringMatching(/^.*ruls.*\n$/),
      })
  })

  test('of two in one folder one has to go', async () => {
    put('unmangle.config.yaml', 'lang: en\n')
    put('unmangle.config.json', '{}')
    put('a.md', 'teh\n')
    const { status, err } = await run([], { cwd })
    expect([status, err]).toEqual([
      2,
      'unmangle: unmangle.config.json: beside it stands unmangle.config.yaml; one of the two has to go\n',
    ])
  })

  test('tables and glossaries that are broken are told, and the rest counts', async () => {
    put('unmangle.config.yaml', 'glossaries: [no.yaml]\nphrases: { en: [calques.yaml] }\n')
    put('calques.yaml', '- { wrong: a b }\n')
    put('a.md', 'teh\n')
    const { status, out, err } = await run([], { cwd })
    expect(status).toBe(2)
    expect(err).toMatch(/glossary no\.yaml: does not exist\n.*phrases calques\.yaml:1: a row has no "right"/)
    expect(out).toContain('a.md')
  })
})

describe('unmangle config print', () => {
  test('says what applies to a file, and which line says so', async () => {
    put(
      'unmangle.config.yaml',
      `version: 0.2.0
ruleFiles: [rules.ts]
accept: [Ana]
rules: { calque: report }
overrides:
  - files: [docs]
    lang: es
    rules:
      calque: off
translations:
  files: [docs]
`,
    )
    put('rules.ts', OWN_RULE)
    const { status, out, err } = await run(['config', 'print', 'docs/a.md', 'b.md', '--glossary', 'g.yaml'], { cwd })
    expect([status, err]).toEqual([0, ''])
    expect(out).toBe(`docs/a.md
  configuration  unmangle.config.yaml
  version        0.2.0                  unmangle.config.yaml:1
  ruleFiles      rules.ts               unmangle.config.yaml:2
  translations   a machine translation  unmangle.config.yaml:10
  lang           es                     unmangle.config.yaml:7, for docs
  accept         Ana                    unmangle.config.yaml:3
  rules.calque   off                    unmangle.config.yaml:9, for docs
  rules.no-foo   report                 unmangle.config.yaml:1: the rule came with 0.3.0
  glossaries     g.yaml                 --glossary

b.md
  configuration  unmangle.config.yaml
  version        0.2.0                 unmangle.config.yaml:1
  ruleFiles      rules.ts              unmangle.config.yaml:2
  translations   skip                  unmangle.config.yaml:10
  accept         Ana                   unmangle.config.yaml:3
  rules.calque   report                unmangle.config.yaml:4
  rules.no-foo   report                unmangle.config.yaml:1: the rule came with 0.3.0
  glossaries     g.yaml                --glossary
`)
  })

  test('names the key where a configuration is code, and the option that goes before it', async () => {
    put('unmangle.config.mjs', 'export default { overrides: [{ files: ["docs"], lang: "es", from: ["en", "fr"] }] }')
    const { out } = await run(['config', 'print', 'docs/a.md', '--lang', 'de'], { cwd })
    expect(out).toContain('from           en, fr               unmangle.config.mjs, overrides[0].from, for docs')
    expect(out).toMatch(/lang +de +--lang\n/)
    expect(out).not.toMatch(/lang +es/)
    expect((await run(['config', 'print', 'a.md', '--no-config'], { cwd })).out).toContain('configuration  none')
  })

  test('says what the file says of itself, and its path', async () => {
    put('unmangle.config.yaml', 'lang: en\ntranslations: { frontMatter: machine }\n')
    put('docs/es/a.md', '---\nlang: fr\nmachine: yes\n---\n')
    put('docs/es/b.md', '# b\n')
    const shown = async (...argv: string[]) => (await run(['config', 'print', ...argv], { cwd })).out
    expect(await shown('docs/es/a.md')).toMatch(/translations +a machine translation: its front matter has machine +/)
    expect(await shown('docs/es/a.md')).toMatch(/ lang +fr +its front matter\n$/)
    expect(await shown('docs/es/b.md')).toMatch(/translations +skip +[^\n]+\n +lang +en +unmangle\.config\.yaml:1\n$/)
    expect(await shown('docs/es/gone.md')).toMatch(/translations +skip, unless its front matter has machine +/)
    expect(await shown('docs/es/b.md', '--no-config')).toMatch(/ lang +es +its path\n$/)
  })

  test('names the glossary of the repository, which no configuration need name', async () => {
    put('unmangle.glossary.yaml', 'terms: []\n')
    const { out } = await run(['config', 'print', 'docs/a.md'], { cwd })
    expect(out).toMatch(/ glossaries +unmangle\.glossary\.yaml +at the top of the repository\n/)
    expect((await run(['config', 'print', 'docs/a.md', '--no-config'], { cwd })).out).not.toContain('glossaries')
  })

  test('is told what is wrong', async () => {
    put('unmangle.config.yaml', 'ruls: {}\n')
    expect(await run(['config', 'print', 'a.md'], { cwd })).toMatchObject({ status: 2, out: '' })
    expect((await run(['config', 'print'], { cwd })).err).toContain('config print needs a file')
    expect((await run(['config'], { cwd })).err).toContain('usage: unmangle config print')
  })
})
