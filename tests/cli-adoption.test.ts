import { execFileSync } from 'node:child_process'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { parseDiff } from '../packages/cli/src/changed-lines.ts'
import { run, temporaryFolder } from './cli-harness.ts'

function write(folder: string, files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true })
    writeFileSync(join(folder, path), text)
  }
}

function git(cwd: string, ...args: string[]): string {
  const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.org', '-c', 'init.defaultBranch=main']
  return execFileSync('git', [...who, ...args], { cwd, encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] })
}

/** A repository whose files are committed on `main`, with a branch checked out. */
function repository(files: Readonly<Record<string, string>>): string {
  const folder = temporaryFolder()
  git(folder, 'init', '-q')
  write(folder, files)
  git(folder, 'add', '-A')
  git(folder, 'commit', '-qm', 'first')
  git(folder, 'checkout', '-qb', 'topic')
  return folder
}

interface Found {
  readonly path: string
  readonly artifacts: readonly { readonly line: number; readonly text: string; readonly applied: boolean }[]
}

/** What a JSON report lists, as `path:line text`. */
async function found(cwd: string, ...argv: string[]): Promise<{ status: number; list: string[]; err: string }> {
  const { status, out, err } = await run([...argv, '--format', 'json'], { cwd })
  const files: readonly Found[] = out === '' ? [] : JSON.parse(out)
  const list = files.flatMap(({ path, artifacts }) => artifacts.map(({ line, text }) => `${path}:${line} ${text}`))
  return { status, list, err }
}

describe('--baseline', () => {
  test('leaves out what was written down, wherever it has moved', async () => {
    const cwd = temporaryFolder()
    write(cwd, { 'docs/a.md': 'one teh.\n\ntwo wrod.\n', 'b.txt': 'hmm\n' })
    const written = await run(['--write-baseline', 'known/base.json'], { cwd })
    expect(written.status).toBe(0)
    expect(written.err).toContain('known/base.json: findings written down: 3')
    expect(await found(cwd, '--baseline', 'known/base.json')).toMatchObject({ status: 0, list: [] })
    write(cwd, { 'docs/a.md': 'new teh words.\n\nMore.\n\none teh.\n\ntwo wrod.\n' })
    expect(await found(cwd, '--baseline', 'known/base.json')).toMatchObject({ status: 1, list: ['docs/a.md:1 teh'] })
    expect(await found(join(cwd, 'docs'), '--baseline', '../known/base.json')).toMatchObject({ list: ['a.md:1 teh'] })
  })

  test('keeps --fix from mending what is known', async () => {
    const cwd = temporaryFolder()
    write(cwd, { 'a.md': 'one teh.\n' })
    await run(['--write-baseline', 'base.json'], { cwd })
    write(cwd, { 'a.md': 'other teh here.\n\none teh.\n' })
    expect((await run(['--fix', '--baseline', 'base.json'], { cwd })).status).toBe(0)
    expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toBe('other the here.\n\none teh.\n')
  })

  test('writes the same file however often', async () => {
    const cwd = temporaryFolder()
    write(cwd, { 'a.md': 'one teh. two teh.\n', 'b.md': 'teh\n' })
    await run(['--write-baseline', 'base.json'], { cwd })
    const first = readFileSync(join(cwd, 'base.json'), 'utf8')
    await run(['--write-baseline', 'base.json'], { cwd })
    expect(readFileSync(join(cwd, 'base.json'), 'utf8')).toBe(first)
    expect(first.trim().split('\n')).toHaveLength(8)
  })

  test.each([
    ['{"findings": []}', /base\.json: is no baseline: unmangleBaseline/],
    ['[', /base\.json: .*JSON/],
  ])('that is broken is said, and nothing is done: %s', async (text, message) => {
    const cwd = temporaryFolder()
    write(cwd, { 'a.md': 'teh\n', 'base.json': text })
    const { status, err, list } = await found(cwd, '--fix', '--baseline', 'base.json')
    expect({ status, list }).toEqual({ status: 2, list: [] })
    expect(err).toMatch(message)
    expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toBe('teh\n')
  })

  test('knows what is repeated by its place among all that is found, whatever else is left out', async () => {
    const cwd = temporaryFolder()
    write(cwd, { 'a.md': 'a teh.\n\na teh.\n\na teh.\n\na wrod.\n' })
    const prints = async (...argv: string[]) => {
      const list: readonly { fingerprint: string; location: { lines: { begin: number } } }[] = JSON.parse(
        (await run([...argv, '--format', 'gitlab'], { cwd })).out,
      )
      return list.map(({ fingerprint, location }) => `${location.lines.begin} ${fingerprint}`)
    }
    const all = await prints()
    await run(['--write-baseline', 'base.json'], { cwd })
    const { findings } = JSON.parse(readFileSync(join(cwd, 'base.json'), 'utf8'))
    // The first is rejected: what is written down afterwards, or reported, is known as before.
    write(cwd, { 'unmangle.rejected.json': JSON.stringify({ unmangleBaseline: 1, findings: findings.slice(0, 1) }) })
    expect(await prints()).toEqual(all.slice(1))
    await run(['--write-baseline', 'base.json'], { cwd })
    expect(JSON.parse(readFileSync(join(cwd, 'base.json'), 'utf8')).findings).toEqual(findings.slice(1))
    expect(await prints('--baseline', 'base.json')).toEqual([])
  })

  test('is not written while files are mended', async () => {
    expect((await run(['--fix', '--write-baseline', 'x'], { cwd: temporaryFolder() })).err).toContain('do not go')
  })
})

