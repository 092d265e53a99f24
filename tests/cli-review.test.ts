import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { describe, expect, test } from 'vitest'
import { parseArguments } from '../packages/cli/src/arguments.ts'
import { type EngineFactory, Engines, nodeEngine } from '../packages/cli/src/engines.ts'
import { findFiles } from '../packages/cli/src/files.ts'
import { fingerprintsOf } from '../packages/cli/src/fingerprint.ts'
import { Output, Problems } from '../packages/cli/src/io.ts'
import { Rejections } from '../packages/cli/src/rejections.ts'
import { glossaryFor } from '../packages/cli/src/review/glossary.ts'
import { Session } from '../packages/cli/src/review/session.ts'
import type { Terminal } from '../packages/cli/src/review/terminal.ts'
import { walk } from '../packages/cli/src/review/walk.ts'
import { Scopes } from '../packages/cli/src/scope.ts'
import { settingsOf } from '../packages/cli/src/settings.ts'
import { fakeEngine, run, temporaryFolder } from './cli-harness.ts'

/** Keys, and for `e` and `g` the line that is typed after them. */
type Keys = readonly (string | readonly [key: string, line: string])[]

/** Walks the findings of a folder with a person who presses these keys; returns what the terminal showed. */
async function review(cwd: string, keys: Keys, engine: EngineFactory = fakeEngine): Promise<string> {
  const { arguments: options } = parseArguments(['--lang', 'en'])
  const silent = new Writable({ write: (_part, _encoding, done) => done() })
  const problems = new Problems(silent)
  const engines = new Engines(engine, cwd, (problem) => problems.error(problem))
  const given = settingsOf(options, cwd)
  const added = new Set<string>()
  const io = { cwd, env: {}, stdin: process.stdin, stdout: silent, stderr: silent }
  const settings = {
    of: async () => ({ ...given, engine: { ...given.engine, glossaries: [...given.engine.glossaries, ...added] } }),
    ignoredBy: async () => undefined,
    files: new Set<string>(),
  }
  const session = new Session(
    { arguments: options, io, output: new Output(silent), problems, engines, settings },
    findFiles([], { cwd, ignore: true }, problems),
    await Scopes.open(options, cwd),
    await Rejections.open(cwd),
  )
  const left = [...keys]
  let typed = ''
  let shown = ''
  const terminal: Terminal = {
    color: false,
    write(text) {
      shown += text
    },
    async key() {
      const next = left.shift()
      if (next === undefined || typeof next === 'string') return next
      typed = next[1]
      return next[0]
    },
    line: async () => typed,
    close() {},
  }
  await walk(session, terminal, {
    cwd,
    async glossary() {
      const file = glossaryFor((await settings.of()).engine.glossaries, cwd)
      added.add(file)
      engines.forget()
      return file
    },
  })
  expect(left, 'every key was asked for').toEqual([])
  return shown
}

function folderWith(files: Readonly<Record<string, string>>): string {
  const cwd = temporaryFolder()
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(cwd, path, '..'), { recursive: true })
    writeFileSync(join(cwd, path), text)
  }
  return cwd
}

const read = (cwd: string, path: string) => readFileSync(join(cwd, path), 'utf8')

