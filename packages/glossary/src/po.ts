import type { Term } from 'unmangle-core'
import { countOne, type GlossaryError, type LanguagePair, type ParsedGlossary } from './errors.ts'
import { type PoEntry, readPo } from './po-entries.ts'
import { DEFAULT_KIND, languageTag, tidy } from './term.ts'

/** gettext's own convention for the language of `msgid`. */
const SOURCE = 'en'

/** The terms of one `msgid`. */
interface Concept {
  readonly line: number
  readonly source: string
  readonly notes: string[]
  readonly right: string[]
  readonly wrong: string[]
  untranslated: boolean
  everywhere: boolean
}

/**
 * Reads a terminology in gettext's PO, as Weblate keeps it: `msgid` is the term of the source language, `msgstr` its
 * right form, a second entry of the same `msgid` another right form, one flagged `forbidden` a form that is always
 * wrong; `read-only` is the same in every language, `#.` explains. What is `fuzzy` counts as not translated.
 */
export function parsePo(text: string, file: string, given: Partial<LanguagePair> = {}): ParsedGlossary {
  const errors: GlossaryError[] = []
  const fail = (line: number, column: number, message: string) => errors.push({ file, line, column, message })
  const entries = readPo(text, fail)
  const header = entries.find(({ id }) => id === '')
  const field = (name: string) => headerField(header?.translation ?? '', name)
  const target = languageTag(field('Language').replaceAll('_', '-')) ?? given.target
  const source = languageTag(field('X-Source-Language').replaceAll('_', '-')) ?? given.source ?? SOURCE
  const passedOver = new Map<string, number>()
  if (target === undefined && entries.length > 0) {
    fail(header?.line ?? 1, 1, 'the header names no language: `Language: es`')
    return { terms: [], errors }
  }
  const concepts = new Map<string, Concept>()
  for (const entry of entries) {
    for (const name of leftOver(entry)) countOne(passedOver, name)
    if (entry !== header) gather(concepts, entry)
  }
  const languages = { source, target: target ?? source }
  const terms: Term[] = []
  for (const concept of concepts.values()) {
    const term = termOf(concept, languages, file)
    terms.push(term)
    if (concept.wrong.length > 0 && term.never.length === 0) countOne(passedOver, 'forbidden form without a right one')
  }
  return { terms, errors: errors.sort((a, b) => a.line - b.line), languages, passedOver }
}

/** The value of a line of the header, '' where it has no such line. */
export function headerField(header: string, name: string): string {
  const line = header.split('\n').find((candidate) => candidate.toLowerCase().startsWith(`${name.toLowerCase()}:`))
  return line?.slice(name.length + 1).trim() ?? ''
}

function gather(concepts: Map<string, Concept>, entry: PoEntry): void {
  const id = tidy(entry.id)
  if (id === '') return
  const concept = concepts.get(id) ?? {
    line: entry.line,
    source: id,
    notes: [],
    right: [],
    wrong: [],
    untranslated: false,
    everywhere: false,
  }
  concepts.set(id, concept)
  const form = tidy(entry.translation)
  for (const note of entry.explanations) if (note !== '' && !concept.notes.includes(note)) concept.notes.push(note)
  if (entry.flags.includes('read-only')) concept.everywhere = true
  else if (form === '' || entry.flags.includes('fuzzy')) concept.untranslated = true
  else if (entry.flags.includes('forbidden')) concept.wrong.push(form)
  else if (!concept.right.includes(form)) concept.right.push(form)
}

function termOf(concept: Concept, { source, target }: LanguagePair, file: string): Term {
  const [right, ...aliases] = concept.right
  const note = concept.notes.join(' ')
  const rest = { ...(note && { note }), source: { file, line: concept.line } }
  const known = right !== undefined || concept.everywhere
  const never = known ? concept.wrong.filter((form) => form !== right && !aliases.includes(form)) : []
  const base = { kind: DEFAULT_KIND, aliases, never }
  if (concept.everywhere) return { term: concept.source, ...base, forms: {}, ...rest }
  if (right === undefined) return { term: concept.source, ...base, lang: source, forms: {}, ...rest }
  return { term: right, ...base, lang: target, forms: { [source]: concept.source }, ...rest }
}

const UNDERSTOOD = new Set(['read-only', 'forbidden', 'terminology'])

/** What an entry has that no term holds. */
function leftOver({ id, flags, kept }: PoEntry): string[] {
  if (id === '') return []
  return [...kept, ...flags.filter((flag) => !UNDERSTOOD.has(flag)).map((flag) => `flag ${flag}`)]
}
