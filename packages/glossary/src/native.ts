import type { Gender, Term, TermKind } from 'unmangle-core'
import type { Node } from 'yaml'
import { isMap, isNode, isScalar, isSeq, LineCounter, parseDocument } from 'yaml'
import type { GlossaryError, ParsedGlossary } from './errors.ts'
import {
  DEFAULT_KIND,
  genderNamed,
  languageTag,
  termFaults,
  termKind,
  tidy,
  unknownGender,
  unknownKind,
} from './term.ts'

const FILE_KEYS = ['lang', 'terms']
const TERM_KEYS = ['lang', 'term', 'kind', 'parts', 'aliases', 'never', 'forms', 'gender', 'note', 'source']
const PART_KEYS = ['family', 'given']

interface Entry {
  readonly key: Node
  readonly value: unknown
  /** Where errors point at: the value or, where there is none, its key. */
  readonly place: Node
}

/**
 * Reads a glossary in the native form.
 *
 * @param schema What a bare word may be: `core` for YAML, `json` for JSON.
 */
export function parseNative(text: string, file: string, schema: 'core' | 'json'): ParsedGlossary {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false, schema })
  const reader = new NativeReader(file, lines)
  let line = 0
  for (const problem of [...document.errors, ...document.warnings]) {
    const before = line
    line = reader.lineOf(problem.pos[0])
    // One mistake often makes the parser stumble several times over the same line.
    if (line !== before) reader.fail(problem.pos[0], problem.message)
  }
  const terms = isNode(document.contents) ? reader.glossary(document.contents) : []
  return { terms, errors: reader.errors.sort((a, b) => a.line - b.line || a.column - b.column) }
}

/** Turns nodes into terms; every method notes what is wrong and answers as well as it can. */
class NativeReader {
  readonly errors: GlossaryError[] = []
  /** How many of the errors spoil the entry that they stand in. */
  #spoilt = 0
  readonly #file: string
  readonly #lines: LineCounter

  constructor(file: string, lines: LineCounter) {
    this.#file = file
    this.#lines = lines
  }

  lineOf(offset: number): number {
    return this.#lines.linePos(offset).line
  }

  fail(offset: number, message: string): void {
    const { line, col } = this.#lines.linePos(offset)
    this.errors.push({ file: this.#file, line, column: col, message })
    this.#spoilt++
  }

  #fault(offset: number, message: string): void {
    const { line, col } = this.#lines.linePos(offset)
    this.errors.push({ file: this.#file, line, column: col, message, fault: true })
  }

  glossary(root: Node): Term[] {
    const entries = this.#map(root, 'a glossary', FILE_KEYS)
    const list = entries.get('terms')
    const lang = this.#lang(entries.get('lang'))
    if (!list) {
      if (isMap(root)) this.fail(offsetOf(root), '`terms` is missing')
      return []
    }
    const terms: Term[] = []
    for (const item of this.#list(list, '`terms`')) {
      const before = this.#spoilt
      const term = this.#term(item, lang)
      if (term && this.#spoilt === before) terms.push(term)
    }
    return terms
  }

  #term(node: Node, fileLang: string | undefined): Term | undefined {
    const entries = this.#map(node, 'a term', TERM_KEYS)
    const name = entries.get('term')
    if (!name) {
      if (isMap(node)) this.fail(offsetOf(node), '`term` is missing')
      return undefined
    }
    const text = this.#text(name, '`term`')
    if (text === undefined) return undefined
    const lang = this.#lang(entries.get('lang')) ?? fileLang
    const parts = this.#parts(entries.get('parts'))
    const gender = this.#gender(entries.get('gender'))
    const note = this.#optionalText(entries.get('note'), '`note`')
    const authority = this.#optionalText(entries.get('source'), '`source`')
    const term: Term = {
      term: text,
      kind: this.#kind(entries.get('kind')),
      ...(lang && { lang }),
      ...(parts && { parts }),
      aliases: this.#texts(entries.get('aliases'), '`aliases`'),
      never: this.#texts(entries.get('never'), '`never`'),
      forms: this.#forms(entries.get('forms')),
      ...(gender && { gender }),
      ...(note && { note }),
      ...(authority && { authority }),
      source: { file: this.#file, line: this.lineOf(offsetOf(node)) },
    }
    const faults = termFaults(term)
    for (const { key, message } of faults) this.#fault(offsetOf(entries.get(key)?.place ?? node), message)
    return faults.length > 0 ? undefined : term
  }

  /** The entries of a map by key; without a list of keys any text may be one. */
  #map(node: Node, what: string, keys?: readonly string[]): Map<string, Entry> {
    const entries = new Map<string, Entry>()
    if (!isMap(node)) {
      this.fail(offsetOf(node), `${what} must be a map`)
      return entries
    }
    for (const { key, value } of node.items) {
      if (!isScalar(key)) {
        this.fail(offsetOf(isNode(key) ? key : node), 'a key must be text')
        continue
      }
      const name = String(key.value)
      if (keys && !keys.includes(name)) {
        this.#fault(offsetOf(key), `unknown key \`${name}\`; one of ${keys.join(', ')} is expected`)
        continue
      }
      const isEmpty = !isNode(value) || (isScalar(value) && value.value === null)
      entries.set(name, { key, value, place: isEmpty ? key : value })
    }
    return entries
  }

  #list(entry: Entry, what: string): Node[] {
    if (isSeq(entry.value)) return entry.value.items.filter(isNode)
    this.fail(offsetOf(entry.place), `${what} must be a list`)
    return []
  }

  #text(entry: Entry, what: string): string | undefined {
    if (isScalar(entry.value) && typeof entry.value.value === 'string') return tidy(entry.value.value)
    const hint = isScalar(entry.value) && entry.value.value !== null ? '; quote it' : ''
    this.fail(offsetOf(entry.place), `${what} must be text${hint}`)
    return undefined
  }

  #optionalText(entry: Entry | undefined, what: string): string | undefined {
    return entry && this.#text(entry, what)
  }

