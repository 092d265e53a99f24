import { type DetectionFacts, TokenKind, type Tokens, tokenise, tokenText, Vocabulary } from 'unmangle-core'

/** What detection stands on, made once of the facts of all packs. */
export interface DetectionTables {
  readonly languages: readonly DetectionLanguage[]
  /** By function word in lower case: the log of its frequency in each language, in the order of `languages`. */
  readonly words: ReadonlyMap<string, Float32Array>
  /** By word ending, in the same terms. */
  readonly endings: ReadonlyMap<string, Float32Array>
}

export interface DetectionLanguage {
  readonly tag: string
  readonly script: WrittenScript
  /** The letters beyond those of ASCII; undefined where the pack does not say. */
  readonly letters: ReadonlySet<string> | undefined
}

/** The best guess. One that is not sure is a hint, and nothing to act on. */
export interface Detected {
  readonly tag: string
  readonly sure: boolean
}

type WrittenScript = 'Latn' | 'Cyrl' | 'Arab' | 'Jpan' | 'Kore' | 'Hani' | 'other'

/** Characters that tell the language of a document; beyond them nothing changes. */
const SAMPLE = 4500
/** Zipf's law, roughly: the commonest word is 5 in 100, the one of rank r a share of that. */
const COMMONEST = 0.05
const HEAD = 2
const LEAST_COMMON = 0.003
/** How often a function word of another language stands in a text: in a name, in a quotation. */
const STRAY = 0.0006
/** How often one of the endings of a language stands in it, and how often by chance in another. */
const ENDING = 0.03
const STRAY_ENDING = 0.008
const LONGEST_ENDING = 6
/** Letters before an ending at the least. */
const LEAST_STEM = 2
/** A word with letters that a language does not have. */
const FOREIGN_LETTER = Math.log(0.05)
/** How many times likelier the first language must be than the second. */
const MARGIN = Math.log(20)
/** A function word is two points, an ending one. Below so many, or so many a word, nothing is sure. */
const WORD_POINTS = 2
const LEAST_POINTS = 3
const LEAST_COVER = 0.2
/** More words than this share with letters that the language does not have: another language. */
const MOST_FOREIGN = 0.12
/** A character of these scripts says as much as so many letters. */
const DENSE = 2.5
/** Han characters without kana that make a text Chinese even where no function word stands among them. */
const MANY_HAN = 12

const SCRIPT_OF: Readonly<Record<string, WrittenScript>> = {
  Latn: 'Latn',
  Cyrl: 'Cyrl',
  Arab: 'Arab',
  Jpan: 'Jpan',
  Kore: 'Kore',
  Hans: 'Hani',
  Hant: 'Hani',
}

export function detectionTables(facts: readonly DetectionFacts[]): DetectionTables {
  const words = new Map<string, Float32Array>()
  const endings = new Map<string, Float32Array>()
  const add = (table: Map<string, Float32Array>, key: string, language: number, share: number, stray: number) => {
    const row = table.get(key) ?? new Float32Array(facts.length).fill(Math.log(stray))
    row[language] = Math.log(share)
    table.set(key, row)
  }
  for (const [i, { functionWords, wordEndings }] of facts.entries()) {
    for (const [rank, word] of functionWords.entries())
      add(words, word.toLowerCase(), i, Math.max(COMMONEST / (rank + HEAD), LEAST_COMMON), STRAY)
    for (const ending of wordEndings) add(endings, ending, i, ENDING, STRAY_ENDING)
  }
  const languages = facts.map(({ tag, script, letters }) => ({
    tag,
    script: SCRIPT_OF[script] ?? 'other',
    letters: letters.length > 0 ? new Set(letters) : undefined,
  }))
  return { languages, words, endings }
}

/**
 * The language of a text among those of the tables, or undefined where nothing speaks for any: by its script, then by
 * its function words and by letters that a language does not have.
 */
export function detectLanguage(text: string, tables: DetectionTables): Detected | undefined {
  const tokens = tokenise(sampleOf(text), new Vocabulary())
  return detectTokens(tokens, 0, tokens.count, tables)
}

/** The language of the tokens `first` to `last`, half-open. */
export function detectTokens(
  tokens: Tokens,
  first: number,
  last: number,
  tables: DetectionTables,
): Detected | undefined {
  const counts = countScripts(tokens, first, last)
  const { latin, cyrillic, arabic, hangul, kana, han, other } = counts
  const dense = (hangul + kana + han) * DENSE
  const alphabetic = Math.max(latin, cyrillic, arabic)
  if (dense + alphabetic < other) return undefined
  if (dense > alphabetic) return detectDense(tokens, first, last, counts, tables)
  if (alphabetic === 0) return undefined
  const script = alphabetic === latin ? 'Latn' : alphabetic === cyrillic ? 'Cyrl' : 'Arab'
  const found = detectAlphabetic(tokens, first, last, script, tables)
  // Names and terms in Latin letters alone, among words that say something.
  return !found?.sure && dense * 3 > alphabetic ? detectDense(tokens, first, last, counts, tables) : found
}

