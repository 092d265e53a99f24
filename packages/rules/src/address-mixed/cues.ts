import { type Address, type Cue, type LanguageFacts, tokenise, Vocabulary } from 'unmangle-core'
import { textAt } from '../reading.ts'

/** A word or phrase that shows a form of address. */
export interface AddressCue {
  /** The written forms of its tokens. */
  readonly words: readonly string[]
  readonly form: keyof Address
  /** Only where it opens a sentence. */
  readonly opening: boolean
  /** Told from another word by its capital: not where a sentence begins. */
  readonly capital: boolean
  /** Never out of place. */
  readonly plural: boolean
}

const FORMS = ['familiar', 'polite'] as const
const known = new WeakMap<LanguageFacts, ReadonlyMap<string, readonly AddressCue[]>>()

/** The cues of a language by their first word, longest first. */
export function addressCues(facts: LanguageFacts): ReadonlyMap<string, readonly AddressCue[]> {
  let cues = known.get(facts)
  if (!cues) {
    cues = compile(facts.address)
    known.set(facts, cues)
  }
  return cues
}

/** Those that a word may begin: as it is written, or whatever its case. */
export function cuesFrom(facts: LanguageFacts, word: string): readonly AddressCue[] {
  const cues = addressCues(facts)
  const lower = word.toLowerCase()
  const own = cues.get(word) ?? []
  return lower === word ? own : [...own, ...(cues.get(lower) ?? [])]
}

export const opensCue: Cue = ({ text, facts }) => cuesFrom(facts, text).length > 0

function compile(address: Address): ReadonlyMap<string, readonly AddressCue[]> {
  const out = new Map<string, AddressCue[]>()
  for (const form of FORMS) {
    for (const place of ['anywhere', 'opening', 'plural'] as const) {
      for (const phrase of address[form][place]) {
        const words = wordsOf(phrase)
        const [first = ''] = words
        const cue = {
          words,
          form,
          opening: place === 'opening',
          capital: first !== first.toLowerCase(),
          plural: place === 'plural',
        }
        const list = out.get(first)
        if (list) list.push(cue)
        else out.set(first, [cue])
      }
    }
  }
  for (const list of out.values()) list.sort((a, b) => b.words.length - a.words.length)
  return out
}

function wordsOf(phrase: string): string[] {
  const tokens = tokenise(phrase, new Vocabulary())
  return Array.from({ length: tokens.count }, (_, i) => textAt(tokens, i))
}
