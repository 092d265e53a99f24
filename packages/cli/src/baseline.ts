import { mkdir, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import * as v from 'valibot'
import { fingerprintsOf } from './fingerprint.ts'
import { reasonOf } from './io.ts'
import { shownPath } from './paths.ts'
import type { FileResult } from './reporter.ts'
import { writeWhole } from './write.ts'

const baselineFile = v.object({
  unmangleBaseline: v.literal(1),
  findings: v.array(
    v.object({ path: v.string(), rule: v.string(), text: v.string(), fingerprint: v.pipe(v.string(), v.nonEmpty()) }),
  ),
})

type Entry = v.InferOutput<typeof baselineFile>['findings'][number]

/** Findings that a project has agreed to live with. */
export class Baseline {
  readonly #folder: string
  readonly #known = new Map<string, string[]>()

  private constructor(folder: string, entries: readonly Entry[]) {
    this.#folder = folder
    for (const { path, fingerprint } of entries) {
      const known = this.#known.get(path)
      if (known) known.push(fingerprint)
      else this.#known.set(path, [fingerprint])
    }
  }

  /** @throws {Error} that names the file and what is wrong with it. */
  static async read(file: string, cwd: string): Promise<Baseline> {
    const path = resolve(cwd, file)
    try {
      const { findings } = parsed(await readFile(path, 'utf8'))
      return new Baseline(dirname(path), findings)
    } catch (error) {
      throw new Error(`${file}: ${reasonOf(error)}`)
    }
  }

  /** The fingerprints that are known of a file. @param path Absolute. */
  of(path: string): readonly string[] {
    return this.#known.get(shownPath(this.#folder, path)) ?? []
  }
}

function parsed(text: string): v.InferOutput<typeof baselineFile> {
  const result = v.safeParse(baselineFile, JSON.parse(text))
  if (result.success) return result.output
  const issue = result.issues[0]
  const where = (issue.path ?? []).map(({ key }) => String(key)).join('.')
  throw new Error(`is no baseline: ${where === '' ? '' : `${where}: `}${issue.message}`)
}

/** Writes down what a run finds, so that later runs leave it out. */
export class BaselineWriter {
  readonly #file: string
  readonly #cwd: string
  readonly #entries: Entry[] = []

  constructor(file: string, cwd: string) {
    this.#file = file
    this.#cwd = cwd
  }

  /** How many findings were written down. */
  get count(): number {
    return this.#entries.length
  }

  add({ path, text, report }: FileResult): void {
    if (!report) return
    const shown = shownPath(dirname(resolve(this.#cwd, this.#file)), resolve(this.#cwd, path))
    const prints = fingerprintsOf(text, report.findings)
    report.findings.forEach((finding, i) => {
      this.#entries.push({ path: shown, rule: finding.rule, text: finding.text, fingerprint: prints[i] ?? '' })
    })
  }

  /** One finding a line, so that a later version of the file shows as a small change. @throws {Error} naming the file. */
  async write(): Promise<void> {
    const path = resolve(this.#cwd, this.#file)
    const lines = this.#entries.map((entry) => `    ${JSON.stringify(entry)}`)
    const list = lines.length > 0 ? `[\n${lines.join(',\n')}\n  ]` : '[]'
    try {
      await mkdir(dirname(path), { recursive: true })
      await writeWhole(path, `{\n  "unmangleBaseline": 1,\n  "findings": ${list}\n}\n`)
    } catch (error) {
      throw new Error(`${this.#file}: ${reasonOf(error)}`)
    }
  }
}
