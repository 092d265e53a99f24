import type { EventEmitter } from 'node:events'
import { mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Readable, Writable } from 'node:stream'
import type { Tier } from 'unmangle-core'
import type { Input, Report, ReportedFinding } from 'unmangle-engine'
import { afterEach } from 'vitest'
import type { EngineFactory } from '../packages/cli/src/engines.ts'
import { main } from '../packages/cli/src/main.ts'
import { pathLanguage } from '../packages/engine/src/path-language.ts'

/** What the fake engine finds: letters, their answers, the tier. */
const DAMAGE: readonly (readonly [string, readonly string[], Tier])[] = [
  ['teh', ['the'], 'safe'],
  ['DROP', [''], 'safe'],
  ['JOIN\n', ['joined '], 'safe'],
  ['SPLIT', ['one\ntwo'], 'safe'],
  ['wrod', ['word', 'ward'], 'suggest'],
  ['hmm', [], 'report'],
]

function findingsIn(text: string, applied: readonly Tier[]): ReportedFinding[] {
  const found: ReportedFinding[] = []
  for (const [damage, expected, tier] of DAMAGE) {
    for (let start = text.indexOf(damage); start >= 0; start = text.indexOf(damage, start + 1)) {
      found.push({
        rule: `fake-${damage.trim().toLowerCase()}`,
        family: 'residue',
        tier,
        start,
        end: start + damage.length,
        text: damage,
        expected,
        message: `"${damage.trim()}" is wrong.`,
        why: 'The test says so.',
        url: 'https://example.org/',
        edits: null,
        applied: applied.includes(tier),
      })
    }
  }
  return found.sort((a, b) => a.start - b.start)
}

const languageOfPath = pathLanguage(['en', 'es', 'fr', 'pt'])

function reportOf(input: Input, lang: string, applied: readonly Tier[]): Report {
  if (input.text.includes('CRASH')) throw new Error('the fake engine was told to fail')
  const findings = findingsIn(input.text, applied).filter((finding) => input.counts?.(finding) ?? true)
  let output = ''
  let at = 0
  for (const finding of findings.filter((each) => each.applied)) {
    output += input.text.slice(at, finding.start) + (finding.expected[0] ?? '')
    at = finding.end
  }
  output += input.text.slice(at)
  const from = (input.from ?? []).map((tag) => ({ tag, confidence: 1, given: true, why: 'as given' }))
  const notes = input.text.includes('NOTE') ? ['a note'] : []
  return { lang: input.lang ?? languageOfPath(input.path ?? '') ?? lang, from, findings, notes, output }
}

/** Finds a few words wherever they stand, so that the command is tested by itself. */
export const fakeEngine: EngineFactory = async (options) => {
  const lang = options.lang ?? (options.terms?.length ? `terms-${options.terms.length}` : 'und')
  const defaults = { from: options.from }
  return {
    parser: 'satteri',
    check: (input) => reportOf({ ...defaults, ...input }, lang, []),
    fix: (input, tier = 'safe') => reportOf(input, lang, tier === 'safe' ? ['safe'] : ['safe', 'suggest']),
    checkReading: (_, input) => reportOf(input, lang, []),
    identify: () => Promise.resolve(undefined),
    survey: () => {},
  }
}

export interface Result {
  readonly status: number
  readonly out: string
  readonly err: string
}

export interface RunOptions {
  readonly cwd: string
  readonly input?: string | Uint8Array | Iterable<Uint8Array>
  readonly engine?: EngineFactory
  readonly stdout?: Writable & { isTTY?: boolean; columns?: number }
  readonly stderr?: Writable & { isTTY?: boolean; text(): string }
  readonly signals?: EventEmitter
  readonly worker?: URL
  readonly env?: Readonly<Record<string, string>>
}

/** A stream that keeps what is written to it. */
export function collector(): Writable & { text(): string } {
  const parts: Buffer[] = []
  const stream = new Writable({
    write(part: Buffer, _, done) {
      parts.push(part)
      done()
    },
  })
  return Object.assign(stream, { text: () => Buffer.concat(parts).toString() })
}

/** Runs the command in this process. */
export async function run(argv: readonly string[], options: RunOptions): Promise<Result> {
  const stdout = collector()
  const stderr = options.stderr ?? collector()
  const input = options.input ?? ''
  const parts = typeof input === 'string' ? [Buffer.from(input)] : input instanceof Uint8Array ? [input] : input
  const { cwd, signals, worker, env = {} } = options
  const stdin = Readable.from(parts)
  const io = { cwd, env, stdin, stdout: options.stdout ?? stdout, stderr, signals, worker }
  const status = await main(argv, io, options.engine ?? fakeEngine)
  return { status, out: stdout.text(), err: stderr.text() }
}

const folders: string[] = []

afterEach(() => {
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true })
})

/** An empty folder that is gone after the test. */
export function temporaryFolder(): string {
  const folder = realpathSync(mkdtempSync(join(tmpdir(), 'unmangle-cli-')))
  folders.push(folder)
  return folder
}