describe('unmangle review', () => {
  test('writes each decision when it is made', async () => {
    const cwd = folderWith({ 'a.md': 'teh wrod wrod hmm.\n', 'b.md': 'teh\n' })
    const shown = await review(cwd, ['a', '2', ['e', 'wood'], 'a', ['e', 'so'], 'return'])
    expect(read(cwd, 'a.md')).toBe('the ward wood so.\n')
    expect(read(cwd, 'b.md')).toBe('the\n')
    expect(shown).toContain('There is no answer to make')
    expect(shown).toContain('Accepted 5, rejected 0')
  })

  test('goes on where it ended, and does not bring up again what was rejected', async () => {
    const cwd = folderWith({ 'docs/a.md': 'One teh.\n\nTwo teh.\n\nThree teh.\n' })
    await review(cwd, ['r', 's', 'q'])
    const shown = await review(cwd, ['a', 'a'])
    expect(shown).toContain('docs/a.md:3:5')
    expect(read(cwd, 'docs/a.md')).toBe('One teh.\n\nTwo the.\n\nThree the.\n')
    writeFileSync(join(cwd, 'docs/a.md'), 'Something new, teh first.\n\nOne teh.\n')
    const { out, status } = await run(['--format', 'json'], { cwd })
    expect(JSON.parse(out)[0].artifacts).toHaveLength(1)
    expect(status).toBe(1)
    expect(await review(cwd, ['a'])).toContain('docs/a.md:1:16')
  })

  test('takes decisions back, across files and of every kind', async () => {
    const cwd = folderWith({ 'a.md': 'teh wrod\n', 'b.md': 'teh hmm\n' })
    const shown = await review(cwd, ['a', 'r', 's', 'u', 'u', 'u', 'u', 'a', 'a', 'a', 's'])
    expect(shown).toContain('There is nothing to take back')
    expect(read(cwd, 'a.md')).toBe('the word\n')
    expect(read(cwd, 'b.md')).toBe('the hmm\n')
    expect(JSON.parse(read(cwd, 'unmangle.rejected.json')).findings).toEqual([])
  })

  test('knows a rejection again whatever is written beside it', async () => {
    const cwd = folderWith({ 'a.md': 'wrod teh wrod teh\n' })
    await review(cwd, ['r', 'a', 'r', 'a'])
    expect(read(cwd, 'a.md')).toBe('wrod the wrod the\n')
    expect((await run(['--fail-on', 'report'], { cwd })).status).toBe(0)
    await review(cwd, [])
  })

  test('knows what was rejected another day whatever is written beside it', async () => {
    const cwd = folderWith({ 'a.md': 'wrod teh\n' })
    await review(cwd, ['r', 'q'])
    await review(cwd, ['a'])
    expect(read(cwd, 'a.md')).toBe('wrod the\n')
    expect((await run(['--fail-on', 'report'], { cwd })).status).toBe(0)
  })

  test('does not take back what somebody else has changed since', async () => {
    const cwd = folderWith({ 'a.md': 'teh\n', 'b.md': 'teh\n' })
    const engine: EngineFactory = async (options) => {
      const made = await fakeEngine(options)
      return {
        ...made,
        check(input) {
          if (input.path === 'b.md') writeFileSync(join(cwd, 'a.md'), 'mine\n')
          return made.check(input)
        },
      }
    }
    expect(await review(cwd, ['a', 'u', 'q'], engine)).toContain('a.md: was changed since')
    expect(read(cwd, 'a.md')).toBe('mine\n')
  })

  test('accepts all of a kind, in the files to come too', async () => {
    const cwd = folderWith({ 'a.md': 'teh wrod teh\n', 'b.md': 'hmm teh\n' })
    await review(cwd, ['A', 's', 's'])
    expect(read(cwd, 'a.md')).toBe('the wrod the\n')
    expect(read(cwd, 'b.md')).toBe('hmm the\n')
  })

  test('lists its keys for any other', async () => {
    expect(await review(folderWith({ 'a.md': 'teh\n' }), ['?', 'x', 'q'])).toContain('take the last decision back')
  })
})

