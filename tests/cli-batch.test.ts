import { EventEmitter } from 'node:events'
import { appendFileSync, mkdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EngineFactory } from '../packages/cli/src/engines.ts'
import { Progress } from '../packages/cli/src/progress.ts'
import { ResultStore } from '../packages/cli/src/result-store.ts'
import { collector, fakeEngine, run, temporaryFolder } from './cli-harness.ts'

let cwd = ''
beforeEach(() => {
  cwd = temporaryFolder()
})

function put(path: string, content = 'teh\n'): void {
  mkdirSync(join(cwd, path, '..'), { recursive: true })
  writeFileSync(join(cwd, path), content)
}
const get = (path: string) => readFileSync(join(cwd, path), 'utf8')

/** The fake engine, and what it was asked to look at. */
function counting(): { engine: EngineFactory; seen: (string | undefined)[] } {
  const seen: (string | undefined)[] = []
  const engine: EngineFactory = async (options) => {
    const inner = await fakeEngine(options)
    return {
      ...inner,
      check(input) {
        seen.push(input.path)
        return inner.check(input)
      },
      fix(input, tier) {
        seen.push(input.path)
        return inner.fix(input, tier)
      },
    }
  }
  return { engine, seen }
}

describe('the cache', () => {
  const cached = async (...argv: string[]) => {
    const { engine, seen } = counting()
    const result = await run(['--cache', ...argv], { cwd, engine })
    return { ...result, seen }
  }

  it.each([[['--format', 'json']], [['--diff', '--format', 'stylish']], [['--fail-on', 'report']]])(
    'changes nothing of what is said: %j',
    async (argv) => {
      for (const [name, text] of [
        ['a.md', 'teh\n'],
        ['b.md', 'fine NOTE\n'],
        ['es/c.md', 'wrod teh\n'],
      ] as const)
        put(name, text)
      const plain = await run(argv, { cwd })
      const cold = await cached(...argv)
      const warm = await cached(...argv)
      expect(cold.seen).toEqual(['a.md', 'b.md', 'es/c.md'])
      expect(warm.seen).toEqual([])
      for (const { status, out, err } of [cold, warm]) expect({ status, out, err }).toEqual(plain)
    },
  )

  it('looks again at what changed, and at everything when the question is another', async () => {
    for (const name of ['a.md', 'b.md']) put(name)
    put('g.yaml', 'terms:\n  - term: Marrowby\n')
    await cached()
    put('b.md', 'teh end\n')
    expect((await cached()).seen).toEqual(['b.md'])
    expect((await cached('--lang', 'fr')).seen).toEqual(['a.md', 'b.md'])
    expect((await cached('--diff')).seen).toEqual(['a.md', 'b.md'])
    expect((await cached('--glossary', 'g.yaml')).seen).toEqual(['a.md', 'b.md'])
    expect((await cached('--glossary', 'g.yaml')).seen).toEqual([])
    appendFileSync(join(cwd, 'g.yaml'), '  - term: Quillfeather\n')
    expect((await cached('--glossary', 'g.yaml')).seen).toEqual(['a.md', 'b.md'])
    expect((await cached()).seen).toEqual([])
  })

  it('remembers nothing while a glossary is broken, and says so each time', async () => {
    put('a.md')
    put('g.yaml', 'terms:\n  - kind: person\n')
    for (let i = 0; i < 2; i++) {
      const result = await cached('--glossary', 'g.yaml')
      expect(result).toMatchObject({ status: 2, seen: ['a.md'], err: expect.stringContaining('g.yaml:2') })
    }
  })

  it('corrects what it knows of', async () => {
    put('a.md', '\ufeffteh\r\nteh')
    await cached('--output', 'one', 'a.md')
    expect((await cached('--output', 'two', 'a.md')).seen).toEqual([])
    expect(get('two/a.md')).toBe('\ufeffthe\r\nthe')
    expect((await cached('--fix', 'a.md')).seen).toEqual([])
    expect(get('a.md')).toBe('\ufeffthe\r\nthe')
  })

  it('outlives a line that was cut off, and what is no cache', async () => {
    put('a.md')
    put('b.md', 'wrod\n')
    await cached()
    const whole = get('.unmangle-cache')
    writeFileSync(join(cwd, '.unmangle-cache'), `nonsense\n${whole.slice(0, -20)}`)
    expect((await cached()).seen).toEqual(['b.md'])
    expect((await cached()).seen).toEqual([])
    mkdirSync(join(cwd, 'folder'))
    const result = await run(['--cache-location', 'folder', 'a.md'], { cwd })
    expect(result).toMatchObject({ status: 1, err: 'unmangle: folder: is a folder; nothing is remembered\n' })
  })

  it('finds each of many lines, and drops what is of no more use', () => {
    const path = join(cwd, 'store')
    const key = (i: number) => String(i).padStart(43, 'k')
    const value = { text: 'x'.repeat(5000) }
    const first = new ResultStore(path)
    for (let i = 0; i < 4000; i++) first.put(key(i), { ...value, i })
    first.close()
    const second = new ResultStore(path)
    for (let i = 0; i < 4000; i += 500) expect(second.get(key(i))).toEqual({ ...value, i })
    expect(second.get(key(4000))).toBeUndefined()
    second.close()
    expect(statSync(path).size).toBeLessThan(50_000)
    const third = new ResultStore(path)
    expect([third.get(key(500)), third.get(key(501))]).toEqual([{ ...value, i: 500 }, undefined])
    third.close()
  })
})

