import { CharacterClass, characterClass, fold } from './characters.ts'
import { OPAQUE } from './prose.ts'
import { traitsOf } from './traits.ts'

export const TokenKind = {
  word: 1,
  /** Digits, with the marks between them (`1,234.5`), without sign, unit or scale. */
  number: 2,
  punctuation: 3,
  opaque: 4,
} as const
export type TokenKind = (typeof TokenKind)[keyof typeof TokenKind]

/** The tokens of a text in order. White space is what lies between them. */
export interface Tokens {
  readonly text: string
  readonly count: number
  readonly start: Int32Array
  readonly end: Int32Array
  readonly kind: Uint8Array
  /** The interned form, for `vocabulary`. */
  readonly id: Int32Array
  readonly vocabulary: Vocabulary
}

/** Gives every distinct form a small number, so that what is asked of a form is worked out once. */
export class Vocabulary {
  #forms: string[] = []
  #folded: (string | undefined)[] = []
  #traits: (number | undefined)[] = []
  /** Open addressing: number of a form + 1, or 0. A table of its own, so that a known form is never cut out of its text. */
  #slots = new Int32Array(FIRST_SLOTS)

  get size(): number {
    return this.#forms.length
  }

  intern(form: string): number {
    return this.internPart(form, 0, form.length)
  }

