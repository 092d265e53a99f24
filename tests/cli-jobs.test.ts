import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { availableParallelism } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { grouped, inOrder, peeked } from '../packages/cli/src/in-order.ts'
import { run, temporaryFolder } from './cli-harness.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const command = join(root, 'packages/cli/bin/unmangle.js')
const built = existsSync(join(root, 'packages/cli/dist/worker.js'))

interface Ended {
  readonly status: number
  readonly out: string
  readonly err: string
}

function unmangle(cwd: string, argv: readonly string[], input = ''): Promise<Ended> {
  return new Promise((resolve) => {
    const child = execFile(process.execPath, [command, ...argv], { cwd, maxBuffer: 1 << 28 }, (error, out, err) => {
      resolve({ status: typeof error?.code === 'number' ? error.code : 0, out, err })
    })
    child.stdin?.end(input)
  })
}

async function* numbers(count: number): AsyncGenerator<number> {
  for (let i = 0; i < count; i++) yield i
}

describe('in order', () => {
  it('whatever is ready first, and no more in hand than may be', async () => {
    let inHand = 0
    let most = 0
    const results: number[] = []
    const done = inOrder(numbers(40), 4, async (n) => {
      most = Math.max(most, ++inHand)
      await new Promise((resolve) => setTimeout(resolve, (n * 7) % 5))
      inHand--
      return n
    })
    for await (const result of done) results.push(result)
    expect(results).toEqual([...Array(40).keys()])
    expect(most).toBe(4)
  })

  it('hands on what is ready while more is waited for', async () => {
    async function* endless() {
      yield 1
      await new Promise(() => {})
    }
    const done = inOrder(endless(), 4, async (n) => n)
    expect((await done.next()).value).toBe(1)
  })

  it('all of them, though the first were looked at', async () => {
    for (const [count, ahead] of [
      [5, 3],
      [5, 0],
      [2, 3],
    ] as const) {
      const { head, all } = await peeked(numbers(count), ahead)
      expect(head).toEqual([...Array(Math.min(count, ahead)).keys()])
      const read: number[] = []
      for await (const n of all) read.push(n)
      expect(read).toEqual([...Array(count).keys()])
    }
  })

  it('in groups, the last as large as it comes', async () => {
    const groups: number[][] = []
    for await (const group of grouped(numbers(5), 2)) groups.push(group)
    expect(groups).toEqual([[0, 1], [2, 3], [4]])
  })
})

describe('a worker that ends', () => {
  // Answers for all files of a request but ends itself when one of them is called so.
  const worker = new URL(
    `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ files }) => {
      if (files.some(({ file }) => file.shown === 'end.md')) process.exit()
      const runs = files.map(({ file }) => ({ result: { path: file.shown, text: '' }, remains: 0, size: 0 }))
      parentPort.postMessage({ files: runs, lines: [], told: [] })
    })`)}`,
  )

  it('leaves an error for each of its files, and another does the rest', async () => {
    const cwd = temporaryFolder()
    for (let i = 0; i < 60; i++) writeFileSync(join(cwd, `f${10 + i}.md`), '')
    writeFileSync(join(cwd, 'end.md'), '')
    const result = await run(['--jobs', '2', '--format', 'json'], { cwd, worker })
    const entries: { path: string; error?: string }[] = JSON.parse(result.out)
    expect(result.status).toBe(2)
    expect(entries).toHaveLength(61)
    expect(entries.map(({ path }) => path)).toEqual(entries.map(({ path }) => path).sort())
    expect(entries.filter(({ error }) => error !== undefined)).toHaveLength(25)
    expect(result.err).toContain('end.md: a worker ended before its work was done')
  })
})

describe('the number of workers', () => {
  // Says that it was asked, in place of an answer.
  const worker = new URL(
    `data:text/javascript,${encodeURIComponent(`
    import { parentPort } from 'node:worker_threads'
    parentPort.on('message', ({ files }) => {
      const runs = files.map(({ file }) => ({ result: { path: file.shown, text: '', error: 'by a worker' }, remains: 0, size: 0 }))
      parentPort.postMessage({ files: runs, lines: [], told: [] })
    })`)}`,
  )

  it.skipIf(availableParallelism() < 2).each([
    [999, false],
    [1000, true],
  ])('with %i files: by workers %s', async (count, shared) => {
    const cwd = temporaryFolder()
    for (let i = 0; i < count; i++) writeFileSync(join(cwd, `${i}.md`), '')
    const { out } = await run(['--format', 'json'], { cwd, worker })
    expect(out.includes('by a worker')).toBe(shared)
    expect(JSON.parse(out)).toHaveLength(count)
  })
})

describe.skipIf(!built)('the built command, whatever the number of its workers', () => {
  function content(i: number): string {
    const damage = ['so -called reform', 'the the reform', 'a reform', 'anti -dumping rules'][i % 4]
    return `# Page ${i}\n\nThe minister spoke of ${damage} in the city, and of what the government wanted.\n`
  }

  function folder(): string {
    const cwd = temporaryFolder()
    for (const name of ['a', 'b', 'c d']) mkdirSync(join(cwd, name))
    for (let i = 0; i < 90; i++) writeFileSync(join(cwd, ['a', 'b', 'c d'][i % 3] ?? '', `${i}.md`), content(i))
    writeFileSync(join(cwd, 'broken.md'), Buffer.from([0x61, 0xff]))
    return cwd
  }

  it.each([
    [['--format', 'json']],
    [['--diff', '--format', 'stylish']],
    [['--glossary', 'gone.yaml', '--fail-on', 'none']],
  ])('says the same: %j', async (argv) => {
    const cwd = folder()
    const [one, two, four] = await Promise.all(
      ['1', '2', '4'].map((jobs) => unmangle(cwd, ['--no-config', '--jobs', jobs, ...argv, '.'])),
    )
    expect(one.status).toBe(2)
    expect(one.out.length).toBeGreaterThan(500)
    expect(two).toEqual(one)
    expect(four).toEqual(one)
  })

  it('writes the same', async () => {
    const [one, two] = [folder(), folder()]
    await Promise.all([unmangle(one, ['--jobs', '1', '--fix']), unmangle(two, ['--jobs', '3', '--fix'])])
    const texts = (cwd: string) =>
      [...Array(90).keys()].map((i) => readFileSync(join(cwd, ['a', 'b', 'c d'][i % 3] ?? '', `${i}.md`), 'utf8'))
    expect(texts(one)[0]).toContain('so-called reform')
    expect(texts(two)).toEqual(texts(one))
  })

  it('answers a stream the same, each line as it comes', async () => {
    const lines = [...Array(80).keys()].map((id) => JSON.stringify({ id, text: content(id), path: 'x.md' }))
    const input = `${lines.join('\n')}\n\nnot json\n{"id":"last","text":5}\n`
    const [one, three] = await Promise.all(
      ['1', '3'].map((jobs) => unmangle(root, ['--no-config', '--jsonl', '--fix', '--jobs', jobs], input)),
    )
    expect(one).toMatchObject({ status: 2, err: expect.stringContaining('line 82') })
    expect(one.out.split('\n')).toHaveLength(83)
    expect(three).toEqual(one)
  })
})
