import type { ProseContext } from 'unmangle-core'
import { isSign, type NameWords } from './name-form.ts'
import { foldedAt, formAt } from './name-words.ts'
import { isLight } from './near-index.ts'
import { fitOf, type WordFit } from './near-words.ts'

/** So many light words may stand between two words of a name. */
const MOST_BETWEEN = 3
const BETWEEN = /^[\s.,:'’"“”„«»\-‐‑–º°№#&!?¡¿]{0,4}$/
const STOP = /[.!?…]\s/

/** Where the words of a name stand in the text. */
export interface Alignment {
  /** By word of the name: the index in the block's words, with how it fits; none for light words. */
  readonly pairs: ReadonlyMap<number, { readonly at: number; readonly fit: WordFit }>
  readonly first: number
  readonly last: number
}

/** Walks from an anchor to both ends of a name: all its words but light ones have to stand there in order. */
export function align(
  context: ProseContext,
  words: readonly number[],
  w: number,
  name: NameWords,
  place: number,
): Alignment | undefined {
  const pairs = new Map<number, { at: number; fit: WordFit }>()
  const anchor = fitAt(context, words, w, name, place)
  if (!anchor) return undefined
  pairs.set(place, { at: w, fit: anchor })
  const ends = [w, w]
  for (const [side, step] of [-1, 1].entries()) {
    let at = w
    for (let k = place + step; k >= 0 && k < name.words.length; k += step) {
      if (name.words[k]!.light) continue
      let fit: WordFit | undefined
      for (let skipped = 0; skipped <= MOST_BETWEEN; skipped++) {
        at += step
        if (at < 0 || at >= words.length || !areNeighbours(context, words, Math.min(at, at - step))) return undefined
        fit = fitAt(context, words, at, name, k)
        if (fit || !isLightAt(context, words, at)) break
      }
      if (!fit) return undefined
      pairs.set(k, { at, fit })
      ends[side] = at
    }
  }
  return { pairs, first: ends[0]!, last: ends[1]! }
}

function fitAt(
  context: ProseContext,
  words: readonly number[],
  at: number,
  name: NameWords,
  k: number,
): WordFit | undefined {
  const { tokens } = context
  const i = words[at]!
  return fitOf(context.facts, { written: formAt(tokens, i), folded: foldedAt(tokens, i) }, name.words[k]!)
}

/** Whether nothing but marks that a name may have lies between a word and the next, and no sentence ends there. */
export function areNeighbours({ tokens }: ProseContext, words: readonly number[], at: number): boolean {
  const [a, b] = [words[at]!, words[at + 1]!]
  if (tokens.start[b]! - tokens.end[a]! > 4) return false
  const between = tokens.text.slice(tokens.end[a], tokens.start[b])
  if (!BETWEEN.test(between)) return false
  return !STOP.test(between) || tokens.end[a]! - tokens.start[a]! <= 3
}

function isLightAt(context: ProseContext, words: readonly number[], at: number): boolean {
  const folded = foldedAt(context.tokens, words[at]!)
  return isLight(context, folded) || isSign(folded)
}
