import type { Io } from './io.ts'
import type { FileRun } from './run-file.ts'

/** Work that is shorter goes without, in milliseconds. */
const AT_ONCE = 1000
/** The line is drawn no more often, in milliseconds. */
const EVERY = 100

/** One line on a terminal that says how far long work has come. */
export class Progress {
  readonly #stream: Io['stderr'] | undefined
  readonly #countAll: () => Promise<number>
  readonly #now: () => number
  readonly #start: number
  #drawn = 0
  #shown = false
  #files = 0
  #bytes = 0
  #findings = 0
  #total: number | undefined
  #counting = false

  /**
   * @param stderr Nothing is drawn where it is no terminal.
   * @param countAll How many files there are, asked once the work turns out to be long.
   * @param now Milliseconds.
   */
  constructor(stderr: Io['stderr'], countAll: () => Promise<number>, now: () => number = Date.now) {
    this.#stream = stderr.isTTY ? stderr : undefined
    this.#countAll = countAll
    this.#now = now
    this.#start = now()
  }

  /** A file is done. */
  add({ size, result }: FileRun): void {
    if (!this.#stream) return
    this.#files++
    this.#bytes += size
    this.#findings += result.report?.findings.length ?? 0
    const now = this.#now()
    if (now - this.#start < AT_ONCE || now - this.#drawn < EVERY) return
    this.#drawn = now
    this.#count()
    this.#shown = true
    this.#stream.write(`\r\u001b[K${this.#text((now - this.#start) / 1000)}`)
  }

  /** Makes room for something else. */
  clear(): void {
    if (this.#shown) this.#stream?.write('\r\u001b[K')
    this.#shown = false
  }

  #text(seconds: number): string {
    const parts = [
      this.#total === undefined ? `${this.#files} files` : `${this.#files} of ${this.#total} files`,
      `${(this.#bytes / 1e6 / seconds).toFixed(1)} MB/s`,
      `${this.#findings} findings`,
    ]
    if (this.#total !== undefined && this.#total > this.#files)
      parts.push(`${duration((seconds / this.#files) * (this.#total - this.#files))} left`)
    return parts.join(', ')
  }

  #count(): void {
    if (this.#counting) return
    this.#counting = true
    // Without a total the line says less.
    this.#countAll().then(
      (total) => {
        this.#total = total
      },
      () => {},
    )
  }
}

function duration(seconds: number): string {
  const whole = Math.ceil(seconds)
  if (whole < 60) return `${whole} s`
  if (whole < 3600) return `${Math.floor(whole / 60)} min ${whole % 60} s`
  return `${Math.floor(whole / 3600)} h ${Math.floor((whole % 3600) / 60)} min`
}
