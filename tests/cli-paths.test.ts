import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join, posix, win32 } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { isOutside, isWithin, shownPath } from '../packages/cli/src/paths.ts'
import { run, temporaryFolder } from './cli-harness.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const command = join(root, 'packages/cli/bin/unmangle.js')
const built = existsSync(join(root, 'packages/cli/dist/worker.js'))

describe('paths', () => {
  it.each([
    [win32, 'C:\\docs', 'C:\\docs\\es\\a b.md', 'es/a b.md', true],
    [win32, 'C:\\docs', 'c:\\DOCS\\a.md', 'a.md', true],
    [win32, 'C:\\docs', 'C:\\other\\a.md', '../other/a.md', false],
    [win32, 'C:\\docs', 'D:\\docs\\a.md', 'D:/docs/a.md', false],
    [win32, '\\\\host\\share\\docs', '\\\\host\\share\\docs\\x.md', 'x.md', true],
    [win32, 'C:\\docs', 'C:\\docs\\..a\\x.md', '..a/x.md', true],
    [posix, '/docs', '/docs/a\\b.md', 'a\\b.md', true],
    [posix, '/docs', '/docs/..a.md', '..a.md', true],
    [posix, '/docs', '/x.md', '../x.md', false],
  ] as const)('are shown with slashes and told from those outside: %#', (platform, folder, path, shown, within) => {
    expect(shownPath(folder, path, platform)).toBe(shown)
    expect(isWithin(folder, path, platform)).toBe(within)
    expect(isOutside(platform.relative(folder, path), platform)).toBe(!within)
  })

  it.skipIf(process.platform === 'win32')('may have any character in them', async () => {
    const cwd = temporaryFolder()
    const names = [
      'a b.md',
      "it's.md",
      'say "hi".md',
      'two\nlines.md',
      'back\\slash.md',
      'файл 文件 é.md',
      '-dash.md',
      '$HOME `x`;.md',
      `${'n'.repeat(252)}.md`,
    ]
    const folder = join(cwd, 'a "b"\n\\ ж')
    mkdirSync(folder)
    for (const name of names) writeFileSync(join(folder, name), 'teh\n')
    const result = await run(['--fix', '--format', 'json', '--cache', '--log', 'log.jsonl', folder], { cwd })
    const shown = (name: string) => `a "b"\n\\ ж/${name}`
    const entries: { path: string }[] = JSON.parse(result.out)
    expect(result).toMatchObject({ status: 0, err: '' })
    expect(entries.map(({ path }) => path).sort()).toEqual(names.map(shown).sort())
    for (const name of names) expect(readFileSync(join(folder, name), 'utf8')).toBe('the\n')
    const logged = readFileSync(join(cwd, 'log.jsonl'), 'utf8').trimEnd().split('\n')
    expect(logged.map((line) => JSON.parse(line).path).sort()).toEqual(names.map(shown).sort())
  })
})

describe.skipIf(!built)('the built command', () => {
  it('asks nothing of the network', () => {
    const cwd = temporaryFolder()
    for (let i = 0; i < 60; i++) writeFileSync(join(cwd, `${i}.md`), 'A so -called [reform](https://example.org/x).\n')
    const poison = `
      import net from 'node:net'; import dns from 'node:dns'; import dgram from 'node:dgram'; import { writeSync } from 'node:fs'
      import { syncBuiltinESMExports } from 'node:module'
      const refuse = (what) => () => { writeSync(2, 'NETWORK ' + what); process.abort() }
      net.Socket.prototype.connect = refuse('connect'); net.connect = net.createConnection = refuse('net')
      dns.lookup = dns.resolve = dns.promises.lookup = refuse('dns'); dgram.createSocket = refuse('dgram')
      globalThis.fetch = refuse('fetch'); syncBuiltinESMExports()`
    const imported = `--import=data:text/javascript,${encodeURIComponent(poison)}`
    const refused = spawnSync(process.execPath, [imported, '-e', 'fetch("http://127.0.0.1")'], { encoding: 'utf8' })
    expect(refused.stderr).toContain('NETWORK fetch')
    for (const jobs of ['1', '2']) {
      const args = [
        imported,
        command,
        '--jobs',
        jobs,
        '--lang',
        'en',
        '--diff',
        '--fail-on',
        'none',
        '--no-ignore',
        '.',
      ]
      expect(execFileSync(process.execPath, args, { cwd, encoding: 'utf8' })).toContain('+A so-called')
    }
  })
})
