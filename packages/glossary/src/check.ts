import { fold, lineStarts, positionAt, type Term, tokenise, Vocabulary } from 'unmangle-core'
import type { GlossaryError } from './errors.ts'

/** A glossary file as it was read. */
export interface GlossaryFile {
  readonly file: string
  readonly text: string
  readonly terms: readonly Term[]
}

/** Whether a word, as written, is an ordinary one of a language; none: of any language. */
export type IsOrdinary = (word: string, lang: string | undefined) => boolean

interface Claim {
  readonly term: Term
  readonly place: GlossaryError
}

/**
 * What is doubtful in glossaries that are used together: a term that stands twice, a form that two terms claim, a right
 * form that another term forbids, a form that is an ordinary word, text that is not in NFC. In no order.
 */
export function checkGlossaries(files: readonly GlossaryFile[], isOrdinary: IsOrdinary): GlossaryError[] {
  const found: GlossaryError[] = []
  const terms = new Map<string, Claim>()
  const right = new Map<string, Claim>()
  const wrong: { form: string; claim: Claim }[] = []
  for (const { file, text, terms: own } of files) {
    for (const place of notNfc(text)) found.push({ file, ...place, message: 'the text is not in NFC' })
    const places = new Places(file, text, own)
    for (const term of own) {
      const at = (form: string, message: string): GlossaryError => ({ ...places.of(term, form), message })
      const first = terms.get(keyOf(term, term.term))
      if (first) found.push(at(term.term, `“${term.term}” is a term of ${placeText(first.place)} already`))
      else terms.set(keyOf(term, term.term), { term, place: at(term.term, '') })
      for (const form of first ? term.aliases : [term.term, ...term.aliases]) {
        const key = keyOf(term, form)
        const other = right.get(key)
        if (!other) right.set(key, { term, place: at(form, '') })
        else if (other.term === term) found.push(at(form, `“${form}” stands twice`))
        else found.push(at(form, `“${form}” is a form of “${other.term.term}” too, ${placeText(other.place)}`))
      }
      for (const alias of new Set(term.aliases))
        if (isOrdinary(alias, term.lang)) found.push(at(alias, `the alias “${alias}” is an ordinary word`))
      for (const form of term.never) wrong.push({ form, claim: { term, place: at(form, '') } })
    }
  }
  for (const { form, claim } of wrong) {
    const other = right.get(keyOf(claim.term, form))
    if (other && other.term.term !== claim.term.term)
      found.push({ ...claim.place, message: `“${form}” is forbidden here and right in ${placeText(other.place)}` })
    if (isOrdinary(form, claim.term.lang))
      found.push({ ...claim.place, message: `the forbidden form “${form}” is an ordinary word` })
  }
  return found
}

/** A person and a place of one name are two things. */
function keyOf(term: Term, form: string): string {
  return `${term.lang ?? ''}\u0000${term.kind === 'person'}\u0000${form}`
}

function placeText({ file, line }: GlossaryError): string {
  return `${file}:${line}`
}

/** The first place of each line that composition changes. */
function notNfc(text: string): { line: number; column: number }[] {
  if (text === text.normalize('NFC')) return []
  return text.split('\n').flatMap((line, i) => {
    const composed = line.normalize('NFC')
    if (composed === line) return []
    let same = 0
    while (line.charAt(same) === composed.charAt(same)) same++
    return [{ line: i + 1, column: same + 1 }]
  })
}

/** Where the forms of terms stand in their file: looked for in the lines of their entry, when they are asked for. */
class Places {
  readonly #file: string
  readonly #text: string
  readonly #starts: readonly number[]
  readonly #next = new Map<Term, number>()

  constructor(file: string, text: string, terms: readonly Term[]) {
    this.#file = file
    this.#text = text
    this.#starts = lineStarts(text)
    for (const [i, term] of terms.entries()) {
      const next = terms.slice(i + 1, i + 9).find(({ source }) => source.line > term.source.line)
      this.#next.set(term, this.#starts[(next?.source.line ?? Number.POSITIVE_INFINITY) - 1] ?? text.length)
    }
  }

  of(term: Term, form: string): GlossaryError {
    const start = this.#starts[term.source.line - 1] ?? 0
    const entry = this.#text.slice(start, this.#next.get(term))
    let at = -1
    for (let found = entry.indexOf(form); found >= 0; found = entry.indexOf(form, found + 1)) {
      if (at < 0) at = found
      if (!standsAlone(entry, found, form)) continue
      at = found
      break
    }
    // A form that the format writes with escapes is not found: its entry is.
    const indent = entry.length - entry.trimStart().length
    const offset = start + (at < 0 ? indent : at)
    return { file: this.#file, ...positionAt(this.#starts, offset), message: '' }
  }
}

const WORD = /[\p{L}\p{M}\p{N}]/u

/** Whether a form is no part of a longer one: no word stands beside it, spaces aside. */
function standsAlone(entry: string, at: number, form: string): boolean {
  const before = entry.slice(Math.max(0, at - 8), at).replace(/(?<! ) +$/, '')
  const after = entry.slice(at + form.length, at + form.length + 8).replace(/^ +/, '')
  return !WORD.test(before.slice(-1)) && !WORD.test(after.charAt(0))
}

/** Whether a form is one word, and one of a list whose words are folded. In capitals it is an acronym (WHO, IT). */
export function isWordOf(words: ReadonlySet<string>, form: string): boolean {
  if (form !== form.toLowerCase() && form === form.toUpperCase()) return false
  return tokenise(form, new Vocabulary()).count === 1 && words.has(fold(form))
}
