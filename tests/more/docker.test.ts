import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, mkdirSync, mkdtempSync, readFileSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const root = fileURLToPath(new URL('../../', import.meta.url))

let place = ''
beforeAll(() => {
  place = realpathSync(mkdtempSync(join(tmpdir(), 'unmangle-image-')))
})
afterAll(() => rmSync(place, { recursive: true, force: true }), 120_000)

interface Step {
  readonly stage: number
  readonly word: string
  readonly rest: string
}

function steps(): Step[] {
  let stage = -1
  return readFileSync(join(root, 'Dockerfile'), 'utf8')
    .split('\n')
    .flatMap((line) => {
      const [, word, rest] = /^([A-Z]+) (.+)$/.exec(line) ?? []
      if (word === undefined || rest === undefined) return []
      if (word === 'FROM') stage++
      return [{ stage, word, rest }]
    })
}

// No image is built: an engine would be needed. What the steps do is done in folders of this machine instead.
test('the steps of the Dockerfile make a command that works', { timeout: 300_000 }, () => {
  const source = join(place, 'src')
  const out = join(place, 'out')
  const global = join(place, 'global')
  for (const folder of [source, out, global]) mkdirSync(folder)
  const files = execFileSync('git', ['ls-files', '-z'], { cwd: root, encoding: 'utf8' }).split('\0').filter(Boolean)
  for (const file of files) cpSync(join(root, file), join(source, file))
  const run = (line: string, cwd: string) => {
    const here = line
      .replaceAll('/out/', `${out}/`)
      .replaceAll('/tmp/unmangle.tgz', join(out, 'unmangle.tgz'))
      .replace('install --global', `install --prefix ${global} --global`)
    const { status, stderr, stdout } = spawnSync('sh', ['-ec', here], { cwd, encoding: 'utf8' })
    expect(status, `${line}\n${stdout}\n${stderr}`).toBe(0)
  }
  const commands = steps().filter(({ word }) => word === 'RUN')
  for (const { rest } of commands.filter(({ stage }) => stage === 0)) run(rest, source)
  const [system, install] = commands.filter(({ stage }) => stage === 1)
  expect(system?.rest).toMatch(/^apt-get update && apt-get install --yes --no-install-recommends git /)
  run(install?.rest ?? '', place)
  const [entry] = JSON.parse(steps().findLast(({ word }) => word === 'ENTRYPOINT')?.rest ?? '[]')
  writeFileSync(join(place, 'a.md'), 'A so -called expert.\n')
  const made = spawnSync(join(global, 'bin', entry), ['--fix', '--lang', 'en', 'a.md'], {
    cwd: place,
    encoding: 'utf8',
  })
  expect(made.status, made.stderr).toBe(0)
  expect(readFileSync(join(place, 'a.md'), 'utf8')).toBe('A so-called expert.\n')
})
