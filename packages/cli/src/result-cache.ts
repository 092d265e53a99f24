import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { isAbsolute, join, sep } from 'node:path'
import manifest from '../package.json' with { type: 'json' }
import { fixTier } from './check-text.ts'
import type { Findings } from './reports/reporter.ts'
import { ResultStore } from './result-store.ts'
import type { Run } from './run.ts'
import type { FileTask } from './run-file.ts'

/**
 * What was found in files, kept from run to run. A result is known by all that it follows from: the bytes of the file,
 * its name, what settings say of it with the content of the files that they name, the program and its parser.
 */
export class ResultCache {
  readonly #store: ResultStore
  readonly #run: Run
  readonly #program: string
  readonly #settings = new Map<string, string>()

  private constructor(store: ResultStore, run: Run, program: string) {
    this.#store = store
    this.#run = run
    this.#program = program
  }

  /** @throws {Error} the system's, if the file cannot be read and written. */
  static async open(path: string, run: Run): Promise<ResultCache> {
    return new ResultCache(new ResultStore(path), run, `${programDigest()} ${await parserVersion()}`)
  }

  get(key: string): Findings | undefined {
    const value = this.#store.get(key)
    return isFindings(value) ? value : undefined
  }

  put(key: string, findings: Findings): void {
    this.#store.put(key, findings)
  }

  close(): void {
    this.#store.close()
  }

  keyOf({ file, settings, scope }: FileTask, bytes: Uint8Array): string {
    const { arguments: options } = this.#run
    const { failOn, ...found } = settings
    const asked = JSON.stringify([found, options.lang, fixTier(options)])
    let prefix = this.#settings.get(asked)
    if (prefix === undefined) {
      prefix = digest(`${this.#program} ${asked} ${namedFiles(found).map(contentOf).join(' ')}`)
      this.#settings.set(asked, prefix)
    }
    return createHash('sha256')
      .update(JSON.stringify([prefix, file.shown, scope]))
      .update(bytes)
      .digest('base64url')
  }
}

function isFindings(value: unknown): value is Findings {
  return typeof value === 'object' && value !== null && 'findings' in value && Array.isArray(value.findings)
}

/** The files that settings name, wherever in them: all their paths are absolute. */
function namedFiles(settings: unknown): string[] {
  if (typeof settings === 'string') return isAbsolute(settings) ? [settings] : []
  if (typeof settings !== 'object' || settings === null) return []
  return Object.values(settings).flatMap(namedFiles)
}

function contentOf(path: string): string {
  try {
    return digest(readFileSync(path))
  } catch {
    return 'unreadable'
  }
}

function digest(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('base64url')
}

/** What the build wrote down of its code and data: a version number does not tell one build from the next. */
function programDigest(): string {
  try {
    return readFileSync(new URL('../data/digest', import.meta.url), 'utf8')
  } catch {
    return manifest.version
  }
}

/** The name and version of the Markdown parser that can be loaded. */
async function parserVersion(): Promise<string> {
  try {
    await import('satteri')
    const entry = createRequire(import.meta.url).resolve('satteri')
    const home = entry.slice(0, entry.lastIndexOf(`${sep}satteri${sep}`))
    return `satteri ${contentOf(join(home, 'satteri', 'package.json'))}`
  } catch {
    return 'micromark'
  }
}