describe('the log', () => {
  it('has a line for each correction, after what it had', async () => {
    put('log.jsonl', '{"old":true}\n')
    put('a "b"/c.md', 'so\nteh wrod teh\n')
    put('d.md', 'wrod\n')
    expect(await run(['--fix', '--log', 'log.jsonl'], { cwd })).toMatchObject({ status: 0 })
    const lines = get('log.jsonl').split('\n')
    expect(lines[0]).toBe('{"old":true}')
    expect(lines.pop()).toBe('')
    const made = {
      path: 'a "b"/c.md',
      rule: 'fake-teh',
      tier: 'safe',
      before: 'teh',
      after: 'the',
      why: 'The test says so.',
    }
    expect(lines.slice(1).map((line) => JSON.parse(line))).toEqual([
      { ...made, time: expect.any(String), line: 2, column: 1, start: 3, end: 6 },
      { ...made, time: expect.any(String), line: 2, column: 10, start: 12, end: 15 },
    ])
  })

  it('is needed: without it nothing is changed', async () => {
    put('a.md')
    mkdirSync(join(cwd, 'folder'))
    const result = await run(['--fix', '--log', 'folder'], { cwd })
    expect(result).toMatchObject({ status: 2, err: 'unmangle: folder: is a folder\n' })
    expect(get('a.md')).toBe('teh\n')
    expect((await run(['--log', 'x'], { cwd })).err).toContain('--log needs --fix')
  })
})

describe('a signal to end', () => {
  it.each([[[]], [['--cache']]])('ends a run with what was done, whole: %j', async (options) => {
    for (let i = 10; i < 60; i++) put(`${i}.md`)
    const signals = new EventEmitter()
    const engine: EngineFactory = async (given) => {
      const inner = await fakeEngine(given)
      return {
        ...inner,
        fix(input, tier) {
          if (input.path === '13.md') signals.emit('SIGTERM')
          return inner.fix(input, tier)
        },
      }
    }
    const result = await run(['--fix', '--format', 'json', ...options], { cwd, engine, signals })
    expect(result.status).toBe(130)
    const entries: { path: string }[] = JSON.parse(result.out)
    expect(entries.map(({ path }) => path)).toEqual(['10.md', '11.md', '12.md', '13.md'])
    expect([get('13.md'), get('14.md')]).toEqual(['the\n', 'teh\n'])
    expect(signals.listenerCount('SIGTERM') + signals.listenerCount('SIGINT')).toBe(0)
  })

  it('ends a stream', async () => {
    const signals = new EventEmitter()
    function* lines() {
      for (let i = 0; ; i++) {
        if (i === 5) signals.emit('SIGINT')
        yield Buffer.from(`{"id":${i},"text":"teh"}\n`)
      }
    }
    const result = await run(['--jsonl'], { cwd, input: lines(), signals })
    expect(result.status).toBe(130)
    const answers = result.out.trimEnd().split('\n')
    expect(answers.map((line) => JSON.parse(line).id)).toEqual([...answers.keys()])
  })
})

