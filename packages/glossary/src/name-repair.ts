import type { ProseContext, Term } from 'unmangle-core'
import { foldedAt } from './name-words.ts'

/** By which mechanism a name was broken. */
export type NameDamage =
  | 'case'
  | 'numeral'
  | 'letters'
  | 'near'
  | 'translated'
  | 'order'
  | 'article'
  | 'forbidden'
  | 'mixed'
  | 'diacritics'

/** A broken name with its right form, in offsets of the prose. */
export interface NameRepair {
  readonly damage: NameDamage
  readonly start: number
  readonly end: number
  readonly replacement: string
  readonly certain: boolean
  readonly term: Term
  /** What speaks for it. */
  readonly evidence: string
}

/** The repair of the tokens `first` to `last`, both included. */
export function repairOf(
  context: ProseContext,
  place: { readonly first: number; readonly last: number },
  term: Term,
  damage: NameRepair['damage'],
  replacement: string,
  certain: boolean,
  evidence: string,
): NameRepair {
  const { tokens } = context
  return {
    damage,
    start: tokens.start[place.first]!,
    end: tokens.end[place.last]!,
    replacement,
    certain,
    term,
    evidence,
  }
}

/** Whether a title of persons stands before a token, in full or (*Mr.*) with the stop of an abbreviation. */
export function hasTitle(context: ProseContext, first: number): boolean {
  const { tokens } = context
  const stop =
    tokens.text.charAt(tokens.start[first - 1] ?? -1) === '.' &&
    context.is('abbreviations', foldedAt(tokens, first - 2))
  const at = stop ? first - 2 : first - 1
  const one = foldedAt(tokens, at)
  return context.is('personTitles', one) || context.is('personTitles', `${foldedAt(tokens, at - 1)} ${one}`)
}
