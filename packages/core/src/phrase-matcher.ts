import { LONGEST_GAP, SLOTS } from './phrase.ts'
import { follow, indexToken, type PhraseIndex } from './phrase-index.ts'
import { TokenKind, type Tokens, type Vocabulary } from './tokens.ts'

/** A way to read a word as a stem and an ending. `stem` is folded; `ending` is what follows it as written. */
export interface Stem {
  readonly stem: string
  readonly ending: string
}

/** Gives the candidate stems of a written word, the word itself left out. */
export type Stemmer = (word: string) => readonly Stem[]

/** A phrase found: tokens `first` to `last`, both included. */
export interface PhraseMatch {
  readonly payload: number
  readonly first: number
  readonly last: number
  /** The tokens that each slot took, in order, as `[first, last]`; an empty gap has `last` before `first`. */
  readonly slots: readonly (readonly [number, number])[]
  /** The ending of each token that was found by its stem; `''` where it stood as it is in the phrase. */
  readonly endings: readonly string[]
}

interface Reading {
  readonly token: number
  readonly ending: string
}

/** A node that a form leads to from the root. */
interface Start {
  readonly node: number
  readonly ending: string
}

const NONE: readonly never[] = []
/** The endings of a first word that stands as it is in its phrases. */
const PLAIN: readonly string[] = ['']
const [NUMBER, WORD, GAP] = SLOTS.map((_, i) => i) as [number, number, number]

/** Finds the phrases of one index in token streams of one vocabulary. */
export class PhraseMatcher {
  readonly index: PhraseIndex
  readonly vocabulary: Vocabulary
  #stems: Stemmer | undefined
  /** By interned form: how the index reads it. Most forms are in no phrase, hence the shared empty list. */
  #readings: (readonly Reading[])[] = []
  /** By interned form: where phrases that begin with it go on. */
  #starts: (readonly Start[])[] = []
  #numberStart: number

  constructor(index: PhraseIndex, vocabulary: Vocabulary, stems?: Stemmer) {
    this.index = index
    this.vocabulary = vocabulary
    this.#stems = stems
    this.#numberStart = follow(index, 0, NUMBER)
  }

  /** All phrases that start and end within tokens `from` to `to` (half-open), by their start. */
  scan(tokens: Tokens, from: number, to: number): PhraseMatch[] {
    const out: PhraseMatch[] = []
    for (let first = from; first < to; first++) {
      const starts = this.#startsOf(tokens.id[first]!)
      if (starts !== NONE)
        for (const { node, ending } of starts)
          this.#walk(tokens, first, first + 1, to, node, NONE, ending === '' ? PLAIN : [ending], out)
      if (this.#numberStart >= 0 && tokens.kind[first] === TokenKind.number)
        this.#walk(tokens, first, first + 1, to, this.#numberStart, [[first, first]], PLAIN, out)
    }
    return out
  }

  /** Goes on from a node. Its depth is the length of a phrase, never of the text. */
  #walk(
    tokens: Tokens,
    first: number,
    at: number,
    to: number,
    node: number,
    slots: PhraseMatch['slots'],
    endings: readonly string[],
    out: PhraseMatch[],
  ): void {
    const { index } = this
    for (let p = index.payloadStart[node]!; p < index.payloadStart[node + 1]!; p++)
      out.push({ payload: index.payloads[p]!, first, last: at - 1, slots, endings })
    const edge = index.edgeStart[node]!
    if (edge === index.edgeStart[node + 1]) return
    // Slots have the lowest numbers: most nodes show by their first edge that they have none.
    const hasSlots = index.edgeToken[edge]! < SLOTS.length
    const gap = hasSlots ? follow(index, node, GAP) : -1
    if (gap >= 0) {
      for (let skip = 0; skip <= LONGEST_GAP && at + skip <= to; skip++) {
        if (skip > 0 && tokens.kind[at + skip - 1] !== TokenKind.word) break
        const taken = [...endings, ...Array<string>(skip).fill('')]
        this.#walk(tokens, first, at + skip, to, gap, [...slots, [at, at + skip - 1]], taken, out)
      }
    }
    if (at >= to) return
    for (const reading of this.#readingsOf(tokens.id[at]!)) {
      const next = follow(index, node, reading.token)
      if (next >= 0) this.#walk(tokens, first, at + 1, to, next, slots, [...endings, reading.ending], out)
    }
    if (!hasSlots) return
    const kind = tokens.kind[at]
    const slot = kind === TokenKind.number ? NUMBER : kind === TokenKind.word ? WORD : -1
    const next = slot < 0 ? -1 : follow(index, node, slot)
    if (next >= 0) this.#walk(tokens, first, at + 1, to, next, [...slots, [at, at]], [...endings, ''], out)
  }

  #startsOf(id: number): readonly Start[] {
    let starts = this.#starts[id]
    if (starts === undefined) {
      starts = this.#readingsOf(id).flatMap(({ token, ending }) => {
        const node = follow(this.index, 0, token)
        return node < 0 ? [] : [{ node, ending }]
      })
      if (starts.length === 0) starts = NONE
      this.#starts[id] = starts
    }
    return starts
  }

  #readingsOf(id: number): readonly Reading[] {
    let readings = this.#readings[id]
    if (readings === undefined) {
      readings = this.#read(id)
      this.#readings[id] = readings
    }
    return readings
  }

  #read(id: number): readonly Reading[] {
    const readings: Reading[] = []
    const token = indexToken(this.index, this.vocabulary.folded(id))
    if (token >= 0) readings.push({ token, ending: '' })
    for (const { stem, ending } of this.#stems?.(this.vocabulary.form(id)) ?? []) {
      const stemmed = indexToken(this.index, stem)
      if (stemmed >= 0) readings.push({ token: stemmed, ending })
    }
    return readings.length > 0 ? readings : NONE
  }
}
