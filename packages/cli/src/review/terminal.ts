import { createInterface, emitKeypressEvents } from 'node:readline'
import type { Writable } from 'node:stream'
import type { ReadStream } from 'node:tty'

/** A person at a terminal. */
export interface Terminal {
  readonly color: boolean
  write(text: string): void
  /** The next key: the letter it types, or a name such as `return` or `escape`; undefined when the input has ended. */
  key(): Promise<string | undefined>
  /** A line of text, beginning with what is given; undefined where the person wants none after all. */
  line(prompt: string, given: string): Promise<string | undefined>
  close(): void
}

/** Reads single keys from a terminal, without waiting for the end of a line. */
export function openTerminal(input: ReadStream, output: Writable, color: boolean): Terminal {
  emitKeypressEvents(input)
  const waiting: ((key: string | undefined) => void)[] = []
  const typed: (string | undefined)[] = []
  let ended = false
  const give = (key: string | undefined) => {
    const next = waiting.shift()
    if (next) next(key)
    else typed.push(key)
  }
  const pressed = (letter: string | undefined, { name, ctrl }: { name?: string; ctrl?: boolean }) => {
    if (ctrl && (name === 'c' || name === 'd')) give('q')
    else if (name === 'return' || name === 'enter' || name === 'escape') give(name === 'enter' ? 'return' : name)
    else if (letter !== undefined) give(letter)
  }
  const end = () => {
    ended = true
    give(undefined)
  }
  const listen = () => {
    input.setRawMode(true)
    input.on('keypress', pressed)
    input.resume()
  }
  input.on('end', end)
  listen()
  return {
    color,
    write: (text) => void output.write(text),
    key() {
      if (typed.length > 0) return Promise.resolve(typed.shift())
      if (ended) return Promise.resolve(undefined)
      return new Promise((resolve) => waiting.push(resolve))
    },
    line(prompt, given) {
      input.off('keypress', pressed)
      return new Promise((resolve) => {
        const reader = createInterface({ input, output, terminal: true })
        const done = (answer: string | undefined) => {
          resolve(answer)
          reader.close()
          listen()
        }
        reader.once('SIGINT', () => done(undefined))
        reader.question(prompt, done)
        reader.write(given)
      })
    },
    close() {
      input.off('keypress', pressed)
      input.off('end', end)
      input.setRawMode(false)
      input.pause()
    },
  }
}