/** Scripts without spaces, and Hangul: the script all but settles it. */
function detectDense(
  tokens: Tokens,
  first: number,
  last: number,
  { hangul, kana, han }: ScriptCounts,
  { languages, words }: DetectionTables,
): Detected | undefined {
  const written = (script: WrittenScript) => languages.findIndex((language) => language.script === script)
  const answer = (at: number, sure: boolean) => {
    const tag = languages[at]?.tag
    return tag === undefined ? undefined : { tag, sure }
  }
  if (hangul > (kana + han) / 2) return answer(written('Kore'), hangul > 2)
  if (kana * 12 > han) return answer(written('Jpan'), kana > 1)
  const chinese = written('Hani')
  const japanese = written('Jpan')
  let own = 0
  for (let i = first; i < last; i++) {
    const row = words.get(tokenText(tokens, i))
    if (row && (row[chinese] ?? 0) > (row[japanese] ?? Number.NEGATIVE_INFINITY)) own++
  }
  return answer(chinese, (han >= 4 && own * 12 >= han) || han >= MANY_HAN)
}

function detectAlphabetic(
  tokens: Tokens,
  first: number,
  last: number,
  script: WrittenScript,
  tables: DetectionTables,
): Detected | undefined {
  const { languages } = tables
  const scores = new Float64Array(languages.length)
  const points = new Int32Array(languages.length)
  const foreign = new Int32Array(languages.length)
  let count = 0
  for (let i = first; i < last; i++) {
    if (tokens.kind[i] !== TokenKind.word || isClipped(tokens, i)) continue
    const word = tokenText(tokens, i).toLowerCase()
    count++
    const known = tables.words.get(word)
    const row = known ?? endingOf(word, tables)
    const special = SPECIAL.test(word)
    if (!row && !special) continue
    const worth = known ? WORD_POINTS : 1
    const chance = known ? STRAY_LOG : STRAY_ENDING_LOG
    for (let k = 0; k < languages.length; k++) {
      const value = row?.[k]
      if (value !== undefined) {
        scores[k]! += value
        if (value > chance) points[k]! += worth
      }
      if (special && hasForeignLetter(word, languages[k]?.letters)) {
        foreign[k]!++
        scores[k]! += FOREIGN_LETTER
      }
    }
  }
  let best = -1
  let second = -1
  for (let k = 0; k < languages.length; k++) {
    if (languages[k]?.script !== script) continue
    if (best < 0 || scores[k]! > scores[best]!) {
      second = best
      best = k
    } else if (second < 0 || scores[k]! > scores[second]!) second = k
  }
  const language = languages[best]
  if (!language || points[best] === 0) return undefined
  const margin = second < 0 ? Number.POSITIVE_INFINITY : scores[best]! - scores[second]!
  const sure =
    margin >= MARGIN &&
    points[best]! >= LEAST_POINTS &&
    points[best]! >= count * LEAST_COVER &&
    (foreign[best]! < 2 || foreign[best]! <= count * MOST_FOREIGN)
  return { tag: language.tag, sure }
}

/** The row of the longest ending that a word has. */
function endingOf(word: string, { endings }: DetectionTables): Float32Array | undefined {
  for (let length = Math.min(LONGEST_ENDING, word.length - LEAST_STEM); length > 0; length--) {
    const row = endings.get(word.slice(-length))
    if (row) return row
  }
  return undefined
}

const STRAY_LOG = Math.log(STRAY) + 1e-3
const STRAY_ENDING_LOG = Math.log(STRAY_ENDING) + 1e-3
const SPECIAL = /[^\0-\x7f]/
const ASCII_CODE = 0x7f
const APOSTROPHE = /^['’]$/

/** What is left of a word after an apostrophe (`don’t`, `it’s`) says nothing; before one it does (`l’`, `qu’`). */
function isClipped(tokens: Tokens, i: number): boolean {
  const length = tokens.end[i]! - tokens.start[i]!
  return length <= 2 && i > 0 && tokens.end[i - 1] === tokens.start[i] && APOSTROPHE.test(tokenText(tokens, i - 1))
}

function hasForeignLetter(word: string, letters: ReadonlySet<string> | undefined): boolean {
  if (!letters) return false
  for (const character of word) {
    if ((character.codePointAt(0) ?? 0) > ASCII_CODE && !letters.has(character) && LETTER.test(character)) return true
  }
  return false
}

const LETTER = /\p{L}/u

interface ScriptCounts {
  latin: number
  cyrillic: number
  arabic: number
  hangul: number
  kana: number
  han: number
  other: number
}

/** Letters by script. */
function countScripts(tokens: Tokens, first: number, last: number): ScriptCounts {
  const counts: ScriptCounts = { latin: 0, cyrillic: 0, arabic: 0, hangul: 0, kana: 0, han: 0, other: 0 }
  for (let i = first; i < last; i++) {
    if (tokens.kind[i] !== TokenKind.word) continue
    for (let at = tokens.start[i]!; at < tokens.end[i]!; at++) {
      const code = tokens.text.codePointAt(at) ?? 0
      counts[scriptOf(code)]++
      if (code > 0xffff) at++
    }
  }
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
