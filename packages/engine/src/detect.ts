import { TokenKind, type Tokens, tokenise, Vocabulary } from 'unmangle-core'
import { CHANCE_ENDING, CHANCE_WORD, type DetectionTables, type WrittenScript } from './detection-tables.ts'

/** The best guess. One that is not sure is a hint, and nothing to act on. */
export interface Detected {
  readonly tag: string
  readonly sure: boolean
}

/** Characters that tell the language of a document; beyond them nothing changes. */
const SAMPLE = 4500
const LONGEST_ENDING = 6
/** Letters in a row at the most, `^` and `$` counted; and of a word that are looked at. */
const LONGEST_PART = 7
const LONGEST_SHAPE = 24
/** How much less than most a word may look like a language to count for it. */
const LIKENESS = Math.log(2)
/** Letters before an ending at the least. */
const LEAST_STEM = 2
/** A word with letters that a language does not have. */
const FOREIGN_LETTER = Math.log(0.05)
/** How many times likelier the first language must be than the second, and than the one that was expected. */
const MARGIN = Math.log(20)
const MARGIN_OVER_EXPECTED = Math.log(1000)
/** What speaks for a language. Below so many points, or so many a word, nothing is sure. */
const WORD_POINTS = 4
const ENDING_POINTS = 2
const SHAPE_POINTS = 1
const LEAST_POINTS = 6
const LEAST_COVER = 0.4
/** More words than this share with letters that the language does not have: another language. */
const MOST_FOREIGN = 0.12
/** As many words that only a neighbour of the language has: that neighbour. */
const MOST_STRANGE = 0.04
/** A character of these scripts says as much as so many letters. */
const DENSE = 2.5
/** Han characters without kana that make a text Chinese even where no function word stands among them. */
const MANY_HAN = 12

/** What a form says of the language it stands in. */
interface Traits {
  readonly scripts: Readonly<ScriptCounts>
  /** By language, from {@link DetectionTables}. */
  readonly row: Float32Array | undefined
  /** In the same terms, what the letters within the word add. */
  readonly shape: Float32Array | undefined
  /** The languages that have the word, and not by chance. */
  readonly having: readonly number[]
  readonly points: number
  /** By language: 1 where it lacks a letter of the form. */
  readonly foreign: Uint8Array | undefined
  /** The languages that it is strange to while a neighbour has it. */
  readonly strange: readonly number[] | undefined
}

interface ScriptCounts {
  latin: number
  cyrillic: number
  arabic: number
  hangul: number
  kana: number
  han: number
  other: number
}

/**
 * The language of a text among those of the tables, or undefined where nothing speaks for any: by its script, then by
 * its function words, the endings and the letters within its words, and letters that a language does not have.
 */
export function detectLanguage(text: string, tables: DetectionTables): Detected | undefined {
  const vocabulary = new Vocabulary()
  const tokens = tokenise(sampleOf(text), vocabulary)
  return new Detector(tables, vocabulary).detect(tokens, 0, tokens.count)
}

/** Detects stretches of texts of one vocabulary: what a form says is worked out once. */
export class Detector {
  readonly #tables: DetectionTables
  readonly #vocabulary: Vocabulary
  readonly #traits: (Traits | undefined)[] = []
  readonly #scores: Float64Array
  readonly #points: Int32Array
  readonly #foreign: Int32Array
  readonly #strange: Int32Array

  constructor(tables: DetectionTables, vocabulary: Vocabulary) {
    this.#tables = tables
    this.#vocabulary = vocabulary
    this.#scores = new Float64Array(tables.languages.length)
    this.#points = new Int32Array(tables.languages.length)
    this.#foreign = new Int32Array(tables.languages.length)
    this.#strange = new Int32Array(tables.languages.length)
  }

  /**
   * The language of the tokens `first` to `last`, half-open.
   *
   * @param expected The language that they should be in: another one must be clearly likelier.
   */
  detect(tokens: Tokens, first: number, last: number, expected?: string): Detected | undefined {
    const counts: ScriptCounts = { latin: 0, cyrillic: 0, arabic: 0, hangul: 0, kana: 0, han: 0, other: 0 }
    const words = this.#count(tokens, first, last, counts, expected === undefined)
    const { latin, cyrillic, arabic, hangul, kana, han, other } = counts
    const dense = (hangul + kana + han) * DENSE
    const alphabetic = Math.max(latin, cyrillic, arabic)
    if (dense + alphabetic < other) return undefined
    if (dense > alphabetic) return this.#detectDense(tokens, first, last, counts, expected)
    if (alphabetic === 0) return undefined
    const script = alphabetic === latin ? 'Latn' : alphabetic === cyrillic ? 'Cyrl' : 'Arab'
    const found = this.#detectAlphabetic(words, script, expected)
    // Names and terms in Latin letters alone, among words that say something.
    return !found?.sure && dense * 3 > alphabetic ? this.#detectDense(tokens, first, last, counts, expected) : found
  }

