/** What a character is to the tokeniser. */
export const CharacterClass = {
  space: 1,
  letter: 2,
  digit: 3,
  /** A letter of a script that puts no spaces between words: a token by itself. */
  unspaced: 4,
  other: 5,
  /** Belongs to whatever it follows: a combining mark, a variation selector, a zero-width joiner. */
  mark: 6,
} as const

const SPACE = /\s/u
const LETTER = /[\p{L}_]/u
const DIGIT = /\p{N}/u
const MARK = /\p{M}|\u200C|\u200D|[\uFE00-\uFE0F]/u
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u

const table = new Uint8Array(0x10000)
const astral = new Map<number, number>()

/** The class of a code point. Classes are worked out when a character is first met. */
export function characterClass(codePoint: number): number {
  const known = codePoint < 0x10000 ? table[codePoint] : astral.get(codePoint)
  if (known) return known
  const found = classify(String.fromCodePoint(codePoint))
  if (codePoint < 0x10000) table[codePoint] = found
  else astral.set(codePoint, found)
  return found
}

function classify(character: string): number {
  if (SPACE.test(character)) return CharacterClass.space
  if (MARK.test(character)) return CharacterClass.mark
  if (UNSPACED.test(character) && !DIGIT.test(character)) return CharacterClass.unspaced
  if (LETTER.test(character)) return CharacterClass.letter
  if (DIGIT.test(character)) return CharacterClass.digit
  return CharacterClass.other
}

/** Whether a cut at this offset would split a surrogate pair or part a mark from its letter. */
export function splitsCharacter(text: string, offset: number): boolean {
  if (offset <= 0 || offset >= text.length) return false
  const code = text.codePointAt(offset)!
  if (code >= 0xdc00 && code <= 0xdfff) {
    const before = text.charCodeAt(offset - 1)
    return before >= 0xd800 && before <= 0xdbff
  }
  if (text.charCodeAt(offset - 1) === 0x200d) return true
  if (text.charCodeAt(offset - 1) === 0x0d && code === 0x0a) return true
  return code >= 0x300 && (characterClass(code) === CharacterClass.mark || (code >= 0x1f3fb && code <= 0x1f3ff))
}

/** Letters that decomposition leaves whole, with what stands for them where diacritics do not count. */
const PLAIN: Readonly<Record<string, string>> = {
  ß: 'ss',
  æ: 'ae',
  œ: 'oe',
  ø: 'o',
  đ: 'd',
  ð: 'd',
  þ: 'th',
  ł: 'l',
  ħ: 'h',
  ı: 'i',
  ŧ: 't',
}
const PLAIN_LETTERS = /[ßæœøđðþłħıŧ]/g
const TYPOGRAPHIC = /[’\u2010\u2011]/g
const ASCII_LOWER = /^[a-z0-9]*$/
const ASCII = /^[A-Za-z0-9]*$/
const MARKS = /\p{M}/gu

/**
 * The form in which case, diacritics and the typographic forms of apostrophe and hyphen do not count. Not injective: for
 * looking up, never for writing.
 */
export function fold(word: string): string {
  if (ASCII_LOWER.test(word)) return word
  if (ASCII.test(word)) return word.toLowerCase()
  const lower = word.toLowerCase().replace(PLAIN_LETTERS, (letter) => PLAIN[letter] ?? letter)
  const plain = lower.replace(TYPOGRAPHIC, (mark) => (mark === '’' ? "'" : '-'))
  return plain.normalize('NFD').replace(MARKS, '').normalize('NFC')
}
