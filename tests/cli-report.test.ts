import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
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
})
