import { TERM_KINDS, type Term, type TermKind } from 'unmangle-core'

const MAGIC = 0x554d5431
/** Magic, number of terms. */
const HEADER = 2

/** Writes terms so that each can be read when it is asked for: where its text starts, its kind, then all texts. */
export function termBytes(terms: readonly Term[]): Uint8Array {
  const encoder = new TextEncoder()
  const texts = terms.map((term) => encoder.encode(JSON.stringify(term)))
  const starts = [0]
  for (const text of texts) starts.push((starts.at(-1) ?? 0) + text.length)
  const kinds = terms.map(({ kind }) => TERM_KINDS.indexOf(kind))
  const head = new Uint8Array(Int32Array.from([MAGIC, terms.length, ...starts, ...kinds]).buffer)
  const bytes = new Uint8Array(head.length + (starts.at(-1) ?? 0))
  bytes.set(head)
  for (const [i, text] of texts.entries()) bytes.set(text, head.length + (starts[i] ?? 0))
  return bytes
}

/**
 * Reads terms back, each when something of it but its kind is asked for.
 *
 * @throws {Error} if the bytes are not terms of this version, or are not whole.
 */
export function openTerms(bytes: Uint8Array): Term[] {
  // Numbers must lie at a place that four divides.
  const whole = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  const numbers = new Int32Array(whole.buffer, whole.byteOffset, whole.length >> 2)
  const [magic, count = 0] = numbers
  const head = (HEADER + count + 1 + count) * 4
  const starts = numbers.subarray(HEADER, HEADER + count + 1)
  if (magic !== MAGIC || head + (starts[count] ?? 0) !== whole.length) throw new Error('these bytes are no terms')
  const terms: Term[] = []
  for (let i = 0; i < count; i++) {
    const kind = TERM_KINDS[numbers[HEADER + count + 1 + i] ?? 0] ?? 'term'
    terms.push(new StoredTerm(kind, whole, head + (starts[i] ?? 0), head + (starts[i + 1] ?? 0)))
  }
  return terms
}

const decoder = new TextDecoder()

class StoredTerm implements Term {
  readonly kind: TermKind
  readonly #bytes: Uint8Array
  readonly #start: number
  readonly #end: number
  #value: Term | undefined

  constructor(kind: TermKind, bytes: Uint8Array, start: number, end: number) {
    this.kind = kind
    this.#bytes = bytes
    this.#start = start
    this.#end = end
  }

  get #term(): Term {
    if (this.#value) return this.#value
    // It was written from a value of this very type.
    const value = JSON.parse(decoder.decode(this.#bytes.subarray(this.#start, this.#end))) as Term
    this.#value = value
    return value
  }

  get term(): string {
    return this.#term.term
  }

  get lang(): Term['lang'] {
    return this.#term.lang
  }

  get parts(): Term['parts'] {
    return this.#term.parts
  }

  get aliases(): Term['aliases'] {
    return this.#term.aliases
  }

  get never(): Term['never'] {
    return this.#term.never
  }

  get forms(): Term['forms'] {
    return this.#term.forms
  }

  get gender(): Term['gender'] {
    return this.#term.gender
  }

  get note(): Term['note'] {
    return this.#term.note
  }

  get authority(): Term['authority'] {
    return this.#term.authority
  }

  get shipped(): Term['shipped'] {
    return this.#term.shipped
  }

  get source(): Term['source'] {
    return this.#term.source
  }

  /** As it was written: a getter is no part of an object for JSON. */
  toJSON(): Term {
    return this.#term
  }
}
