import { mkdir, readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import * as v from 'valibot'
import { reasonOf } from './io.ts'
import { shownPath } from './paths.ts'
import { type FileResult, printsOf } from './reports/reporter.ts'
import { writeWhole } from './write.ts'

const knownFile = v.object({
  unmangleBaseline: v.literal(1),
  findings: v.array(
    v.object({ path: v.string(), rule: v.string(), text: v.string(), fingerprint: v.pipe(v.string(), v.nonEmpty()) }),
  ),
})

/** A finding as a file of known findings lists it. */
export interface KnownFinding {
  /** Relative to the folder of the file that lists it, with `/` between its parts. */
  readonly path: string
  readonly rule: string
  readonly text: string
  /** As `printsOf` gives it. */
  readonly fingerprint: string
}

/** Reads a file of known findings. @throws {Error} that says what is wrong with it, without its name. */
export async function readKnown(path: string): Promise<KnownFinding[]> {
  const result = v.safeParse(knownFile, JSON.parse(await readFile(path, 'utf8')))
  if (result.success) return result.output.findings
  const issue = result.issues[0]
  const where = (issue.path ?? []).map(({ key }) => String(key)).join('.')
  throw new Error(`is no baseline: ${where === '' ? '' : `${where}: `}${issue.message}`)
}

/** Writes known findings, one a line, so that a later version of the file shows as a small change. */
export async function writeKnown(path: string, findings: readonly KnownFinding[]): Promise<void> {
  const lines = findings.map((finding) => `    ${JSON.stringify(finding)}`)
  const list = lines.length > 0 ? `[\n${lines.join(',\n')}\n  ]` : '[]'
  await mkdir(dirname(path), { recursive: true })
  await writeWhole(path, `{\n  "unmangleBaseline": 1,\n  "findings": ${list}\n}\n`)
}

/** Findings that a project has agreed to live with. */
export class Baseline {
  readonly #folder: string
  readonly #known = new Map<string, string[]>()

  private constructor(folder: string, entries: readonly KnownFinding[]) {
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
      return new Baseline(dirname(path), await readKnown(path))
    } catch (error) {
      throw new Error(`${file}: ${reasonOf(error)}`)
    }
  }

  /** The fingerprints that are known of a file. @param path Absolute. */
  of(path: string): readonly string[] {
    return this.#known.get(shownPath(this.#folder, path)) ?? []
  }
}

/** Writes down what a run finds, so that later runs leave it out. */
export class BaselineWriter {
  readonly #file: string
  readonly #cwd: string
  readonly #findings: KnownFinding[] = []

  constructor(file: string, cwd: string) {
    this.#file = file
    this.#cwd = cwd
  }

  /** How many findings were written down. */
  get count(): number {
    return this.#findings.length
  }

  add(result: FileResult): void {
    const { path, report } = result
    if (!report) return
    const shown = shownPath(dirname(resolve(this.#cwd, this.#file)), resolve(this.#cwd, path))
    const prints = printsOf(result)
    report.findings.forEach((finding, i) => {
      this.#findings.push({ path: shown, rule: finding.rule, text: finding.text, fingerprint: prints[i] ?? '' })
    })
  }

  /** @throws {Error} naming the file. */
  async write(): Promise<void> {
    try {
      await writeKnown(resolve(this.#cwd, this.#file), this.#findings)
    } catch (error) {
      throw new Error(`${this.#file}: ${reasonOf(error)}`)
    }
  }
}
