import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { Writable } from 'node:stream'
import { beforeEach, describe, expect, it } from 'vitest'
import { run, temporaryFolder } from './cli-harness.ts'

let cwd = ''
beforeEach(() => {
  cwd = temporaryFolder()
})

describe('--stdin', () => {
  const stdin = (input: string | Uint8Array, ...argv: string[]) => run(['--stdin', ...argv], { cwd, input })

  it('reports', async () => {
    const result = await stdin('x teh\n', '--stdin-filename', 'docs/fr/a.md', '--format', 'json')
    expect(result.status).toBe(1)
    expect(JSON.parse(result.out)).toMatchObject([
      { path: 'docs/fr/a.md', lang: 'fr', artifacts: [{ line: 1, column: 3 }] },
    ])
  })

  it('prints the corrected document, and nothing else, with --fix', async () => {
    const result = await stdin('\ufeffteh wrod\r\n', '--stdin-filename', 'a.md', '--fix', '--fail-on', 'suggest')
    expect(result).toMatchObject({ status: 1, out: '\ufeffthe wrod\r\n', err: expect.stringContaining('fake-wrod') })
    expect((await stdin('', '--fix')).out).toBe('')
  })

  it('prints a diff', async () => {
    const { out } = await stdin('teh', '--stdin-filename', 'a.md', '--diff')
    expect(out).toBe(
      '--- a/a.md\n+++ b/a.md\n@@ -1 +1 @@\n-teh\n\\ No newline at end of file\n+the\n\\ No newline at end of file\n',
    )
  })

  it('says what it cannot read', async () => {
    const broken = await stdin(Buffer.from([0x61, 0x0a, 0xc3, 0x28]), '--stdin-filename', 'a.md')
    expect(broken).toMatchObject({ status: 2, err: 'unmangle: a.md:2: is not UTF-8\n' })
    expect(await stdin('x', '--stdin-filename', 'a.png')).toMatchObject({ status: 2 })
    const crash = await stdin('CRASH', '--stdin-filename', 'a.md', '--fix')
    expect(crash).toMatchObject({ status: 2, out: '', err: expect.stringContaining('a.md: the fake engine') })
  })

  it('gives an ignored document back as it is', async () => {
    writeFileSync(join(cwd, '.gitignore'), 'a.md\n')
    const result = await stdin('teh\n', '--stdin-filename', 'a.md', '--fix')
    expect(result).toMatchObject({ status: 0, out: 'teh\n', err: expect.stringContaining('a.md: is ignored') })
  })
})

