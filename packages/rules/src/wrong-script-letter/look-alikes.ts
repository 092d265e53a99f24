/** Letters that look alike in the fonts of most readers: Latin, then Cyrillic, then Greek; a space where there is none. */
const ROWS = [
  'aа ',
  'cс ',
  'eе ',
  'hһ ',
  'iі ',
  'jј ',
  'oоο',
  'pр ',
  'sѕ ',
  'vѵν',
  'xх ',
  'yу ',
  'AАΑ',
  'BВΒ',
  'CС ',
  'EЕΕ',
  'HНΗ',
  'IІΙ',
  'JЈ ',
  'KКΚ',
  'MМΜ',
  'N Ν',
  'OОΟ',
  'PРΡ',
  'SЅ ',
  'TТΤ',
  'XХΧ',
  'YУΥ',
  'Z Ζ',
]

export const SCRIPTS = ['Latn', 'Cyrl', 'Grek'] as const
export type Script = (typeof SCRIPTS)[number]

const PATTERNS: readonly (readonly [Script, RegExp])[] = [
  ['Latn', /\p{Script=Latin}/u],
  ['Cyrl', /\p{Script=Cyrillic}/u],
  ['Grek', /\p{Script=Greek}/u],
]

/** The script of a letter, of those that have letters in common looks. */
export function scriptOf(letter: string): Script | undefined {
  return PATTERNS.find(([, pattern]) => pattern.test(letter))?.[0]
}

const BY_LETTER: ReadonlyMap<string, string> = new Map(
  ROWS.flatMap((row) => [...row].flatMap((letter) => (letter === ' ' ? [] : [[letter, row] as const]))),
)

/** The letter of a script that looks like this one. */
export function lookAlike(letter: string, script: Script): string | undefined {
  const found = BY_LETTER.get(letter)?.charAt(SCRIPTS.indexOf(script))
  return found === undefined || found === ' ' ? undefined : found
}
