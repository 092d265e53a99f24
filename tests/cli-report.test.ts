import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import { width, wrap } from '../packages/cli/src/reports/columns.ts'
import { collector, run, temporaryFolder } from './cli-harness.ts'

let cwd = ''
beforeEach(() => {
  cwd = temporaryFolder()
})
const put = (name: string, text: string) => writeFileSync(join(cwd, name), text)

describe('--format json', () => {
  it('lists every file that was read, with positions in the text as given', async () => {
    put('a.md', '\ufeffteh\r\n\u{1f600} teh\n')
    put('b.md', 'clean NOTE\n')
    const { out } = await run(['--format', 'json'], { cwd })
    const finding = {
      rule: 'fake-teh',
      family: 'residue',
      tier: 'safe',
      text: 'teh',
      expected: ['the'],
      applied: false,
    }
    expect(JSON.parse(out)).toEqual([
      {
        path: 'a.md',
        lang: 'und',
        from: [],
        artifacts: [
          expect.objectContaining({ ...finding, start: 1, end: 4, line: 1, column: 2, endLine: 1, endColumn: 5 }),
          expect.objectContaining({ ...finding, start: 9, end: 12, line: 2, column: 4, endLine: 2, endColumn: 7 }),
        ],
      },
      { path: 'b.md', lang: 'und', from: [], artifacts: [], notes: ['a note'] },
    ])
    expect(JSON.parse(out)[0].artifacts[0]).not.toHaveProperty('edits')
  })

  it('marks what was corrected, so that the output can be made again', async () => {
    put('a.md', 'teh wrod hmm\n')
    const { out } = await run(['--format', 'json', '--fix'], { cwd })
    expect(JSON.parse(out)[0].artifacts.map((each: { applied: boolean }) => each.applied)).toEqual([true, false, false])
  })

  it('goes to a file, beside another report', async () => {
    put('a.md', 'teh\n')
    const { out } = await run(['--format', 'json=new/out.json', '--format', 'stylish', 'a.md'], { cwd })
    expect(out).toContain('a.md\n')
    expect(JSON.parse(readFileSync(join(cwd, 'new/out.json'), 'utf8'))).toHaveLength(1)
    expect((await run(['--format', 'json=a.md/out.json', 'a.md'], { cwd })).status).toBe(2)
  })

  it('names the error of a file that could not be read', async () => {
    writeFileSync(join(cwd, 'a.md'), Buffer.from([0xff]))
    const { out } = await run(['--format', 'json'], { cwd })
    expect(JSON.parse(out)).toEqual([{ path: 'a.md', lang: 'und', from: [], artifacts: [], error: 'is not UTF-8' }])
  })
})

describe('--format stylish', () => {
  it('shows each finding in its line, with all that is known of it, and sums up', async () => {
    put('a.md', 'first\n日本 teh end wrod\n')
    put('b.md', 'clean\n')
    const { out } = await run(['--diff', '--format', 'stylish', 'b.md', 'a.md'], { cwd })
    expect(out.slice(out.indexOf('\na.md') + 1)).toBe(`a.md
  2:4  safe, to be corrected  "teh" is wrong.  fake-teh
    2 | 日本 teh end wrod
      |      ^^^
      → the
      The test says so.
  2:12  suggest  "wrod" is wrong.  fake-wrod
    2 | 日本 teh end wrod
      |              ^^^^
      → word | ward
      The test says so.

2 findings (1 safe, 1 suggest) in 2 files; --fix corrects 1.
`)
  })

  it('keeps long lines short and control characters out of the terminal', async () => {
    put('a.md', `${'x'.repeat(1_000_000)} \u001b[31mteh\u202e ${'y'.repeat(1_000_000)}\n`)
    const { out } = await run([], { cwd })
    expect(out.length).toBeLessThan(1000)
    expect(out).toContain('␛[31mteh·')
    expect(out).not.toContain('\u001b')
  })

  it('has colours on a terminal only', async () => {
    put('a.md', 'teh\n')
    expect((await run([], { cwd })).out).not.toContain('\u001b[')
    const terminal = Object.assign(collector(), { isTTY: true })
    await run([], { cwd, stdout: terminal })
    expect(terminal.text()).toContain('\u001b[')
  })

  it.each([
    [{ NO_COLOR: '1' }, true, false],
    [{ TERM: 'dumb' }, true, false],
    [{ FORCE_COLOR: '1' }, false, true],
    [{ FORCE_COLOR: '0' }, true, false],
  ])('follows %j on a terminal: %j', async (env, isTTY, colored) => {
    put('a.md', 'teh\n')
    const terminal = Object.assign(collector(), { isTTY })
    await run([], { cwd, stdout: terminal, env })
    expect(terminal.text().includes('\u001b[')).toBe(colored)
  })

  it.each([
    [{ TERM_PROGRAM: 'WezTerm' }, true],
    [{ VTE_VERSION: '7200' }, true],
    [{ VTE_VERSION: '4999' }, false],
    [{ TERM_PROGRAM: 'WezTerm', CI: 'true' }, false],
    [{ FORCE_HYPERLINK: '1' }, true],
    [{}, false],
  ])('makes links where the terminal can: %j', async (env, links) => {
    put('a.md', 'teh\n')
    const terminal = Object.assign(collector(), { isTTY: true })
    await run([], { cwd, stdout: terminal, env: { ...env, NO_COLOR: '1' } })
    const link = '\u001b]8;;https://example.org/\u0007fake-teh\u001b]8;;\u0007'
    expect(terminal.text().includes(link)).toBe(links)
  })

  it.each([40, 60, 100])('fits its lines into %i columns', async (columns) => {
    put('a.md', `${'日本語 '.repeat(99)}teh ${'한국어👩‍👩‍👧 '.repeat(99)}\n`)
    const terminal = Object.assign(collector(), { isTTY: true, columns })
    await run([], { cwd, stdout: terminal, env: { NO_COLOR: '1' } })
    const lines = terminal.text().split('\n')
    const shown = lines.findIndex((line) => line.includes('1 |'))
    expect(width(lines[shown]!)).toBeLessThanOrEqual(columns)
    expect(width(lines[shown]!)).toBeGreaterThan(columns - 10)
    const mark = lines[shown + 1]!.indexOf('^^^')
    expect(width(lines[shown]!.slice(0, lines[shown]!.indexOf('teh')))).toBe(mark)
  })

  it('breaks a long reason at its words', () => {
    expect(wrap('one two 日本 threefourfive six', 8)).toEqual(['one two', '日本', 'threefourfive', 'six'])
  })
})
