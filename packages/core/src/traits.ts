/** What a written form shows by itself, as bits of a set. */
export const Trait = {
  /** Letters alone, in a script that parts words by spaces. */
  spacedWord: 1,
  /** Begins with a capital, in a script that has them. */
  capitalised: 2,
  /** Has no capital; so have marks and numbers. */
  lower: 4,
  /** Capitals alone, and more than one. */
  upper: 8,
} as const

const LETTERS = /^[\p{L}\p{M}]+$/u
const UNSPACED =
  /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}\p{Script=Lao}\p{Script=Khmer}\p{Script=Myanmar}]/u
const SMALL_ASCII = /^[a-z]+$/

/** The traits of a form. */
export function traitsOf(form: string): number {
  if (SMALL_ASCII.test(form)) return Trait.spacedWord | Trait.lower
  const lower = form.toLowerCase()
  const head = String.fromCodePoint(form.codePointAt(0) ?? 0x20)
  return (
    (LETTERS.test(form) && !UNSPACED.test(form) ? Trait.spacedWord : 0) |
    (head !== head.toLowerCase() ? Trait.capitalised : 0) |
    (form === lower ? Trait.lower : 0) |
    (form.length > 1 && form !== lower && form === form.toUpperCase() ? Trait.upper : 0)
  )
}
