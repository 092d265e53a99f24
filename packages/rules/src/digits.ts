const DIGIT = /\p{Nd}/gu
const MARKS: ReadonlyMap<string, string> = new Map([
  ['٪', '%'],
  ['％', '%'],
])

/** Five rows of digits for formulas stand without a gap. */
const FIRST_FORMULA_DIGIT = 0x1d7ce
const LAST_FORMULA_DIGIT = 0x1d7ff

/** The value of a decimal digit of any script: every script has its ten in a row, nought first. */
export function digitValue(digit: string): number {
  const code = digit.codePointAt(0) ?? 0
  if (code >= FIRST_FORMULA_DIGIT && code <= LAST_FORMULA_DIGIT) return (code - FIRST_FORMULA_DIGIT) % 10
  let nought = code
  while (code - nought < 9 && /^\p{Nd}$/u.test(String.fromCodePoint(nought - 1))) nought--
  return code - nought
}

/** A text with the digits of all scripts, and their percent signs, as those of ASCII. */
export function asciiDigits(text: string): string {
  return text.replace(DIGIT, (digit) => String(digitValue(digit))).replace(/[٪％]/g, (mark) => MARKS.get(mark) ?? mark)
}
