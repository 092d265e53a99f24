import { GENDERS, type Gender, TERM_KINDS, type Term, type TermKind } from 'unmangle-core'

/** What is wrong with one key of a term. */
export interface TermFault {
  readonly key: 'term' | 'parts' | 'aliases' | 'never'
  readonly message: string
}

export const DEFAULT_KIND: TermKind = 'term'

/** Text as the program compares it. */
export function tidy(text: string): string {
  const trimmed = text.trim()
  // ASCII is composed as it is: spared a call that costs more than all the rest.
  return ASCII.test(trimmed) ? trimmed : trimmed.normalize('NFC')
}

const ASCII = /^[\x00-\x7f]*$/

/** The kind of that name, if there is one. */
export function termKind(name: string): TermKind | undefined {
  return TERM_KINDS.find((kind) => kind === name)
}

/** A sentence for a finding's reason that says which file and line a term comes from. */
export function termOrigin({ term, shipped, source }: Term): string {
  const place = shipped ? `shipped glossary: ${shippedName(source.file)}` : `${source.file}:${source.line}`
  return `“${term}” is a term (${place}).`
}

/** By what name a glossary that ships is chosen: that of its file. */
export function shippedName(file: string): string {
  return file.slice(file.lastIndexOf('/') + 1).replace(/\.yaml$/, '')
}

/** The gender of that name, if there is one. */
export function genderNamed(name: string): Gender | undefined {
  return GENDERS.find((gender) => gender === name)
}

/** What is said of a gender that does not exist. */
export function unknownGender(name: string): string {
  return `unknown gender "${name}"; one of ${GENDERS.join(', ')} is expected`
}

/** The gender of a term in a language, where it is known. */
export function genderIn(term: Term, lang: string): Gender | undefined {
  return typeof term.gender === 'string'
    ? term.gender
    : (term.gender?.[lang] ?? term.gender?.[lang.split('-')[0] ?? ''])
}

/** What is said of a kind that does not exist. */
export function unknownKind(name: string): string {
  return `unknown kind "${name}"; one of ${TERM_KINDS.join(', ')} is expected`
}

const LANGUAGE_TAG = /^[a-z]{2,3}(?:-[a-z0-9]{2,8})*$/

/** A BCP 47 tag in its usual letter case (`pt-BR`, `zh-Hant`), or `undefined` for what is none. */
export function languageTag(text: string): string | undefined {
  const lower = text.toLowerCase()
  if (!LANGUAGE_TAG.test(lower)) return undefined
  const [language, ...subtags] = lower.split('-')
  return [language, ...subtags.map(usualCase)].join('-')
}

function usualCase(subtag: string): string {
  if (subtag.length === 2) return subtag.toUpperCase()
  const isScript = subtag.length === 4 && subtag.charAt(0) >= 'a'
  return isScript ? subtag.charAt(0).toUpperCase() + subtag.slice(1) : subtag
}

/** What contradicts itself in a term whose keys are all of the right type. */
export function termFaults(term: Term): TermFault[] {
  if (term.term === '') return [{ key: 'term', message: '`term` is empty' }]
  const faults: TermFault[] = []
  if (term.parts && !partsMakeUp(term.term, term.parts)) {
    faults.push({ key: 'parts', message: `the parts do not make up "${term.term}"` })
  }
  for (const wrong of term.never) {
    if (wrong === term.term) faults.push({ key: 'never', message: `"${wrong}" is the term itself` })
    else if (term.aliases.includes(wrong)) faults.push({ key: 'never', message: `"${wrong}" is an alias too` })
  }
  return faults
}

/** Whether the term is the given name with the family name before, after or (*Juan Pérez Ruiz*) inside it. */
function partsMakeUp(term: string, parts: NonNullable<Term['parts']>): boolean {
  const { family, given } = parts
  if (!family || !given) return term === (family ?? given)
  for (let at = term.indexOf(family); at >= 0; at = term.indexOf(family, at + 1)) {
    const before = term.slice(0, at).trimEnd()
    const after = term.slice(at + family.length).trimStart()
    if (given === before + after || given === `${before} ${after}`) return true
  }
  return false
}
