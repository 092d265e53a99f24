import type { DetectionFacts } from 'unmangle-core'

/** What detection stands on, made once of the facts of all languages with a pack. */
export interface DetectionTables {
  readonly languages: readonly DetectionLanguage[]
  /** By function word in lower case: the log of its frequency in each language, in the order of `languages`. */
  readonly words: ReadonlyMap<string, Float32Array>
  /** By word ending, in the same terms. */
  readonly endings: ReadonlyMap<string, Float32Array>
  /** By letters in a row, `^` where a word begins and `$` where it ends, in the same terms. */
  readonly parts: ReadonlyMap<string, Float32Array>
  /** By word: the languages, in the same order, that do not have it while a neighbour without a pack does. */
  readonly lookAlikes: ReadonlyMap<string, readonly number[]>
}

export interface DetectionLanguage {
  readonly tag: string
  readonly script: WrittenScript
  /** The letters beyond those of ASCII; undefined where they are not told. */
  readonly letters: ReadonlySet<string> | undefined
  readonly nameAffixes: readonly string[]
  readonly decimalMark: string
  readonly thousandsMark: string
}

/** Scripts as far as they tell languages apart. */
export type WrittenScript = 'Latn' | 'Cyrl' | 'Arab' | 'Jpan' | 'Kore' | 'Hani' | 'other'

/** Zipf's law, roughly: the commonest word is 5 in 100, the one of rank r a share of that. */
const COMMONEST = 0.05
const HEAD = 2
const LEAST_COMMON = 0.003
/** How often a function word of another language stands in a text: in a name, in a quotation. */
const STRAY = 0.0006
/** How often one of the endings of a language stands in it, and how often by chance in another. */
const ENDING = 0.03
const STRAY_ENDING = 0.008
/** The same of letters within a word: the longer, the rarer by chance. */
const PART = 0.03
const STRAY_PART = 0.03
const RARER_A_LETTER = 2.2

/** What lies above is a word or an ending of the language itself. */
export const CHANCE_WORD: number = Math.log(STRAY) + 1e-3
export const CHANCE_ENDING: number = Math.log(STRAY_ENDING) + 1e-3

const SCRIPT_OF: Readonly<Record<string, WrittenScript>> = {
  Latn: 'Latn',
  Cyrl: 'Cyrl',
  Arab: 'Arab',
  Jpan: 'Jpan',
  Kore: 'Kore',
  Hans: 'Hani',
  Hant: 'Hani',
}

/** The script of a language by its ISO 15924 code. */
export function writtenScript(code: string): WrittenScript {
  return SCRIPT_OF[code] ?? 'other'
}

export function detectionTables(facts: readonly DetectionFacts[]): DetectionTables {
  const words = new Map<string, Float32Array>()
  const endings = new Map<string, Float32Array>()
  const parts = new Map<string, Float32Array>()
  const add = (table: Map<string, Float32Array>, key: string, language: number, share: number, stray: number) => {
    const row = table.get(key) ?? new Float32Array(facts.length).fill(Math.log(stray))
    row[language] = Math.log(share)
    table.set(key, row)
  }
  const lookAlikes = new Map<string, number[]>()
  for (const [i, { functionWords, wordEndings, wordParts, lookAlikes: strange }] of facts.entries()) {
    for (const [rank, word] of functionWords.entries())
      add(words, word.toLowerCase(), i, Math.max(COMMONEST / (rank + HEAD), LEAST_COMMON), STRAY)
    for (const word of strange) lookAlikes.set(word, [...(lookAlikes.get(word) ?? []), i])
    for (const ending of wordEndings) add(endings, ending, i, ENDING, STRAY_ENDING)
    for (const part of wordParts) add(parts, part, i, PART, STRAY_PART / RARER_A_LETTER ** (part.length - 1))
  }
  const languages = facts.map(({ tag, script, letters, nameAffixes, decimalMark, thousandsMark }) => ({
    tag,
    script: writtenScript(script),
    letters: letters.length > 0 ? new Set(letters) : undefined,
    nameAffixes,
    decimalMark,
    thousandsMark,
  }))
  return { languages, words, endings, parts, lookAlikes }
}
