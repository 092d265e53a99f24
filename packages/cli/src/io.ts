import type { EventEmitter } from 'node:events'
import type { Readable, Writable } from 'node:stream'

/** What a run may touch of the process that it is in. */
export interface Io {
  /** Paths are relative to it. */
  readonly cwd: string
  readonly env: Readonly<Record<string, string | undefined>>
  readonly stdin: Readable
  readonly stdout: Writable & { readonly isTTY?: boolean; readonly columns?: number }
  readonly stderr: Writable & { readonly isTTY?: boolean }
  /** Where the system says that the run is to end. */
  readonly signals?: Pick<EventEmitter, 'once' | 'off'>
  /** The module of a worker; none: all is done in this thread. */
  readonly worker?: URL
}

/** Writes to a stream as fast as its reader takes it, and outlives the reader. */
export class Output {
  readonly #stream: Writable
  #error: NodeJS.ErrnoException | undefined

  constructor(stream: Writable) {
    this.#stream = stream
    stream.on('error', (error: NodeJS.ErrnoException) => {
      this.#error ??= error
    })
  }

  /** Whether nobody reads any longer: nothing more need be written. */
  get closed(): boolean {
    return this.#error !== undefined || this.#stream.destroyed
  }

  /** What went wrong, unless it is only that the reader left. */
  get failure(): Error | undefined {
    return this.#error?.code === 'EPIPE' ? undefined : this.#error
  }

  /** Resolves when more can be written. */
  async write(text: string): Promise<void> {
    if (text === '' || this.closed) return
    if (this.#stream.write(text)) return
    await new Promise<void>((resolve) => {
      const done = () => {
        for (const event of EVENTS) this.#stream.off(event, done)
        resolve()
      }
      for (const event of EVENTS) this.#stream.on(event, done)
    })
  }
}

const EVENTS = ['drain', 'close', 'error'] as const

/** Tells on standard error what could not be done, and remembers that there was something. */
export class Problems {
  readonly #stream: Writable | undefined
  count = 0
  /** Done before anything is told. */
  before: () => void = () => {}

  /** @param stream None: nobody is told. */
  constructor(stream?: Writable) {
    this.#stream = stream
    stream?.on('error', () => {})
  }

  /** Something that was to be done and was not: the run ends with status 2. */
  error(message: string): void {
    this.count++
    this.note(message)
  }

  /** Something a person should know. */
  note(message: string): void {
    this.before()
    this.#stream?.write(`unmangle: ${message}\n`)
  }
}

/** What an error says, with the words of the system for the usual ones. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  const { code } = error as NodeJS.ErrnoException
  return (code !== undefined && WORDS[code]) || error.message
}

const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  ENOTDIR: 'does not exist',
  EACCES: 'permission denied',
  EPERM: 'not permitted',
  EROFS: 'the file system is read-only',
  EISDIR: 'is a folder',
  ELOOP: 'symbolic links lead in a circle',
  ENOSPC: 'no space left on the device',
  ENAMETOOLONG: 'the name is too long',
}
