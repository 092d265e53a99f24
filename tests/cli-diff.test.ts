import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { applyPatch, parsePatch } from 'diff'
import fc from 'fast-check'
import { applyEdits, type Edit } from 'unmangle-core'
import { describe, expect, it } from 'vitest'
import { unifiedDiff } from '../packages/cli/src/diff.ts'
import { run, temporaryFolder } from './cli-harness.ts'

describe('hunks', () => {
  const lines = fc.array(fc.constantFrom('', 'a', 'b b', 'c\r', '\ufeffd', 'e\u2028f'), { maxLength: 30 })
  const cuts = fc.array(fc.tuple(fc.nat(60), fc.nat(4), fc.constantFrom('', 'x', '\n', 'y\nz\n', 'q\r\n')), {
    maxLength: 6,
  })

  it('turn a text into the edited one, whatever the edits', () => {
    fc.assert(
      fc.property(lines, fc.boolean(), cuts, (parts, ended, raw) => {
        const source = parts.join('\n') + (ended ? '\n' : '')
        const edits: Edit[] = []
        let at = 0
        for (const [skip, length, text] of raw) {
          const start = Math.min(source.length, at + skip)
          const end = Math.min(source.length, start + length)
          edits.push({ start, end, text })
          at = end + 1
          if (at > source.length) break
        }
        const output = applyEdits(source, edits)
        const patch = unifiedDiff('x.md', source, edits)
        if (output === source) expect(patch).toBe('')
        else expect(applyPatch(source, patch, { autoConvertLineEndings: false })).toBe(output)
      }),
      { numRuns: 2000 },
    )
  })

  it('keep three lines around and join what is near', () => {
    const source = Array.from({ length: 30 }, (_, i) => `${i + 1}\n`).join('')
    const edit = (line: number) => ({
      start: source.indexOf(`\n${line}\n`) + 1,
      end: source.indexOf(`\n${line}\n`) + 1,
      text: 'x',
    })
    const [near] = parsePatch(unifiedDiff('x.md', source, [edit(10), edit(17)]))
    expect(near?.hunks.map(({ oldStart, oldLines }) => [oldStart, oldLines])).toEqual([[7, 14]])
    const [far] = parsePatch(unifiedDiff('x.md', source, [edit(10), edit(18)]))
    expect(far?.hunks.map(({ oldStart, oldLines }) => [oldStart, oldLines])).toEqual([
      [7, 7],
      [15, 7],
    ])
  })
})

const NAMES = [
  'plain.md',
  'with blank.md',
  'a "quote".md',
  'back\\slash.md',
  'new\nline.md',
  'tab\t.md',
  'żółć/日本.md',
  "it's.md",
  'x b/y.md',
]
const TEXTS = [
  'teh\n',
  'teh',
  '\ufeffteh\r\nsecond\r\n',
  'a\nb\nc\nd\nJOIN\ne\nf\n',
  'SPLIT',
  'DROP\n\nx teh  \n',
  `${'line\n'.repeat(40)}teh\n${'line\n'.repeat(40)}teh wrod`,
  'clean\n',
]

function tree(): { cwd: string; files: string[] } {
  const cwd = temporaryFolder()
  const files = NAMES.flatMap((name, i) => TEXTS.map((_, t) => join(`${t}${i}`, name)))
  for (const file of files) {
    mkdirSync(join(cwd, dirname(file)), { recursive: true })
    writeFileSync(join(cwd, file), TEXTS[Number(file[0])] ?? '')
  }
  return { cwd, files }
}

const contents = (cwd: string, files: readonly string[]) => files.map((file) => readFileSync(join(cwd, file), 'utf8'))

describe.each(['safe', 'suggest'])('--diff with %s corrections', (tier) => {
  it.each([
    ['git apply', ['git', 'apply', '--whitespace=nowarn']],
    ['patch', ['patch', '-p1', '--quiet', '--binary']],
  ])('is taken by %s, and does what --fix does', async (name, [command = '', ...options]) => {
    const { cwd, files } = tree()
    const before = contents(cwd, files)
    const diff = await run([`--fix=${tier}`, '--diff', '.'], { cwd })
    expect(diff.status).toBe(1)
    expect(contents(cwd, files)).toEqual(before)
    if (name === 'patch' && !hasCommand('patch')) return
    execFileSync(command, options, { cwd, input: diff.out })
    const patched = contents(cwd, files)
    files.forEach((file, i) => {
      writeFileSync(join(cwd, file), before[i] ?? '')
    })
    expect((await run([`--fix=${tier}`, '.'], { cwd })).status).toBe(0)
    expect(patched).toEqual(contents(cwd, files))
  })
})

function hasCommand(name: string): boolean {
  try {
    execFileSync(name, ['--version'], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

describe('--diff', () => {
  it('is followed by the report that is asked for, which git apply passes over', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, '.git'))
    execFileSync('git', ['init', '--quiet'], { cwd })
    mkdirSync(join(cwd, 'sub'))
    writeFileSync(join(cwd, 'sub/x.md'), 'one\nteh\nthree\n')
    for (const format of ['stylish', 'json']) {
      const { out } = await run(['--diff', '--format', format], { cwd: join(cwd, 'sub') })
      expect(out).toMatch(/^--- a\/x\.md\n\+\+\+ b\/x\.md\n@@ -1,3 \+1,3 @@\n one\n-teh\n\+the\n three\n/)
      expect(out).toContain('The test says so.')
      execFileSync('git', ['apply'], { cwd: join(cwd, 'sub'), input: out })
      expect(readFileSync(join(cwd, 'sub/x.md'), 'utf8')).toBe('one\nthe\nthree\n')
      writeFileSync(join(cwd, 'sub/x.md'), 'one\nteh\nthree\n')
    }
  })

  it('names a linked file by what it leads to', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'real.md'), 'teh\n')
    copyFileSync(join(cwd, 'real.md'), join(cwd, 'other.md'))
    symlinkSync('real.md', join(cwd, 'link.md'))
    expect((await run(['--diff', 'link.md'], { cwd })).out).toContain('+++ b/real.md\n')
  })

  it('cannot name a file above the working directory', async () => {
    const cwd = temporaryFolder()
    mkdirSync(join(cwd, 'here'))
    writeFileSync(join(cwd, 'x.md'), 'teh\n')
    const result = await run(['--diff', '../x.md'], { cwd: join(cwd, 'here') })
    expect(result).toMatchObject({ status: 2, out: '', err: expect.stringContaining('../x.md: is above') })
  })
})
