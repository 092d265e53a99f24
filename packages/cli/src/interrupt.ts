import type { Io } from './io.ts'

/** Thrown by a run that was told to end before it was done, when it has reported what it did. */
export class Interrupted extends Error {}

const SIGNALS = ['SIGINT', 'SIGTERM'] as const

/** Heeds the first signal to end; the second is the system's, and ends the process at once. */
export class Interrupt {
  readonly #io: Io
  readonly #act: () => void
  /** Whether the run is to end. */
  requested = false

  /** @param act What is to be done at once. */
  constructor(io: Io, act: () => void = () => {}) {
    this.#io = io
    this.#act = act
    for (const signal of SIGNALS) io.signals?.once(signal, this.#heed)
  }

  /** Ends the heeding. @throws {Interrupted} if the run was to end. */
  finish(): void {
    this.#forget()
    if (this.requested) throw new Interrupted()
  }

  readonly #heed = (): void => {
    this.requested = true
    this.#forget()
    this.#act()
  }

  #forget(): void {
    for (const signal of SIGNALS) this.#io.signals?.off(signal, this.#heed)
  }
}