describe('--jsonl', () => {
  const jsonl = async (input: string | Uint8Array | Iterable<Uint8Array>, ...argv: string[]) => {
    const result = await run(['--jsonl', ...argv], { cwd, input })
    return {
      ...result,
      rows: result.out
        .split('\n')
        .slice(0, -1)
        .map((line) => JSON.parse(line)),
    }
  }

  it('answers line by line, and findings are no failure', async () => {
    const { status, rows, err } = await jsonl(
      '{"id":1,"text":"teh"}\n\n  \r\n{"id":"b","text":"ok","path":"x/es/a.md"}',
    )
    expect({ status, err }).toEqual({ status: 0, err: '' })
    expect(rows).toMatchObject([
      { id: 1, text: 'teh', from: [], artifacts: [{ start: 0, end: 3, text: 'teh', applied: false }] },
      { id: 'b', text: 'ok', lang: 'es', artifacts: [] },
    ])
  })

  it('corrects with --fix', async () => {
    const { rows } = await jsonl('{"id":1,"text":"teh wrod"}\n', '--fix=suggest')
    expect(rows).toMatchObject([{ text: 'the word', artifacts: [{ applied: true }, { applied: true }] }])
  })

  it('passes other fields on as they are written', async () => {
    const deep = '['.repeat(20_000) + ']'.repeat(20_000)
    const line = `{ "n": 12345678901234567890, "a}\\"b": [1, {"text": "x"}], "text" : "ok", "deep":${deep}, "__proto__": 1 }`
    const { out, status } = await jsonl(`${line}\n`)
    expect(status).toBe(0)
    expect(out).toContain(
      `{"n": 12345678901234567890,"a}\\"b": [1, {"text": "x"}],"text":"ok","deep":${deep},"__proto__": 1,"lang":"und"`,
    )
  })

  it('answers a line that is no such object by an error in its place', async () => {
    const lines = [
      'nonsense',
      '[1]',
      '{"id":"x","text":5}',
      '{"id":7}',
      '{"id":8,"text":"CRASH"}',
      '{"id":9,"text":"ok"}',
    ]
    const { status, rows, err } = await jsonl(`${lines.join('\n')}\n`)
    expect(status).toBe(2)
    expect(rows).toEqual([
      { id: null, line: 1, error: expect.any(String) },
      { id: null, line: 2, error: 'is no JSON object' },
      { id: 'x', line: 3, error: '"text" is not a string' },
      { id: 7, line: 4, error: '"text" is missing' },
      { id: 8, line: 5, error: expect.stringContaining('told to fail') },
      expect.objectContaining({ id: 9, text: 'ok' }),
    ])
    expect(err).toContain('line 3 (id "x")')
  })

  it('takes broken UTF-8 for a bad line and goes on', async () => {
    const input = Buffer.concat([Buffer.from('{"text":"'), Buffer.from([0xff]), Buffer.from('"}\n{"text":"ok"}\n')])
    const { status, rows } = await jsonl(input)
    expect(status).toBe(2)
    expect(rows).toMatchObject([{ id: null, line: 1, error: 'is not UTF-8' }, { text: 'ok' }])
  })

  it('ends a line at a line feed only, and puts characters together that chunks cut', async () => {
    const bytes = Buffer.from('\ufeff{"text":"a\u2028b \u{1f600} é"}\r\n{"text":"c"}')
    const { rows, status } = await jsonl(Array.from(bytes, (byte) => Buffer.from([byte])))
    expect(status).toBe(0)
    expect(rows).toMatchObject([{ text: 'a\u2028b \u{1f600} é' }, { text: 'c' }])
  })

  it('takes its own answers again', async () => {
    const first = await jsonl('{"id":1,"text":"teh","from":"de,fr"}\n', '--fix')
    const second = await jsonl(first.out, '--fix')
    expect(second.rows).toMatchObject([{ text: 'the', from: [{ tag: 'de' }, { tag: 'fr' }], artifacts: [] }])
  })

  it('reads no faster than its answers are taken', async () => {
    let read = 0
    let written = 0
    let most = 0
    function* rows() {
      for (let i = 0; i < 2000; i++) {
        read++
        most = Math.max(most, read - written)
        yield Buffer.from(`{"id":${i},"text":"${'x'.repeat(1000)}"}\n`)
      }
    }
    const stdout = new Writable({
      highWaterMark: 1,
      write(part: Buffer, _, done) {
        written += part.toString().split('\n').length - 1
        setImmediate(done)
      },
    })
    expect((await run(['--jsonl'], { cwd, input: rows(), stdout })).status).toBe(0)
    expect(written).toBe(2000)
    expect(most).toBeLessThan(50)
  })

  it('ends quietly when nobody reads any longer', async () => {
    let read = 0
    function* rows() {
      for (; read < 100_000; read++) yield Buffer.from('{"text":"ok"}\n')
    }
    let left = 3
    const stdout = new Writable({
      write(_, __, done) {
        done(left-- > 0 ? null : Object.assign(new Error('write EPIPE'), { code: 'EPIPE' }))
      },
    })
    expect(await run(['--jsonl'], { cwd, input: rows(), stdout })).toMatchObject({ status: 0, err: '' })
    expect(read).toBeLessThan(1000)
  })
})
