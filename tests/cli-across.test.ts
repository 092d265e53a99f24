import { execFile } from 'node:child_process'
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { describe, expect, it } from 'vitest'
import { nodeEngine } from '../packages/cli/src/engines.ts'
import { run, temporaryFolder } from './cli-harness.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const command = join(root, 'packages/cli/bin/unmangle.js')
const built = existsSync(join(root, 'packages/cli/dist/worker.js'))

const PAGES = {
  'en/a.md': 'We spoke with Larkmore today. People in Larkmore slept.\n',
  'en/b.md': 'The road to Larkmore is long.\n',
  'en/c.md': 'They went from Larkmmore to the sea.\n',
  'en/d.md': 'It was Anna Bellis. They met Anna Bellis. We know Anna Bellis. There was Tom Belliss too.\n',
  'es/a.md': 'El camino a Larkmmore es largo.\n',
}

function pages(): string {
  const cwd = temporaryFolder()
  for (const [name, text] of Object.entries(PAGES)) {
    mkdirSync(dirname(join(cwd, name)), { recursive: true })
    writeFileSync(join(cwd, name), text)
  }
  return cwd
}

interface Found {
  readonly path: string
  readonly artifacts: readonly {
    readonly rule: string
    readonly text: string
    readonly expected: string[]
    readonly why: string
  }[]
}

function oddOnes(out: string): string[] {
  const files: Found[] = JSON.parse(out)
  return files.flatMap(({ path, artifacts }) =>
    artifacts
      .filter(({ rule }) => rule === 'name-odd-spelling')
      .map(({ text, expected, why }) => `${path}: ${text} → ${expected[0]}; ${why}`),
  )
}

const WANTED = ['en/c.md: Larkmmore → Larkmore; The documents together write “Larkmore” 3 times and “Larkmmore” once.']

describe('--across', () => {
  it('compares the names of all files, language by language, and gives the counts', async () => {
    const cwd = pages()
    const alone = await run(['--format=json', '--no-config', '--shipped-glossaries=none'], { cwd, engine: nodeEngine })
    expect(oddOnes(alone.out)).toEqual([])
    const together = await run(['--across', '--format=json', '--no-config', '--shipped-glossaries=none'], {
      cwd,
      engine: nodeEngine,
    })
    expect(together.err).toBe('')
    expect(oddOnes(together.out)).toEqual(WANTED)
  })

  it('goes with no standard input and no watching', async () => {
    const cwd = temporaryFolder()
    for (const [argv, message] of [
      [['--across', '--stdin'], '--stdin and --across do not go together'],
      [['--across', '--watch'], '--watch and --across do not go together'],
    ] as const) {
      const { status, err } = await run([...argv], { cwd })
      expect(status).toBe(2)
      expect(err).toContain(message)
    }
  })

  it.skipIf(!built)('says the same with workers', async () => {
    const cwd = pages()
    const ask = (jobs: number): Promise<string> =>
      new Promise((resolve) => {
        const argv = [command, '--across', '--format=json', '--no-config', `--jobs=${jobs}`, '--fail-on=none']
        execFile(process.execPath, argv, { cwd }, (_, out) => resolve(out))
      })
    const [one, two] = [await ask(1), await ask(2)]
    expect(oddOnes(two)).toEqual(WANTED)
    expect(two).toBe(one)
  })
})
