import { existsSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { type KnownFinding, readKnown, writeKnown } from './baseline.ts'
import { repositoryOf } from './ignored.ts'
import { reasonOf } from './io.ts'
import { shownPath } from './paths.ts'

const NAME = 'unmangle.rejected.json'

/**
 * Where a repository remembers the findings that somebody rejected: the nearest such file upwards, or else where one
 * would be made, at the top of the repository or outside of one in the folder itself.
 */
export function rejectionsFile(folder: string): { readonly path: string; readonly exists: boolean } {
  for (let at = folder; ; at = dirname(at)) {
    const path = join(at, NAME)
    if (existsSync(path)) return { path, exists: true }
    if (existsSync(join(at, '.git')) || dirname(at) === at) break
  }
  return { path: join(repositoryOf(folder) ?? folder, NAME), exists: false }
}

/** The rejections of a repository, to be added to. Every change is written at once. */
export class Rejections {
  /** The file that keeps them. */
  readonly path: string
  #findings: readonly KnownFinding[]

  private constructor(path: string, findings: readonly KnownFinding[]) {
    this.path = path
    this.#findings = findings
  }

  /** @throws {Error} that names the file, if it is broken. */
  static async open(folder: string): Promise<Rejections> {
    const { path, exists } = rejectionsFile(folder)
    try {
      return new Rejections(path, exists ? await readKnown(path) : [])
    } catch (error) {
      throw new Error(`${shownPath(folder, path)}: ${reasonOf(error)}`)
    }
  }

  /** Whether a finding of a file is rejected. @param path Absolute. */
  has(path: string, fingerprint: string): boolean {
    const shown = shownPath(dirname(this.path), path)
    return this.#findings.some((finding) => finding.path === shown && finding.fingerprint === fingerprint)
  }

  /** @param path Absolute. */
  async add(path: string, finding: Omit<KnownFinding, 'path'>): Promise<void> {
    if (this.has(path, finding.fingerprint)) return
    const { rule, text, fingerprint } = finding
    await this.#keep([...this.#findings, { path: shownPath(dirname(this.path), path), rule, text, fingerprint }])
  }

  /** @param path Absolute. */
  async remove(path: string, fingerprint: string): Promise<void> {
    const shown = shownPath(dirname(this.path), path)
    await this.#keep(this.#findings.filter((each) => each.path !== shown || each.fingerprint !== fingerprint))
  }

  /**
   * Keeps what is rejected in a file rejected when its surroundings, and with them its fingerprint, have changed.
   *
   * @param path Absolute.
   * @param changed Old fingerprints and what they have become.
   */
  async follow(path: string, changed: ReadonlyMap<string, string>): Promise<void> {
    const shown = shownPath(dirname(this.path), path)
    const followed = this.#findings.map((finding) => {
      const now = finding.path === shown ? changed.get(finding.fingerprint) : undefined
      return now === undefined ? finding : { ...finding, fingerprint: now }
    })
    if (followed.some((finding, i) => finding !== this.#findings[i])) await this.#keep(followed)
  }

  async #keep(findings: readonly KnownFinding[]): Promise<void> {
    const sorted = [...findings].sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
    await writeKnown(this.path, sorted)
    this.#findings = sorted
  }
}
