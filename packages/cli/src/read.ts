import { isUtf8 } from 'node:buffer'
import { readFileSync } from 'node:fs'
import { readFile } from 'node:fs/promises'

/** A file as it was read. */
export interface Source {
  readonly bytes: Uint8Array
  /** With its byte-order mark, if it has one. */
  readonly text: string
}

/** Why bytes are no text. */
export class EncodingError extends Error {
  /** 1-based; the line of the first byte that is wrong, where that tells something. */
  readonly line: number | undefined

  constructor(message: string, line?: number) {
    super(message)
    this.line = line
  }
}

/** @throws {EncodingError} if the file is not UTF-8, and the system's error if it cannot be read. */
export async function readSource(path: string): Promise<Source> {
  const bytes = await readFile(path)
  return { bytes, text: decodeText(bytes) }
}

/** The same at once: of many small files by far the faster way. */
export function readSourceSync(path: string): Source {
  const bytes = readFileSync(path)
  return { bytes, text: decodeText(bytes) }
}

/** The longer marks first: UTF-32 begins as UTF-16 does. */
const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ['UTF-32 (little-endian)', [0xff, 0xfe, 0, 0]],
  ['UTF-32 (big-endian)', [0, 0, 0xfe, 0xff]],
  ['UTF-16 (little-endian)', [0xff, 0xfe]],
  ['UTF-16 (big-endian)', [0xfe, 0xff]],
]

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true })

/** The text of UTF-8 bytes, a byte-order mark kept. @throws {EncodingError} */
export function decodeText(bytes: Uint8Array): string {
  if (isUtf8(bytes)) return decoder.decode(bytes)
  for (const [name, mark] of MARKS)
    if (mark.every((byte, i) => bytes[i] === byte))
      throw new EncodingError(`is ${name} by its byte-order mark, not UTF-8; convert it to UTF-8`)
  throw new EncodingError('is not UTF-8', brokenLine(bytes))
}

/** The first line that is not UTF-8: no character of several bytes holds a line feed. */
function brokenLine(bytes: Uint8Array): number {
  let line = 1
  for (let at = 0; ; line++) {
    const stop = bytes.indexOf(0x0a, at)
    if (stop < 0 || !isUtf8(bytes.subarray(at, stop))) return line
    at = stop + 1
  }
}
