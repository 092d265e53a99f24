import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, expect, test } from 'vitest'

const BIN = fileURLToPath(new URL('../../packages/cli/bin/unmangle.js', import.meta.url))
const BUILT = existsSync(new URL('../../packages/cli/dist/cli.js', import.meta.url))
/** `script` of util-linux runs a command in a pseudo-terminal and hands it what comes in. */
const HAS_SCRIPT = spawnSync('script', ['--version']).status === 0
const skipped = !BUILT ? 'the command is not built' : HAS_SCRIPT ? undefined : 'there is no script(1) here'
if (skipped) console.warn(`Review in a pseudo-terminal is not tested: ${skipped}.`)

const folders: string[] = []
afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** Types keys as the command asks for them; resolves to what the terminal showed. */
function inTerminal(cwd: string, keys: readonly string[]): Promise<string> {
  return new Promise((resolve, reject) => {
    const command = `"${process.execPath}" "${BIN}" review --lang en .`
    const child = spawn('script', ['-qefc', command, '/dev/null'], { cwd, env: { ...process.env, TERM: 'xterm' } })
    const left = [...keys]
    let shown = ''
    let seen = 0
    child.stdout.setEncoding('utf8')
    child.stdout.on('data', (part: string) => {
      shown += part
      // The prompt of a line is drawn anew for every letter.
      const asked = Math.max(shown.indexOf('? more] ', seen), shown.indexOf('right: ', seen))
      if (asked < 0) return
      seen = shown.length
      child.stdin.write(left.shift() ?? '')
    })
    child.on('error', reject)
    child.on('close', () => resolve(shown))
  })
}

test.skipIf(skipped)('a person reviews in a real terminal', { timeout: 60_000 }, async () => {
  const cwd = realpathSync(mkdtempSync(join(tmpdir(), 'unmangle-review-')))
  folders.push(cwd)
  writeFileSync(
    join(cwd, 'a.md'),
    'The kettle boils and and whistles.\n\nA so -called expert came.\n\nTea is full of of herbs.\n',
  )
  const shown = await inTerminal(cwd, ['\r', 'e', '\u0015so-named\r', 'u', 'r', 'q'])
  expect(shown).toContain('a.md:1:18')
  expect(shown).toContain('Accepted 1, rejected 1')
  expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toContain('boils and whistles.')
  expect(readFileSync(join(cwd, 'a.md'), 'utf8')).toContain('so -called')
  expect(readFileSync(join(cwd, 'unmangle.rejected.json'), 'utf8')).toContain('so -called')
})
