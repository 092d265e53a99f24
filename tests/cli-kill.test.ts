import { execFile, spawn } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { formatOf } from '../packages/readers/src/index.ts'
import { temporaryFolder } from './cli-harness.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const command = join(root, 'packages/cli/bin/unmangle.js')
const built = existsSync(join(root, 'packages/cli/dist/worker.js'))
const FILES = 1500

const before = (i: number) =>
  `# Page ${i}\n\nThe minister spoke of so -called reform number ${i} in the city, and of the law.\n`
const after = (i: number) => before(i).replace('so -called', 'so-called')
const place = (i: number) => join(`${i % 20}`, `${i}.md`)

function folder(): string {
  const cwd = temporaryFolder()
  for (let i = 0; i < 20; i++) mkdirSync(join(cwd, `${i}`))
  for (let i = 0; i < FILES; i++) writeFileSync(join(cwd, place(i)), before(i))
  return cwd
}

/** What the files are: old, new or something else. */
function states(cwd: string): { old: number; mended: number; other: string[] } {
  const found = { old: 0, mended: 0, other: [] as string[] }
  for (let i = 0; i < FILES; i++) {
    const text = readFileSync(join(cwd, place(i)), 'utf8')
    if (text === before(i)) found.old++
    else if (text === after(i)) found.mended++
    else found.other.push(place(i))
  }
  return found
}

const fix = ['--no-config', '--no-ignore', '--lang', 'en', '--fix']

/** Starts the command, and ends it when so many files are mended. */
async function ended(cwd: string, options: string[], mended: number, signal: 'SIGKILL' | 'SIGINT' | 'SIGTERM') {
  const child = spawn(process.execPath, [command, ...fix, ...options], { cwd, stdio: ['ignore', 'pipe', 'pipe'] })
  let out = ''
  let err = ''
  child.stdout.on('data', (part) => {
    out += part
  })
  child.stderr.on('data', (part) => {
    err += part
  })
  const closed = new Promise<number | null>((resolve) => {
    child.on('close', (status) => resolve(status))
  })
  const last = join(cwd, place(mended))
  while (child.exitCode === null && readFileSync(last, 'utf8') === before(mended))
    await new Promise((resolve) => setTimeout(resolve, 5))
  child.kill(signal)
  return { status: await closed, out, err }
}

describe.skipIf(!built || process.platform === 'win32')('a run that is ended before it is done', () => {
  it.each([
    [['--jobs', '1'], 20],
    [['--jobs', '3', '--cache', '--log', 'log.jsonl'], 60],
  ])(
    'by kill -9: every file is its old or its new self, and another run does the rest: %j',
    async (options, mended) => {
      const cwd = folder()
      await ended(cwd, options, mended, 'SIGKILL')
      const found = states(cwd)
      expect(found).toMatchObject({ other: [], mended: expect.any(Number) })
      expect(found.mended).toBeGreaterThan(0)
      expect(found.old).toBeGreaterThan(0)
      const names = readdirSync(cwd, { recursive: true, encoding: 'utf8' })
      expect(names.filter((name) => formatOf(name) !== undefined)).toHaveLength(FILES)
      if (options.includes('--log')) {
        const lines = readFileSync(join(cwd, 'log.jsonl'), 'utf8').split('\n')
        expect(lines.pop()).toBe('')
        for (const line of lines) expect(JSON.parse(line)).toMatchObject({ before: 'so -called', after: 'so-called' })
      }
      await promisify(execFile)(process.execPath, [command, ...fix, ...options], { cwd })
      expect(states(cwd)).toEqual({ old: 0, mended: FILES, other: [] })
    },
  )

  it.each([['SIGINT'], ['SIGTERM']] as const)(
    'by %s: what was done is reported, and no more is done',
    async (signal) => {
      const cwd = folder()
      const options = ['--jobs', '2', '--format', 'json']
      const { status, out, err } = await ended(cwd, options, 60, signal)
      expect({ status, err }).toEqual({ status: 130, err: '' })
      const reported: { artifacts: { applied: boolean }[] }[] = JSON.parse(out)
      const { old, mended, other } = states(cwd)
      expect(other).toEqual([])
      expect(old).toBeGreaterThan(0)
      expect(mended).toBe(reported.filter(({ artifacts }) => artifacts.some(({ applied }) => applied)).length)
      expect(readdirSync(cwd, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('tmp'))).toEqual([])
    },
  )
})