  /**
   * Adds up what the words say; returns how many there are.
   *
   * @param shapes Whether the letters within words count. Where a language is expected they do not: the letters of a
   * few names speak for theirs.
   */
  #count(tokens: Tokens, first: number, last: number, counts: ScriptCounts, shapes: boolean): number {
    const scores = this.#scores.fill(0)
    const points = this.#points.fill(0)
    const foreign = this.#foreign.fill(0)
    const strange = this.#strange.fill(0)
    let words = 0
    for (let i = first; i < last; i++) {
      if (tokens.kind[i] !== TokenKind.word || isClipped(tokens, i)) continue
      const traits = this.#traitsOf(tokens.id[i] ?? 0)
      const { row } = traits
      words++
      add(counts, traits.scripts)
      if (row) for (let k = 0; k < row.length; k++) scores[k]! += row[k]!
      const shape = shapes ? traits.shape : undefined
      if (shape) for (let k = 0; k < shape.length; k++) scores[k]! += shape[k]!
      if (row || shape) for (const k of traits.having) points[k]! += traits.points
      if (traits.strange) for (const k of traits.strange) strange[k] = (strange[k] ?? 0) + 1
      if (traits.foreign) {
        for (let k = 0; k < foreign.length; k++) {
          if (traits.foreign[k] === 0) continue
          foreign[k] = (foreign[k] ?? 0) + 1
          scores[k] = (scores[k] ?? 0) + FOREIGN_LETTER
        }
      }
    }
    return words
  }

  /** Scripts without spaces, and Hangul: the script all but settles it. */
  #detectDense(
    tokens: Tokens,
    first: number,
    last: number,
    { hangul, kana, han }: ScriptCounts,
    expected: string | undefined,
  ): Detected | undefined {
    const { languages } = this.#tables
    const written = (script: WrittenScript) => languages.findIndex((language) => language.script === script)
    const answer = (at: number, sure: boolean) => {
      const tag = languages[at]?.tag
      return tag === undefined ? undefined : { tag, sure }
    }
    const japanese = written('Jpan')
    if (hangul > (kana + han) / 2) return answer(written('Kore'), hangul > 2)
    if (kana * 12 > han) return answer(japanese, kana > 1)
    const chinese = written('Hani')
    let own = 0
    for (let i = first; i < last; i++) {
      const row = this.#traitsOf(tokens.id[i] ?? 0).row
      if (row && (row[chinese] ?? 0) > (row[japanese] ?? Number.NEGATIVE_INFINITY)) own++
    }
    // Titles and names in Japanese need no kana.
    const many = languages[japanese]?.tag !== expected && han >= MANY_HAN
    return answer(chinese, (han >= 4 && own * 12 >= han) || many)
  }

  #detectAlphabetic(words: number, script: WrittenScript, expected: string | undefined): Detected | undefined {
    const { languages } = this.#tables
    const score = (k: number) => this.#scores[k] ?? Number.NEGATIVE_INFINITY
    let best = -1
    let second = -1
    let awaited = -1
    for (const [k, language] of languages.entries()) {
      if (language.tag === expected) awaited = k
      if (language.script !== script) continue
      if (best < 0 || score(k) > score(best)) {
        second = best
        best = k
      } else if (second < 0 || score(k) > score(second)) second = k
    }
    const language = languages[best]
    const points = this.#points[best] ?? 0
    const foreign = this.#foreign[best] ?? 0
    const strange = this.#strange[best] ?? 0
    if (!language || points === 0) return undefined
    const rivals = awaited < 0 || languages[awaited]?.script !== script ? Number.NEGATIVE_INFINITY : score(awaited)
    const sure =
      (second < 0 || score(best) - score(second) >= MARGIN) &&
      (best === awaited || score(best) - rivals >= MARGIN_OVER_EXPECTED) &&
      points >= LEAST_POINTS &&
      points >= words * LEAST_COVER &&
      (strange === 0 || strange < words * MOST_STRANGE) &&
      (foreign < 2 || foreign <= words * MOST_FOREIGN)
    return { tag: language.tag, sure }
  }

  #traitsOf(id: number): Traits {
    const known = this.#traits[id]
    if (known) return known
    const word = this.#vocabulary.form(id).toLowerCase()
    const common = this.#tables.words.get(word)
    const ending = common ? undefined : this.#endingOf(word)
    const shape = common ? undefined : this.#shapeOf(word)
    const having = common ? owners(common, CHANCE_WORD) : ending ? owners(ending, CHANCE_ENDING) : likeliest(shape)
    const traits = {
      scripts: scriptsOf(word),
      row: common ?? ending,
      shape,
      having,
      points: common ? WORD_POINTS : ending ? ENDING_POINTS : SHAPE_POINTS,
      foreign: this.#foreignTo(word),
      strange: this.#tables.lookAlikes.get(word),
    }
    this.#traits[id] = traits
    return traits
  }

  /** The row of the longest ending that a word has. */
  #endingOf(word: string): Float32Array | undefined {
    for (let length = Math.min(LONGEST_ENDING, word.length - LEAST_STEM); length > 0; length--) {
      const row = this.#tables.endings.get(word.slice(-length))
      if (row) return row
    }
    return undefined
  }

  /** What the letters within a word say, all of them together. */
  #shapeOf(word: string): Float32Array | undefined {
    const { parts } = this.#tables
    let row: Float32Array | undefined
    const marked = word.length > LONGEST_SHAPE ? `^${word.slice(0, LONGEST_SHAPE)}` : `^${word}$`
    for (let start = 0; start < marked.length; start++)
      for (let length = 2; length <= LONGEST_PART && start + length <= marked.length; length++)
        row = sum(row, parts.get(marked.slice(start, start + length)))
    return row
  }

  #foreignTo(word: string): Uint8Array | undefined {
    const special = [...word].filter((character) => BEYOND_ASCII.test(character))
    if (special.length === 0) return undefined
    return Uint8Array.from(this.#tables.languages, ({ letters }) =>
      letters && special.some((letter) => !letters.has(letter)) ? 1 : 0,
    )
  }
}

