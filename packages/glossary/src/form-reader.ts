import {
  follow,
  type GlossaryOverlay,
  indexString,
  indexToken,
  type PhraseIndex,
  type TermForm,
  type Vocabulary,
} from 'unmangle-core'

/** How a glossary's index reads the forms of a vocabulary, each worked out once. */
export class FormReader {
  readonly vocabulary: Vocabulary
  readonly #overlay: GlossaryOverlay
  readonly index: PhraseIndex
  /** By interned form; `undefined` where it was not asked for. */
  readonly #tokens: (number | undefined)[] = []
  readonly #starts: (number | undefined)[] = []
  readonly #words: (string | undefined)[] = []

  /** By node of the index. */
  readonly #forms = new Map<number, readonly TermForm[]>()

  constructor(overlay: GlossaryOverlay, vocabulary: Vocabulary) {
    this.#overlay = overlay
    this.index = overlay.index
    this.vocabulary = vocabulary
  }

  /** The number that a form has in the index, or -1. */
  token(id: number): number {
    let token = this.#tokens[id]
    if (token === undefined) {
      token = indexToken(this.index, this.vocabulary.folded(id))
      this.#tokens[id] = token
    }
    return token
  }

  /** The node where names that begin with a form go on, or -1. */
  start(id: number): number {
    let node = this.#starts[id]
    if (node === undefined) {
      node = this.next(0, id)
      this.#starts[id] = node
    }
    return node
  }

  /** The node that a form leads to from another, or -1. */
  next(node: number, id: number): number {
    const token = this.token(id)
    return token < 0 ? -1 : follow(this.index, node, token)
  }

  /** The forms that end at a node. */
  forms(node: number): readonly TermForm[] {
    let forms = this.#forms.get(node)
    if (!forms) {
      const payloads = this.index.payloads.subarray(this.index.payloadStart[node], this.index.payloadStart[node + 1])
      forms = Array.from(payloads, (payload) => this.#overlay.form(payload))
      this.#forms.set(node, forms)
    }
    return forms
  }

  /** The written word behind a number of the index. */
  word(token: number): string {
    let word = this.#words[token]
    if (word === undefined) {
      word = indexString(this.index, token)
      this.#words[token] = word
    }
    return word
  }
}

const readers = new WeakMap<GlossaryOverlay, FormReader>()

/** The reader of a glossary for a vocabulary: documents of one language share both. */
export function readerOf(overlay: GlossaryOverlay, vocabulary: Vocabulary): FormReader {
  const known = readers.get(overlay)
  if (known?.vocabulary === vocabulary) return known
  const reader = new FormReader(overlay, vocabulary)
  readers.set(overlay, reader)
  return reader
}
