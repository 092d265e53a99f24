import { closeSync, mkdirSync, openSync, writeSync } from 'node:fs'
import { dirname } from 'node:path'
import { lineStarts, positionAt } from 'unmangle-core'
import type { FileRun } from './run-file.ts'

/** What was changed, where and why: a JSON object a line and a line a correction, added to what the file holds. */
export class AuditLog {
  readonly #file: number
  readonly #now: () => Date

  /** @throws {Error} the system's, if the file cannot be written. */
  constructor(path: string, now: () => Date = () => new Date()) {
    mkdirSync(dirname(path), { recursive: true })
    this.#file = openSync(path, 'a')
    this.#now = now
  }

  /** Writes what was done to a file, in one piece. @throws {Error} the system's. */
  add({ result: { path, text, report } }: FileRun): void {
    const made = report?.findings.filter(({ applied }) => applied) ?? []
    if (made.length === 0) return
    const time = this.#now().toISOString()
    const starts = lineStarts(text)
    const lines = made.map(({ rule, tier, start, end, text: before, expected, why }) => {
      const { line, column } = positionAt(starts, start)
      return JSON.stringify({ time, path, line, column, start, end, rule, tier, before, after: expected[0] ?? '', why })
    })
    writeWhole(this.#file, Buffer.from(`${lines.join('\n')}\n`))
  }

  close(): void {
    closeSync(this.#file)
  }
}

function writeWhole(file: number, bytes: Uint8Array): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(file, bytes, at)
}