  /** The number of the form that stands in a text from `start` to `end`. */
  internPart(text: string, start: number, end: number): number {
    const mask = this.#slots.length - 1
    let slot = hashOf(text, start, end) & mask
    for (;;) {
      const id = this.#slots[slot]! - 1
      if (id < 0) break
      if (isPart(this.#forms[id]!, text, start, end)) return id
      slot = (slot + 1) & mask
    }
    const id = this.#forms.length
    this.#forms.push(copied(text, start, end))
    this.#folded.push(undefined)
    this.#traits.push(undefined)
    this.#slots[slot] = id + 1
    if (this.#forms.length * 2 > this.#slots.length) this.#grow()
    return id
  }

  form(id: number): string {
    return this.#forms[id]!
  }

  /** The form with case and diacritics folded away. */
  folded(id: number): string {
    let folded = this.#folded[id]
    if (folded === undefined) {
      folded = fold(this.#forms[id]!)
      this.#folded[id] = folded
    }
    return folded
  }

  /** What the form shows by itself: bits of `Trait`. */
  traits(id: number): number {
    let traits = this.#traits[id]
    if (traits === undefined) {
      traits = traitsOf(this.#forms[id]!)
      this.#traits[id] = traits
    }
    return traits
  }

  #grow(): void {
    this.#slots = new Int32Array(this.#slots.length * 2)
    const mask = this.#slots.length - 1
    this.#forms.forEach((form, id) => {
      let slot = hashOf(form, 0, form.length) & mask
      while (this.#slots[slot] !== 0) slot = (slot + 1) & mask
      this.#slots[slot] = id + 1
    })
  }
}

const FIRST_SLOTS = 32
/** Shorter parts of a string are copies in every engine of note. */
const SHORTEST_SLICE = 13

function hashOf(text: string, start: number, end: number): number {
  let h = 0x811c9dc5
  for (let i = start; i < end; i++) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return h ^ (h >>> 15)
}

/** A part of a text that does not keep the whole of it in memory, as long slices do. */
function copied(text: string, start: number, end: number): string {
  const part = text.slice(start, end)
  return part.length < SHORTEST_SLICE ? part : part.split('').join('')
}

function isPart(form: string, text: string, start: number, end: number): boolean {
  if (form.length !== end - start) return false
  for (let i = start; i < end; i++) if (form.charCodeAt(i - start) !== text.charCodeAt(i)) return false
  return true
}

const FIRST_SIZE = 16

/** 1 for the letters and digits of ASCII. */
const IS_ASCII_WORD = Uint8Array.from({ length: 0x80 }, (_, code) => (/\w/.test(String.fromCharCode(code)) ? 1 : 0))

/** The tokens of a text, in one pass in line with its length. */
export function tokenise(text: string, vocabulary: Vocabulary): Tokens {
  let size = Math.max(FIRST_SIZE, text.length >> 2)
  let start = new Int32Array(size)
  let end = new Int32Array(size)
  let kind = new Uint8Array(size)
  let id = new Int32Array(size)
  let count = 0
  let at = 0
  const { length } = text
  while (at < length) {
    const code = text.codePointAt(at)!
    const here = characterClass(code)
    const next = at + (code > 0xffff ? 2 : 1)
    if (here === CharacterClass.space) {
      at = next
      continue
    }
    let stop = next
    let found: TokenKind = TokenKind.punctuation
    if (here === CharacterClass.letter || here === CharacterClass.digit) {
      stop = endOfRun(text, at)
      found = TokenKind.word
      if (here === CharacterClass.digit && onlyDigits(text, at, stop)) {
        found = TokenKind.number
        stop = endOfNumber(text, stop)
      }
    } else if (here === CharacterClass.unspaced) {
      stop = endOfMarks(text, next)
      found = TokenKind.word
    } else if (text[at] === OPAQUE) {
      found = TokenKind.opaque
    } else {
      stop = endOfMarks(text, next)
    }
    if (count === size) {
      size *= 2
      start = grown(start, size)
      end = grown(end, size)
      id = grown(id, size)
      const kinds = new Uint8Array(size)
      kinds.set(kind)
      kind = kinds
    }
    start[count] = at
    end[count] = stop
    kind[count] = found
    id[count] = vocabulary.internPart(text, at, stop)
    count++
    at = stop
  }
  return { text, count, start, end, kind, id, vocabulary }
}

function grown(array: Int32Array, size: number): Int32Array<ArrayBuffer> {
  const larger = new Int32Array(size)
  larger.set(array)
  return larger
}

/** The end of a run of letters, digits and their marks. */
function endOfRun(text: string, at: number): number {
  for (;;) {
    // Most letters by far, spared the look at pairs.
    // A read beyond the end would ask for no index, and make all reads slow.
    while (at < text.length && IS_ASCII_WORD[text.charCodeAt(at)] === 1) at++
    if (at >= text.length) return at
    const code = text.codePointAt(at)!
    const here = characterClass(code)
    if (here !== CharacterClass.letter && here !== CharacterClass.digit && here !== CharacterClass.mark) return at
    at += code > 0xffff ? 2 : 1
  }
}

function endOfMarks(text: string, at: number): number {
  while (at < text.length) {
    const code = text.codePointAt(at)!
    if (characterClass(code) !== CharacterClass.mark) break
    at += code > 0xffff ? 2 : 1
  }
  return at
}

function onlyDigits(text: string, at: number, stop: number): boolean {
  for (; at < stop; at++) if (characterClass(text.charCodeAt(at)) !== CharacterClass.digit) return false
  return true
}

/** Takes in `.ddd` and `,ddd` that follow digits, as long as what follows the mark is digits alone. */
function endOfNumber(text: string, at: number): number {
  while (at + 1 < text.length && (text[at] === '.' || text[at] === ',')) {
    const stop = endOfRun(text, at + 1)
    if (stop === at + 1 || !onlyDigits(text, at + 1, stop)) break
    at = stop
  }
  return at
}

/** Whether a token has one of the traits. */
export function hasTrait(tokens: Tokens, i: number, trait: number): boolean {
  return i >= 0 && i < tokens.count && (tokens.vocabulary.traits(tokens.id[i]!) & trait) !== 0
}

/** The written form of a token. */
export function tokenText(tokens: Tokens, i: number): string {
  return tokens.vocabulary.form(tokens.id[i]!)
}

/** Whether nothing stands between a token and the next one. */
export function touchesNext(tokens: Tokens, i: number): boolean {
  return i + 1 < tokens.count && tokens.end[i] === tokens.start[i + 1]
}