describe('unmangle review, with the engine itself', () => {
  const TWICE = 'The kettle boils and and whistles.'

  test.each([
    ['a.md', `${TWICE}\n`, `<!-- unmangle-disable-next-line doubled-word -->\n${TWICE}\n`],
    ['a.md', `First\n${TWICE}\n`, `First <!-- unmangle-disable-next-line doubled-word -->\n${TWICE}\n`],
    ['a.mdx', `# Tea\n\n${TWICE}\n`, `# Tea\n\n{/* unmangle-disable-next-line doubled-word */}\n${TWICE}\n`],
    [
      'a.md',
      `> First.\n>\n> ${TWICE}\n`,
      `> First.\n>\n> <!-- unmangle-disable-next-line doubled-word -->\n> ${TWICE}\n`,
    ],
  ])('silences a rule where Markdown lets it: %s %j', async (path, before, after) => {
    const cwd = folderWith({ [path]: before })
    await review(cwd, ['i'], nodeEngine)
    expect(read(cwd, path)).toBe(after)
  })

  test('says where no comment can stand', async () => {
    const table = `| a | b |\n| - | - |\n| x | y |\n| ${TWICE} | z |\n`
    const cwd = folderWith({ 'a.md': table, 'b.txt': `${TWICE}\n` })
    const shown = await review(cwd, ['i', 's', 'i', 's'], nodeEngine)
    expect(shown.match(/There is no place for a comment/g)).toHaveLength(2)
    expect(read(cwd, 'a.md')).toBe(table)
  })

  test('adds a name to the glossary, by which the rest of the text is looked at', async () => {
    const cwd = folderWith({ 'a.md': 'The office of Ilona Kasparyk is here. Then ilona kasparyk and and I left.\n' })
    writeFileSync(join(cwd, 'unmangle.glossary.yaml'), '# ours\nterms:\n  - term: Tea House\n')
    await review(cwd, [['g', 'Ilona Kasparyk'], 'a', 'a'], nodeEngine)
    expect(read(cwd, 'unmangle.glossary.yaml')).toBe('# ours\nterms:\n  - term: Tea House\n  - term: Ilona Kasparyk\n')
    expect(read(cwd, 'a.md')).toContain('Then Ilona Kasparyk and I left.')
    // Every run reads it from then on.
    writeFileSync(join(cwd, 'b.md'), 'Then ilona kasparyk left.\n')
    const args = ['--lang', 'en', '--format', 'github', 'b.md']
    expect((await run(args, { cwd, engine: nodeEngine })).out).toContain('Ilona Kasparyk')
    expect((await run([...args, '--no-config'], { cwd, engine: nodeEngine })).out).toBe('')
  })
})

describe('unmangle review --apply', () => {
  /** What somebody decided about the findings of a file, one word each. */
  function decisions(cwd: string, path: string, words: readonly (readonly [string, string?])[]): string {
    const text = read(cwd, path)
    const findings = [...text.matchAll(/teh|wrod|hmm/g)].map(({ 0: damage, index }) => ({
      ...{ rule: `fake-${damage}`, text: damage, start: index, end: index + damage.length },
    }))
    const prints = fingerprintsOf(text, findings)
    const list = findings.map((finding, i) => ({ path, ...finding, fingerprint: prints[i] }))
    const made = words.map(([decision, replacement], i) => ({ ...list[i], decision, replacement }))
    writeFileSync(join(cwd, 'decisions.json'), JSON.stringify(made))
    return 'decisions.json'
  }

  test('makes what was decided elsewhere', async () => {
    const cwd = folderWith({ 'a.md': 'teh wrod hmm\n' })
    const file = decisions(cwd, 'a.md', [['accept', 'the'], ['reject'], ['edit', 'so']])
    const { status, out } = await run(['review', '--apply', file], { cwd })
    expect({ status, out }).toEqual({ status: 0, out: '3 of 3 decisions made.\n' })
    expect(read(cwd, 'a.md')).toBe('the wrod so\n')
    expect((await run(['--fail-on', 'report', 'a.md'], { cwd })).status).toBe(0)
  })

  test('finds damage again that has moved, and says what is gone', async () => {
    const cwd = folderWith({ 'a.md': 'teh one.\n\nwrod two.\n' })
    const file = decisions(cwd, 'a.md', [
      ['accept', 'the'],
      ['accept', 'word'],
    ])
    writeFileSync(join(cwd, 'a.md'), 'Something new.\n\nteh one.\n\nmended two.\n')
    const { status, out, err } = await run(['review', `--apply=${file}`], { cwd })
    expect({ status, out }).toEqual({ status: 2, out: '1 of 2 decisions made.\n' })
    expect(err).toContain('a.md: "wrod" is no longer found there')
    expect(read(cwd, 'a.md')).toBe('Something new.\n\nthe one.\n\nmended two.\n')
  })

  test('writes nothing for a file of another kind, and takes no option of mending', async () => {
    const cwd = folderWith({ 'a.md': 'teh\n', 'x.json': '[{"path": 1}]' })
    expect((await run(['review', '--apply', 'x.json'], { cwd })).err).toMatch(/x\.json: decision 1/)
    expect((await run(['review', '--fix'], { cwd })).err).toContain('review does not take --fix')
    expect(read(cwd, 'a.md')).toBe('teh\n')
  })

  test('without a terminal is the only way, and says so', async () => {
    const { status, err } = await run(['review'], { cwd: folderWith({ 'a.md': 'teh\n' }) })
    expect(status).toBe(2)
    expect(err).toContain('review needs a terminal')
  })
})