/** The languages that have a form more often than chance has it. */
function owners(row: Float32Array, chance: number): number[] {
  return [...row.keys()].filter((k) => row[k]! > chance)
}

/** The languages that a word looks most like; none where it looks like all of them. */
function likeliest(shape: Float32Array | undefined): number[] {
  if (!shape) return []
  const most = Math.max(...shape) - LIKENESS
  return most > Math.min(...shape) ? owners(shape, most) : []
}

function sum(one: Float32Array | undefined, other: Float32Array | undefined): Float32Array | undefined {
  return one && other ? one.map((value, k) => value + other[k]!) : (one ?? other)
}

const BEYOND_ASCII = /[^\0-\x7f\P{L}]/u
const APOSTROPHE = /^['’]$/

/** What is left of a word after an apostrophe (`don’t`, `it’s`) says nothing; before one it does (`l’`, `qu’`). */
function isClipped(tokens: Tokens, i: number): boolean {
  const start = tokens.start[i] ?? 0
  if ((tokens.end[i] ?? 0) - start > 2 || i === 0 || tokens.end[i - 1] !== start) return false
  return APOSTROPHE.test(tokens.text.charAt(start - 1))
}

function add(counts: ScriptCounts, more: Readonly<ScriptCounts>): void {
  counts.latin += more.latin
  counts.cyrillic += more.cyrillic
  counts.arabic += more.arabic
  counts.hangul += more.hangul
  counts.kana += more.kana
  counts.han += more.han
  counts.other += more.other
}

/** The letters of a word by script. */
function scriptsOf(word: string): ScriptCounts {
  const counts: ScriptCounts = { latin: 0, cyrillic: 0, arabic: 0, hangul: 0, kana: 0, han: 0, other: 0 }
  for (const character of word) counts[scriptOf(character.codePointAt(0) ?? 0)]++
  return counts
}

function scriptOf(code: number): keyof ScriptCounts {
  if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) return 'latin'
  if (code >= 0x400 && code < 0x530) return 'cyrillic'
  if ((code >= 0x600 && code < 0x780) || (code >= 0xfb50 && code < 0xff00)) return 'arabic'
  if ((code >= 0xac00 && code < 0xd7b0) || (code >= 0x1100 && code < 0x1200)) return 'hangul'
  if ((code >= 0x3040 && code < 0x3100) || (code >= 0xff66 && code < 0xffa0)) return 'kana'
  if ((code >= 0x3400 && code < 0xa000) || (code >= 0xf900 && code < 0xfb00) || code >= 0x20000) return 'han'
  return 'other'
}

/** A long text by its beginning, its middle and its end: pages begin with what all languages of a site share. */
function sampleOf(text: string): string {
  if (text.length <= SAMPLE) return text
  const part = Math.floor(SAMPLE / 3)
  const middle = Math.floor((text.length - part) / 2)
  return `${text.slice(0, part)}\n${text.slice(middle, middle + part)}\n${text.slice(-part)}`
}
