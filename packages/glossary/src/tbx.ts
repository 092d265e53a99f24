import { SaxesParser } from 'saxes'
import { type Gender, lineStarts, positionAt, type Term } from 'unmangle-core'
import { countOne, type GlossaryError, type ParsedGlossary } from './errors.ts'
import { DEFAULT_KIND, genderNamed, languageTag, termKind, tidy } from './term.ts'

interface Element {
  /** Without prefix. */
  readonly name: string
  /** What it says: the `type` of TBX's general elements (DCA), else its own name (DCT). */
  readonly category: string
  readonly offset: number
  text: string
}

interface TermSection {
  readonly offset: number
  text: string
  wrong: boolean
  preferred: boolean
  gender?: Gender
}

interface LanguageSection {
  readonly lang: string | undefined
  readonly offset: number
  readonly terms: TermSection[]
}

interface Concept {
  readonly offset: number
  readonly languages: LanguageSection[]
  kind?: Term['kind']
  note?: string
  authority?: string
}

const CONCEPTS = new Set(['conceptEntry', 'termEntry'])
const LANGUAGES = new Set(['langSec', 'langSet'])
const TERMS = new Set(['termSec', 'tig', 'ntig'])
/** Elements that hold others, or that say nothing of a term. */
const FRAMES = new Set(['termGrp', 'descripGrp', 'adminGrp', 'termNoteGrp', 'transacGrp', 'text', 'body', 'back'])
/** DCA: their `type` says what they are. */
const TYPED = new Set([
  'descrip',
  'descripNote',
  'admin',
  'adminNote',
  'termNote',
  'transac',
  'transacNote',
  'xref',
  'ref',
])
/** Marks inside of text, whose own text belongs to it. */
const INLINE = new Set(['hi', 'foreign', 'sc', 'ec', 'ph'])
/** ISO 639 calls it undetermined: the language of a term that is the same in every one. */
export const EVERYWHERE = 'und'
const WRONG = /^(?:deprecated|superseded)/
const PREFERRED = /^preferred/

/**
 * Reads TBX (ISO 30042:2019 in the styles DCA and DCT, and the older `martif`). Of a concept's terms in a language the
 * preferred one, else the first, is the right form, other ones are aliases, deprecated and superseded ones always wrong.
 * A concept whose languages have aliases or wrong forms of their own becomes a term for each of those.
 */
export function parseTbx(text: string, file: string): ParsedGlossary {
  const reader = new TbxReader(text, file)
  reader.read()
  const errors = reader.errors.sort((a, b) => a.line - b.line || a.column - b.column)
  return { terms: reader.terms, errors, passedOver: reader.passedOver }
}

class TbxReader {
  readonly terms: Term[] = []
  readonly errors: GlossaryError[] = []
  readonly passedOver = new Map<string, number>()
  readonly #text: string
  readonly #file: string
  readonly #starts: readonly number[]
  readonly #open: Element[] = []
  #broken = false
  #concept: Concept | undefined

  constructor(text: string, file: string) {
    this.#text = text
    this.#file = file
    this.#starts = lineStarts(text)
  }

