import { type EndingRule, fold, type LanguageFacts } from 'unmangle-core'
import { letterDistance, soundDistance } from './sounds.ts'

/**
 * How a word of the text stands for a word of a name, both folded:
 * `same`; `inflected`: the same with an ending; `sound`: in another romanisation; `near`: a letter or two apart.
 */
export interface WordFit {
  readonly how: 'same' | 'inflected' | 'sound' | 'near'
  /** What belongs in its place. */
  readonly text: string
  /** How many letters keep the two apart. */
  readonly cost: number
}

/** Shorter words are too near to too many others. */
const SHORTEST_NEAR = 5
/** From this length on two letters may differ. */
const LONG = 8
/** What is left of two inflected forms when their stem is taken away is no longer than this. */
const LONGEST_ENDING = 3
const SHORTEST_STEM = 4

/** A word of a text or a name, with its folded form. */
export interface Spelt {
  readonly written: string
  readonly folded: string
}

/** How a word of the text stands for a word of a name, or undefined where it is another one. */
export function fitOf(facts: LanguageFacts, has: Spelt, wants: Spelt): WordFit | undefined {
  const { written, folded } = has
  const want = wants.folded
  if (folded === want) return { how: 'same', text: wants.written, cost: 0 }
  const shorter = Math.min(folded.length, want.length)
  if (shorter < 3 || Math.abs(folded.length - want.length) > 4 || DIGIT.test(folded) || DIGIT.test(want))
    return undefined
  if (isRoman(written) || isRoman(wants.written)) return undefined
  const endings = letterEndings(facts)
  if (endings.length > 0 && isInflected(folded, want)) return { how: 'inflected', text: written, cost: 0 }
  const distance = soundDistance(folded, want)
  if (distance === 0) {
    // Sounds alone make too many words alike.
    const isAlike = letterDistance(folded, want) * 2 <= Math.max(folded.length, want.length)
    return isAlike ? { how: 'sound', text: wants.written, cost: 0 } : undefined
  }
  for (const ending of endings) {
    const stem = folded.length - ending.length
    if (stem < SHORTEST_STEM || !folded.endsWith(ending)) continue
    if (soundDistance(folded.slice(0, stem), want) === 0)
      return { how: 'sound', text: wants.written + written.slice(-ending.length), cost: 0 }
  }
  // A prefix makes another word (unnatural).
  if (folded.endsWith(want) || want.endsWith(folded)) return undefined
  if (shorter < SHORTEST_NEAR || distance > (shorter < LONG ? 1 : 2)) return undefined
  return { how: 'near', text: wants.written, cost: distance }
}

const DIGIT = /\p{N}/u

function isRoman(written: string): boolean {
  return /^[IVXLCDM]+$/.test(written)
}

/** Whether two forms are one stem with two endings. */
export function isInflected(one: string, other: string): boolean {
  let stem = 0
  while (stem < one.length && one[stem] === other[stem]) stem++
  const longest = Math.max(one.length, other.length) - stem
  return stem >= SHORTEST_STEM && longest <= LONGEST_ENDING && longest < stem
}

const known = new WeakMap<readonly EndingRule[], readonly string[]>()

/** The endings of names that are letters, folded, the longest first; a possessive *s* alone is none. */
export function letterEndings({ nameEndings }: LanguageFacts): readonly string[] {
  let endings = known.get(nameEndings)
  if (!endings) {
    const letters = nameEndings.filter(({ strip, add }) => strip === '' && /^\p{L}+$/u.test(add))
    const inflects = letters.some(({ add }) => add !== 's')
    endings = inflects ? [...new Set(letters.map(({ add }) => fold(add)))].sort((a, b) => b.length - a.length) : []
    known.set(nameEndings, endings)
  }
  return endings
}