  /** Text that stands for something in the prose, and therefore cannot be empty. */
  #form(entry: Entry, what: string): string | undefined {
    const text = this.#text(entry, what)
    if (text === '') this.fail(offsetOf(entry.place), `${what} is empty`)
    return text || undefined
  }

  #texts(entry: Entry | undefined, what: string): string[] {
    const texts: string[] = []
    if (!entry) return texts
    for (const item of this.#list(entry, what)) {
      const text = this.#form({ key: entry.place, value: item, place: item }, `an entry of ${what}`)
      if (text !== undefined) texts.push(text)
    }
    return texts
  }

  #lang(entry: Entry | undefined): string | undefined {
    const text = this.#optionalText(entry, '`lang`')
    if (!entry || text === undefined) return undefined
    const tag = languageTag(text)
    if (tag === undefined) this.fail(offsetOf(entry.place), `"${text}" is no language tag`)
    return tag
  }

  #kind(entry: Entry | undefined): TermKind {
    const name = this.#optionalText(entry, '`kind`')
    if (!entry || name === undefined) return DEFAULT_KIND
    const kind = termKind(name)
    if (!kind) this.fail(offsetOf(entry.place), unknownKind(name))
    return kind ?? DEFAULT_KIND
  }

  /** One for every language, or one each. */
  #gender(entry: Entry | undefined): Term['gender'] {
    if (!entry) return undefined
    if (!isMap(entry.value)) return this.#genderNamed(entry, '`gender`')
    const genders: Record<string, Gender> = {}
    for (const [key, value] of this.#map(entry.value, '`gender`')) {
      const tag = languageTag(key)
      if (tag === undefined) this.fail(offsetOf(value.key), `"${key}" is no language tag`)
      const gender = this.#genderNamed(value, `the gender \`${key}\``)
      if (tag !== undefined && gender) genders[tag] = gender
    }
    return genders
  }

  #genderNamed(entry: Entry, what: string): Gender | undefined {
    const name = this.#text(entry, what)
    if (name === undefined) return undefined
    const gender = genderNamed(name)
    if (!gender) this.fail(offsetOf(entry.place), unknownGender(name))
    return gender
  }

  #parts(entry: Entry | undefined): Term['parts'] {
    if (!entry) return undefined
    const parts = this.#map(entry.place, '`parts`', PART_KEYS)
    const family = parts.get('family')
    const given = parts.get('given')
    const familyName = family && this.#form(family, '`family`')
    const givenName = given && this.#form(given, '`given`')
    if (!familyName && !givenName) return undefined
    return { ...(familyName && { family: familyName }), ...(givenName && { given: givenName }) }
  }

  #forms(entry: Entry | undefined): Record<string, string> {
    const forms: Record<string, string> = {}
    if (!entry) return forms
    for (const [key, form] of this.#map(entry.place, '`forms`')) {
      const tag = languageTag(key)
      if (tag === undefined) this.fail(offsetOf(form.key), `"${key}" is no language tag`)
      const text = this.#form(form, `the form \`${key}\``)
      if (tag !== undefined && text !== undefined) forms[tag] = text
    }
    return forms
  }
}

function offsetOf(node: Node): number {
  return node.range?.[0] ?? 0
}