  read(): void {
    const parser = new SaxesParser()
    parser.on('error', (error) => {
      // One mistake makes the rest unreliable: what stood before it counts.
      if (!this.#broken)
        this.#fail(Math.min(parser.position, this.#text.length), error.message.replace(/^\d+:\d+: /, ''))
      this.#broken = true
    })
    parser.on('opentag', ({ name, attributes }) => this.#start(name, attributes, this.#tagAt(parser.position)))
    parser.on('text', (text) => {
      const element = this.#open.at(-1)
      if (element) element.text += text
    })
    parser.on('cdata', (text) => {
      const element = this.#open.at(-1)
      if (element) element.text += text
    })
    parser.on('closetag', () => this.#end())
    if (this.#text.trim() !== '') parser.write(this.#text).close()
  }

  /** Where the tag opens that ends at an offset: `<` stands in no attribute of well-formed XML. */
  #tagAt(end: number): number {
    return this.#text.lastIndexOf('<', end - 1)
  }

  #fail(offset: number, message: string): void {
    this.errors.push({ file: this.#file, ...positionAt(this.#starts, offset), message })
  }

  #start(qualified: string, attributes: Readonly<Record<string, string>>, offset: number): void {
    if (this.#broken) return
    const name = qualified.slice(qualified.indexOf(':') + 1)
    const attribute = (key: string) => attributes[key] ?? ''
    if (this.#open.length === 0 && name !== 'tbx' && name !== 'martif') {
      this.#fail(offset, `not TBX: the root is <${qualified}>, not <tbx> or <martif>`)
      this.#broken = true
      return
    }
    const category = TYPED.has(name) ? attribute('type') || name : name
    this.#open.push({ name, category, offset, text: '' })
    if (CONCEPTS.has(name)) this.#concept = { offset, languages: [] }
    else if (LANGUAGES.has(name)) this.#startLanguage(attribute('xml:lang'), offset)
    else if (TERMS.has(name))
      this.#concept?.languages.at(-1)?.terms.push({ offset, text: '', wrong: false, preferred: false })
  }

  #startLanguage(name: string, offset: number): void {
    const lang = languageTag(name)
    if (lang === undefined) this.#fail(offset, name === '' ? '`xml:lang` is missing' : `"${name}" is no language tag`)
    this.#concept?.languages.push({ lang, offset, terms: [] })
  }

  #end(): void {
    const element = this.#open.pop()
    if (!element || this.#broken) return
    const concept = this.#concept
    if (INLINE.has(element.name)) {
      const parent = this.#open.at(-1)
      if (parent) parent.text += element.text
    } else if (CONCEPTS.has(element.name)) {
      if (concept) this.#finish(concept)
      this.#concept = undefined
    } else if (concept && !LANGUAGES.has(element.name) && !TERMS.has(element.name) && !FRAMES.has(element.name))
      this.#fact(concept, element)
  }

  /** What an element says of the concept or of its last term. */
  #fact(concept: Concept, { category, text, offset }: Element): void {
    const value = tidy(text.replace(/\s+/g, ' '))
    const gender = genderNamed(value.startsWith('other') ? 'common' : value)
    const term = concept.languages.at(-1)?.terms.at(-1)
    if (category === 'term') {
      if (value === '') this.#fail(offset, '`<term>` is empty')
      else if (term) term.text = value
    } else if (category === 'administrativeStatus' || category === 'normativeAuthorization') {
      if (term && WRONG.test(value)) term.wrong = true
      else if (term && PREFERRED.test(value)) term.preferred = true
      else if (!value.startsWith('admitted')) countOne(this.passedOver, category)
    } else if (category === 'grammaticalGender' && term && gender) term.gender = gender
    else if (category === 'subjectField' && concept.kind === undefined && termKind(value))
      concept.kind = termKind(value)
    else if ((category === 'definition' || category === 'note') && concept.note === undefined)
      concept.note = tidy(text.replace(/(?<![^\S\n])[^\S\n]*\n[^\S\n]*/g, '\n'))
    else if (category === 'source' && concept.authority === undefined) concept.authority = value
    else countOne(this.passedOver, category)
  }

  #finish(concept: Concept): void {
    const sections = concept.languages.flatMap(({ lang, terms }) => {
      const right = terms.filter(({ wrong, text }) => !wrong && text !== '')
      const head = right.find(({ preferred }) => preferred) ?? right[0]
      if (!head || lang === undefined) return []
      const aliases = right.filter((term) => term !== head).map(({ text }) => text)
      const never = terms
        .filter(({ wrong, text }) => wrong && text !== '' && text !== head.text)
        .map(({ text }) => text)
      return [{ lang, head, aliases, never }]
    })
    if (sections.length === 0) this.#fail(concept.offset, 'a concept without a right term')
    const source = { file: this.#file, line: positionAt(this.#starts, concept.offset).line }
    for (const [i, { lang, head, aliases, never }] of sections.entries()) {
      // A language that only has its form is one of the forms of the first.
      if (i > 0 && aliases.length === 0 && never.length === 0) continue
      const others = sections.filter((section) => section.lang !== lang && section.lang !== EVERYWHERE)
      const gendered = i === 0 ? sections : sections.filter((section) => section.lang === lang)
      const genders = gendered.flatMap((section): [string, Gender][] =>
        section.head.gender ? [[section.lang, section.head.gender]] : [],
      )
      this.terms.push({
        term: head.text,
        kind: concept.kind ?? DEFAULT_KIND,
        ...(lang !== EVERYWHERE && { lang }),
        aliases,
        never,
        forms: Object.fromEntries(others.map((section) => [section.lang, section.head.text])),
        ...(genders.length > 0 && { gender: Object.fromEntries(genders) }),
        ...(concept.note && { note: concept.note }),
        ...(concept.authority && { authority: concept.authority }),
        source,
      })
    }
  }
}