describe('progress', () => {
  const done = { result: { path: 'a.md', text: '' }, remains: 0, size: 1_000_000 }

  it('is drawn on a terminal once the work is long, with the time that is left', async () => {
    const stderr = Object.assign(collector(), { isTTY: true })
    let now = 0
    const progress = new Progress(
      stderr,
      async () => 600,
      () => now,
    )
    progress.add(done)
    expect(stderr.text()).toBe('')
    now = 2000
    progress.add(done)
    await Promise.resolve()
    now = 2050
    progress.add(done)
    now = 3000
    progress.add(done)
    progress.clear()
    progress.clear()
    const line = (text: string) => `\r\u001b[K${text}`
    expect(stderr.text()).toBe(
      line('2 files, 1.0 MB/s, 0 findings') + line('4 of 600 files, 1.3 MB/s, 0 findings, 7 min 27 s left') + line(''),
    )
  })

  it('is not drawn elsewhere', () => {
    const stderr = collector()
    let now = 0
    const progress = new Progress(
      stderr,
      async () => 600,
      () => now,
    )
    now = 5000
    progress.add(done)
    expect(stderr.text()).toBe('')
  })
})

describe('watching', () => {
  it('checks what changes, what is new and nothing else, until a signal', async () => {
    put('docs/a.md', 'fine\n')
    put('docs/b.md')
    const signals = new EventEmitter()
    const stderr = collector()
    const { engine, seen } = counting()
    const ended = run(['--watch', '--fix', 'docs'], { cwd, engine, signals, stderr })
    const until = async (condition: () => boolean) => {
      while (!condition()) await new Promise((resolve) => setTimeout(resolve, 20))
    }
    await until(() => stderr.text().includes('watching'))
    expect(seen.splice(0)).toEqual(['docs/a.md', 'docs/b.md'])
    put('docs/a.md', 'teh end\n')
    await until(() => get('docs/a.md') === 'the end\n')
    put('docs/new/c.md', 'teh\n')
    await until(() => get('docs/new/c.md') === 'the\n')
    rmSync(join(cwd, 'docs/b.md'))
    put('docs/new/c.md', 'teh teh\n')
    await until(() => get('docs/new/c.md') === 'the the\n')
    signals.emit('SIGINT')
    expect((await ended).status).toBe(0)
    expect(new Set(seen)).toEqual(new Set(['docs/a.md', 'docs/new/c.md']))
  })

  it('reads its settings anew when what decides is new, changes or goes, and then all files', async () => {
    put('docs/a.md', 'fine\n')
    put('docs/b.md', 'fine\n')
    const signals = new EventEmitter()
    const { engine, seen } = counting()
    const ended = run(['--watch', 'docs'], { cwd, engine, signals, stderr: collector() })
    const passed = async (...paths: string[]) => {
      while (seen.length < paths.length) await new Promise((resolve) => setTimeout(resolve, 20))
      expect(seen.splice(0)).toEqual(paths)
    }
    await passed('docs/a.md', 'docs/b.md')
    put('unmangle.config.yaml', 'ignore: [b.md]\nglossaries: [terms/g.yaml]\n')
    await passed('docs/a.md')
    put('terms/g.yaml', 'terms: []\n')
    await passed('docs/a.md')
    put('.unmangleignore', 'other\n')
    await passed('docs/a.md')
    rmSync(join(cwd, 'unmangle.config.yaml'))
    await passed('docs/a.md', 'docs/b.md')
    signals.emit('SIGINT')
    await ended
  })
})