describe('--max', () => {
  test('lets so many pass', async () => {
    const cwd = temporaryFolder()
    write(cwd, { 'a.md': 'teh teh hmm\n', 'b.md': 'teh\n' })
    expect((await run(['--max', '3'], { cwd })).status).toBe(0)
    expect((await run(['--max', '2'], { cwd })).status).toBe(1)
    expect((await run(['--max', '3', '--fail-on', 'report'], { cwd })).status).toBe(1)
    expect((await run(['--max', 'few'], { cwd })).status).toBe(2)
  })
})

describe('--changed', () => {
  test('is about changed lines, new files and nothing else', async () => {
    const cwd = repository({
      'a.md': 'teh\n\nfine\n\nteh\n',
      'b.md': 'teh\n',
      'gone.md': 'teh\n',
      'old name.md': 'x\nteh\n',
    })
    write(cwd, { 'a.md': 'teh\n\nwrod\n\nteh\n', 'new/ü "q".md': 'teh\n' })
    git(cwd, 'mv', 'old name.md', 'ñew\tname.md')
    git(cwd, 'rm', '-q', 'gone.md')
    git(cwd, 'commit', '-qam', 'second')
    write(cwd, { 'ñew\tname.md': 'x\nteh\nhmm\n' })
    const { list, status } = await found(cwd, '--changed=main')
    expect(list.sort()).toEqual(['a.md:3 wrod', 'new/ü "q".md:1 teh', 'ñew\tname.md:3 hmm'].sort())
    expect(status).toBe(1)
  })

  test('counts from where the branch left, not from where the other has come to', async () => {
    const cwd = repository({ 'a.md': 'teh\n\nfine\n' })
    git(cwd, 'checkout', '-q', 'main')
    write(cwd, { 'a.md': 'fixed\n\nfine\n' })
    git(cwd, 'commit', '-qam', 'main goes on')
    git(cwd, 'checkout', '-q', 'topic')
    write(cwd, { 'a.md': 'teh\n\nteh\n' })
    expect((await found(cwd, '--changed=main')).list).toEqual(['a.md:3 teh'])
  })

  test('finds the default branch of the upstream', async () => {
    const origin = repository({ 'a.md': 'teh\n' })
    git(origin, 'checkout', '-q', 'main')
    const cwd = temporaryFolder()
    git(cwd, 'clone', '-q', origin, '.')
    write(cwd, { 'a.md': 'teh\nteh\n' })
    expect((await found(cwd, '--changed')).list).toEqual(['a.md:2 teh'])
  })

  test('mends only what is reported', async () => {
    const cwd = repository({ 'a.md': 'teh\n\nfine\n' })
    write(cwd, { 'a.md': 'teh\n\nteh\n' })
    await run(['--changed=main', '--fix'], { cwd })
    expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toBe('teh\n\nthe\n')
  })

  test('in a shallow clone names the remedy', async () => {
    const origin = repository({ 'a.md': 'teh\n' })
    write(origin, { 'a.md': 'teh\nteh\n' })
    git(origin, 'commit', '-qam', 'second')
    const cwd = temporaryFolder()
    git(cwd, 'clone', '-q', '--depth=1', '--branch', 'topic', `file://${origin}`, '.')
    const { status, err } = await found(cwd, '--changed=main')
    expect(status).toBe(2)
    expect(err).toContain('git fetch --unshallow')
  })

  test('outside a repository, and with a commit that nobody knows, says so', async () => {
    const bare = temporaryFolder()
    write(bare, { 'a.md': 'teh\n' })
    expect(await found(bare, '--changed=main')).toMatchObject({ status: 2, list: [] })
    const cwd = repository({ 'a.md': 'teh\n' })
    expect((await found(cwd, '--changed=nowhere')).err).toContain('git knows no commit called "nowhere"')
    expect((await found(cwd, '--changed')).err).toContain('name a commit: --changed=REF')
  })
})

test('a diff is read by its counts, not by what its lines look like', () => {
  const diff = [
    ...['diff --git a/x b/x', '--- a/x', '+++ b/x', '@@ -1 +1,2 @@ @@ -9 +9 @@', '-old', '+++ b/y', '+@@ -1 +5 @@'],
    ...['@@ -7,2 +8,0 @@', '-a', '-b', '\\ No newline at end of file'],
    ...['diff --git "a/t\\tb" "b/t\\tb"', '--- "a/t\\tb"', '+++ "b/t\\tb"', '@@ -3,0 +4 @@', '+new', ''],
  ].join('\n')
  expect([...parseDiff(diff)]).toEqual([
    ['x', [[1, 2]]],
    ['t\tb', [[4, 4]]],
  ])
})
