import { type ChildProcess, spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'

const BUILT = new URL('../packages/remark-unmangle/dist/index.js', import.meta.url)

const SERVER = `
import { createUnifiedLanguageServer } from 'unified-language-server'
import remarkUnmangle from 'remark-unmangle'

createUnifiedLanguageServer({
  configurationSection: 'unmangle',
  processorName: 'remark',
  processorSpecifier: 'remark',
  plugins: [[remarkUnmangle, { fix: process.argv.includes('--fix') ? 'text' : undefined }]],
})
`

interface Packet {
  readonly id?: number
  readonly method?: string
  readonly params?: unknown
  readonly result?: unknown
  readonly error?: unknown
}

/** The client's side of the language server protocol over a child's standard streams. */
class Client {
  readonly #child: ChildProcess
  readonly #packets: Packet[] = []
  readonly #waiting = new Set<() => void>()
  #rest: Buffer = Buffer.alloc(0)
  #id = 0

  constructor(child: ChildProcess) {
    this.#child = child
    child.stdout?.on('data', (part: Buffer) => this.#take(part))
  }

  #take(part: Buffer): void {
    this.#rest = Buffer.concat([this.#rest, part])
    for (;;) {
      const head = this.#rest.indexOf('\r\n\r\n')
      if (head < 0) return
      const length = Number(/Content-Length: (\d+)/i.exec(this.#rest.toString('latin1', 0, head))?.[1])
      const end = head + 4 + length
      if (this.#rest.length < end) return
      this.#packets.push(JSON.parse(this.#rest.toString('utf8', head + 4, end)))
      this.#rest = this.#rest.subarray(end)
      for (const look of [...this.#waiting]) look()
    }
  }

  /** The first packet, come or to come, that is wanted. */
  next(isWanted: (packet: Packet) => boolean): Promise<Packet> {
    return new Promise((resolve) => {
      const look = () => {
        const found = this.#packets.find(isWanted)
        if (!found) return
        this.#waiting.delete(look)
        resolve(found)
      }
      this.#waiting.add(look)
      look()
    })
  }

  notify(method: string, params: object): void {
    this.#send({ method, params })
  }

  async ask(method: string, params: object): Promise<unknown> {
    const id = ++this.#id
    this.#send({ id, method, params })
    const { error, result } = await this.next((packet) => packet.id === id)
    expect(error).toBeUndefined()
    return result
  }

  #send(packet: Packet): void {
    const body = Buffer.from(JSON.stringify({ jsonrpc: '2.0', ...packet }))
    this.#child.stdin?.write(`Content-Length: ${body.length}\r\n\r\n`)
    this.#child.stdin?.write(body)
  }

  async end(): Promise<number | null> {
    await this.ask('shutdown', {})
    const code = new Promise<number | null>((resolve) => this.#child.once('exit', resolve))
    this.notify('exit', {})
    return code
  }
}

describe.skipIf(!existsSync(BUILT))('unified-language-server, on what was built', () => {
  const folder = mkdtempSync(join(tmpdir(), 'unmangle-server-'))
  afterAll(() => rmSync(folder, { recursive: true, force: true }))
  symlinkSync(fileURLToPath(new URL('../node_modules', import.meta.url)), join(folder, 'node_modules'))
  writeFileSync(join(folder, 'server.mjs'), SERVER)

  const text = '\uFEFF# 😀 Talks\r\n\r\nThe leader 😀 *Kim Jong* one spoke.\r\n'
  const uri = pathToFileURL(join(folder, 'en', 'talks.md')).href

  async function open(...args: readonly string[]): Promise<Client> {
    const child = spawn(process.execPath, ['server.mjs', '--stdio', ...args], {
      cwd: folder,
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    const client = new Client(child)
    const rootUri = pathToFileURL(folder).href
    await client.ask('initialize', { processId: process.pid, rootUri, capabilities: {} })
    client.notify('initialized', {})
    client.notify('textDocument/didOpen', { textDocument: { uri, languageId: 'markdown', version: 1, text } })
    return client
  }

  test('shows what is found where it stands, and offers the answer', async () => {
    const client = await open()
    const { params } = await client.next(({ method }) => method === 'textDocument/publishDiagnostics')
    const diagnostic = {
      code: 'name-part-translated',
      source: 'unmangle',
      severity: 2,
      message: expect.stringContaining('“Kim Jong* one” → “Kim Jong* Un”'),
      range: { start: { line: 2, character: 15 }, end: { line: 2, character: 28 } },
      codeDescription: { href: expect.stringMatching(/^https:/) },
      data: { expected: ['Kim Jong* Un'] },
    }
    expect(params).toMatchObject({ uri, version: 1, diagnostics: [diagnostic] })
    const { diagnostics } = params as { diagnostics: { range: object }[] }
    const actions = await client.ask('textDocument/codeAction', {
      textDocument: { uri },
      range: diagnostics[0]?.range,
      context: { diagnostics },
    })
    expect(actions).toMatchObject([
      { isPreferred: true, edit: { changes: { [uri]: [{ newText: 'Kim Jong* Un', range: diagnostic.range }] } } },
    ])
    expect(await client.end()).toBe(0)
  })

  test('formats by our edits alone', async () => {
    const client = await open('--fix')
    const edits = await client.ask('textDocument/formatting', { textDocument: { uri }, options: {} })
    expect(edits).toMatchObject([{ newText: text.replace('one', 'Un') }])
    expect(await client.end()).toBe(0)
  })
})
