import type {
  Cue,
  Form,
  GlossaryOverlay,
  Glosses,
  LanguageFacts,
  ProseBlock,
  Site,
  TokenKind,
  Tokens,
  Vocabulary,
  WordList,
} from 'unmangle-core'

/** What a form is judged by. */
export interface CueSource {
  readonly facts: LanguageFacts
  readonly glossary: GlossaryOverlay | undefined
  readonly glosses?: Glosses
  readonly vocabulary: Vocabulary
  is(list: WordList, folded: string): boolean
}

const NONE: readonly number[] = []

/** All cues that rules have asked for, and which of them hold for each form of a vocabulary. */
export class Cues {
  readonly #source: CueSource
  readonly #numbers = new Map<Cue, number>()
  /** By interned form: the numbers of its cues. Most forms have none, hence the shared empty list. */
  #held: (readonly number[] | undefined)[] = []

  constructor(source: CueSource) {
    this.#source = source
  }

  /**
   * A search of one document: its first question goes through the tokens for all cues that are known. A cue that is new
   * has a search of its own: in the first document all are, and asking all anew each time would cost their square.
   */
  searchOf(tokens: Tokens, blocks: readonly ProseBlock[]): (cue: Cue) => readonly Site[] {
    let found: Site[][] | undefined
    return (cue) => {
      let number = this.#numbers.get(cue)
      if (number === undefined) {
        number = this.#numbers.size
        this.#numbers.set(cue, number)
        this.#held = []
      }
      found ??= this.#search(tokens, blocks)
      const sites = found[number] ?? this.#searchFor(cue, tokens, blocks)
      found[number] = sites
      return sites
    }
  }

  #searchFor(cue: Cue, tokens: Tokens, blocks: readonly ProseBlock[]): Site[] {
    /** By interned form. */
    const holds: (boolean | undefined)[] = []
    const out: Site[] = []
    for (const block of blocks) {
      for (let at = block.first; at < block.last; at++) {
        const id = tokens.id[at] ?? 0
        const held = holds[id] ?? cue(this.#formOf(id, tokens.kind[at]))
        holds[id] = held
        if (held) out.push({ block, at })
      }
    }
    return out
  }

  #search(tokens: Tokens, blocks: readonly ProseBlock[]): Site[][] {
    const out = Array.from(this.#numbers, (): Site[] => [])
    for (const block of blocks) {
      for (let at = block.first; at < block.last; at++) {
        const id = tokens.id[at] ?? 0
        const held = this.#held[id] ?? this.#cuesOf(id, tokens.kind[at])
        if (held === NONE) continue
        const site = { block, at }
        for (const number of held) out[number]?.push(site)
      }
    }
    return out
  }

  /** @param kind That of its token: it follows from the form alone. */
  #formOf(id: number, kind: number | undefined): Form {
    const { facts, glossary, glosses, vocabulary, is } = this.#source
    const folded = vocabulary.folded(id)
    return {
      text: vocabulary.form(id),
      folded,
      kind: kind as TokenKind,
      facts,
      glossary,
      glosses,
      is: (list: WordList) => is(list, folded),
    }
  }

  #cuesOf(id: number, kind: number | undefined): readonly number[] {
    const form = this.#formOf(id, kind)
    const held: number[] = []
    for (const [cue, number] of this.#numbers) if (cue(form)) held.push(number)
    const known = held.length > 0 ? held : NONE
    this.#held[id] = known
    return known
  }
}
