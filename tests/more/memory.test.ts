import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { seeded } from 'unmangle-mangler'
import { expect, test } from 'vitest'

const COMMAND = fileURLToPath(new URL('../../packages/cli/bin/unmangle.js', import.meta.url))
const MB = 1_000_000
const MINUTE = 60_000
/** How much larger a process may be after four times the text: what a heap happens to keep. The texts alone would double it. */
const MOST_GROWTH = 1.4
/** So many words that no other document has fill all that is remembered of words before the first measure is taken. */
const OWN_WORDS = 60
const WORDS =
  'the port of trade was closed after storms had damaged two walls and nobody knew when ships would return'.split(' ')

const skip = !existsSync('/proc/self/status')
  ? 'this system tells no peak of memory in /proc'
  : existsSync(COMMAND.replace('bin/unmangle.js', 'dist/cli.js'))
    ? undefined
    : 'the command is not built'
if (skip) console.info(`memory of a stream: skipped, ${skip}`)

/** Sends so many characters of documents and answers the peak of memory in MB. */
async function peakOver(size: number): Promise<number> {
  const child = spawn(process.execPath, [COMMAND, '--jsonl', '--no-config', '--lang', 'en'], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const random = seeded(11)
  let answers = 0
  let peak = 0
  child.stdout.on('data', (chunk: Buffer) => {
    for (const byte of chunk) if (byte === 0x0a) answers++
  })
  const look = () => {
    const [, kilobytes = '0'] = /^VmHWM:\s+(\d+)/m.exec(readFileSync(`/proc/${child.pid}/status`, 'utf8')) ?? []
    peak = Number(kilobytes) / 1000
  }
  let sent = 0
  let rows = 0
  for (; sent < size; rows++) {
    const words = Array.from({ length: 700 }, () => WORDS[Math.floor(random() * WORDS.length)])
    const own = Array.from({ length: OWN_WORDS }, (_, i) => `x${rows}y${i}`)
    const text = `${words.join(' ')} the the ${own.join(' ')} so -called.`
    sent += text.length
    if (!child.stdin.write(`${JSON.stringify({ id: rows, text, path: 'a.md' })}\n`)) await once(child.stdin, 'drain')
    if (rows % 100 === 0) look()
  }
  look()
  child.stdin.end()
  const [status] = await once(child, 'close')
  expect([status, answers]).toEqual([0, rows])
  return peak
}

test.skipIf(skip)(
  'memory does not grow with a stream',
  async () => {
    const small = await peakOver(50 * MB)
    const large = await peakOver(200 * MB)
    console.info(`peak of memory: ${Math.round(small)} MB over 50 MB of text, ${Math.round(large)} MB over 200 MB`)
    expect(large / small).toBeLessThan(MOST_GROWTH)
  },
  15 * MINUTE,
)
