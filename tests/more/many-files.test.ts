import { spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { temporaryFolder } from '../cli-harness.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const command = join(root, 'packages/cli/bin/unmangle.js')
const built = existsSync(join(root, 'packages/cli/dist/worker.js'))
if (!built) console.warn('skipped: the command is not built (npm run build)')

/** At the end of a process: the most memory that it held, in kB, and its CPU time, in microseconds. */
const usage = `process.on('exit', () => {
  const { maxRSS, userCPUTime } = process.resourceUsage()
  process.stderr.write('USAGE ' + maxRSS + ' ' + userCPUTime)
})`

function costOf(count: number): { memory: number; time: number } {
  const cwd = temporaryFolder()
  for (let i = 0; i < count; i++) {
    const folder = join(cwd, `${Math.floor(i / 500)}`)
    if (i % 500 === 0) mkdirSync(folder)
    const text = `# Page ${i}\n\nThe minister spoke of ${i % 50 ? 'a' : 'so -called'} reform in the city, and of the law.\n`
    writeFileSync(join(folder, `${i}.md`), text)
  }
  const imported = `--import=data:text/javascript,${encodeURIComponent(usage)}`
  const options = ['--no-config', '--lang', 'en', '--fail-on', 'none', '--cache', '--format', 'json=report.json']
  const { stderr } = spawnSync(process.execPath, [imported, command, ...options, '.'], { cwd, encoding: 'utf8' })
  const [, memory, time] = /USAGE (\d+) (\d+)/.exec(stderr) ?? []
  return { memory: Number(memory) / 1000, time: Number(time) / 1e6 }
}

describe.skipIf(!built)('many small files', () => {
  it('take time in line with their number, and no more memory', () => {
    const few = costOf(5000)
    const many = costOf(40_000)
    // Eight times as many; were each looked at beside all others, it would be sixty-four times as long.
    expect(many.time).toBeLessThan(8 * 2 * few.time)
    // In MB. The heap of a longer run grows to what the collector thinks fit.
    expect(many.memory).toBeLessThan(few.memory + 60)
  }, 300_000)
})
