import {
  byPlace,
  type Document,
  FAMILIES,
  type Format,
  type LanguagePack,
  type Reading,
  type Rule,
  settle,
  toInput,
} from 'unmangle-core'
import { compileOverlay } from 'unmangle-glossary'
import { compilePack, plainFacts } from 'unmangle-languages'
import { formatOf, type MarkdownParser, markdownReader, readText } from 'unmangle-readers'
import { rules as allRules } from 'unmangle-rules'
import { acceptance } from './accepted.ts'
import { type Candidate, type Contexts, candidatesOf, type Heard, heardWhateverOrigin } from './check.ts'
import { contextsFor, contextsOf, type Language, languageOf } from './context.ts'
import { detectLanguage } from './detect.ts'
import { type DetectionTables, detectionTables } from './detection-tables.ts'
import { fixToRest, shownOf } from './fix.ts'
import { identifyLanguage } from './identify.ts'
import type { Input, Options, Report, ReportedFinding, Unmangler } from './options.ts'
import { originsOf } from './origin.ts'
import { originClues, suffices } from './origin-clues.ts'
import { pathLanguage } from './path-language.ts'

/** Forms remembered per language before the memory starts anew: bounds the memory of an endless stream. */
const MOST_FORMS = 200_000
/** What a text is taken for when nothing tells its language: rules that need no words still work. */
const UNKNOWN = 'und'

/**
 * Puts packs, glossary and rules together.
 *
 * @param parse Reads Markdown and MDX, unless the options bring readers of their own.
 * @throws {Error} if a cap names no rule and no family that is known.
 */
export function assembleUnmangler(parse: MarkdownParser, options: Options): Unmangler {
  const rules: readonly Rule[] = options.rules ?? allRules
  const caps = options.caps ?? {}
  for (const name of Object.keys(caps)) {
    const known = [...rules, ...allRules].some((rule) => rule.id === name) || FAMILIES.some((family) => family === name)
    if (!known) throw new Error(`caps: no rule or family is called “${name}”`)
  }
  const policy = { caps, accepts: acceptance(options.accept ?? [], options.terms ?? []) }
  const { proseKeys, templateTags, tables = [] } = options
  const readers = {
    text: readText,
    markdown: markdownReader(parse, { proseKeys, templateTags }),
    mdx: markdownReader(parse, { mdx: true, proseKeys, templateTags }),
    ...options.readers,
  }
  const languages = new Map<string, Language>()
  let detection: DetectionTables | undefined
  const languageOfPath = pathLanguage(options.packs.tags)

  const detectionOf = (): DetectionTables => {
    detection ??= detectionTables(options.packs.detection?.() ?? options.packs.tags.map((tag) => packOf(tag).facts))
    return detection
  }

  const packOf = (tag: string): LanguagePack => options.packs.load(tag) ?? compilePack(plainFacts(tag), [])

  const languageFor = (tag: string): Language => {
    const known = languages.get(tag)
    if (known && known.vocabulary.size < MOST_FORMS) return known
    const pack = known?.pack ?? packOf(tag)
    const terms = options.terms ?? []
    const overlay =
      known?.overlay ?? options.overlay?.(tag) ?? (terms.length > 0 ? compileOverlay(terms, tag) : undefined)
    const own = tables.filter(({ lang }) => tag === lang || tag.startsWith(`${lang}-`))
    const spellings = options.spellings?.filter(({ lang }) => lang === pack.facts.tag)
    const language = languageOf(
      pack,
      detectionOf(),
      overlay,
      own.length > 0 ? compilePack(pack.facts, own) : undefined,
      spellings && new Map(spellings.map((spelling) => [spelling.odd, spelling])),
      options.packs.glosses?.(),
    )
    languages.set(tag, language)
    return language
  }

  const languageNamed = (reading: Reading, input: Input): { readonly lang: string; readonly langGiven: boolean } => {
    const named = input.lang ?? reading.lang ?? options.lang ?? (input.path && languageOfPath(input.path))
    if (named) return { lang: named, langGiven: true }
    const detected = detectLanguage(reading.prose.text, detectionOf())
    return { lang: detected?.sure ? detected.tag : guessed(reading, input), langGiven: false }
  }

  const guessed = (reading: Reading, { guess }: Input): string =>
    guess ?? options.guess?.(reading.prose.text) ?? UNKNOWN

  const documentOf = (reading: Reading, input: Input, format: Format): Document => {
    const named = input.from ?? options.from ?? []
    const from = named.map((tag) => ({ tag, confidence: 1, given: true, why: 'as given' }))
    const base = { format, path: input.path, ...languageNamed(reading, input), from }
    const document = { ...base, source: reading.prose.source, reading }
    if (input.original === undefined) return document
    const original = readers[format](input.original)
    return { ...document, original: { ...base, from: [], source: input.original, reading: original } }
  }

  const report = (document: Document, found: readonly ReportedFinding[], output: string): Report => ({
    lang: document.lang,
    from: document.from,
    findings: found,
    notes: [...document.reading.notes, ...notesOnPacks(document)],
    output,
  })

  const seen = new WeakMap<Document, Contexts>()
  const contexts = (document: Document): Contexts => {
    const known = seen.get(document) ?? contextsOf(document, languageFor, detectionOf())
    seen.set(document, known)
    return known
  }

  /** Which packs the document was read with, where that is not the one of its language alone. */
  const notesOnPacks = (document: Document): string[] => {
    const [, ...others] = contexts(document)
    const none = document.lang !== UNKNOWN && options.packs.load(document.lang) === undefined
    return [
      ...(none ? [`There is no pack of “${document.lang}”: rules that need its words are silent.`] : []),
      ...others.map(
        ({ facts, blocks }) =>
          `${blocks.length === 1 ? '1 block is' : `${blocks.length} blocks are`} read as ${facts.name}.`,
      ),
    ]
  }

  const checked = new WeakMap<Document, readonly Candidate[]>()
  const heard = new WeakMap<Document, Heard>()
  const candidates = (document: Document): readonly Candidate[] => {
    const known = checked.get(document)
    if (known) return known
    const asked: Heard = heard.get(document) ?? new Map()
    const found = candidatesOf(document, contexts(document), rules, policy, asked)
    heard.set(document, asked)
    checked.set(document, found)
    return found
  }

  /** The document with the languages that it seems to come from, where nobody named them and enough in it is broken. */
  const withOrigin = (document: Document): Document => {
    if (document.from.length > 0) return document
    const findings = settle(shownOf(document.source, candidates(document)))
    if (!suffices(findings)) return document
    const from = originsOf(originClues(contexts(document)[0], findings, detectionOf()), findings.length)
    if (from.length === 0) return document
    const traced = { ...document, from }
    seen.set(traced, contextsFor(traced, contexts(document)))
    heard.set(traced, heardWhateverOrigin(heard.get(document) ?? new Map()))
    return traced
  }

  const checkReading = (reading: Reading, input: Input): Report => {
    const document = withOrigin(documentOf(reading, input, formatFor(input)))
    const found = settle(shownOf(document.source, candidates(document)))
    const counted = found.filter((finding) => input.counts?.(finding) ?? true)
    const findings = counted.map((finding) => ({ ...finding, applied: false }))
    return report(document, findings, input.text)
  }

  return {
    checkReading,
    identify: (input) => identifyLanguage(readers[formatFor(input)](input.text).prose.text, options.packs.tags),
    check: (input) => checkReading(readers[formatFor(input)](input.text), input),
    survey(input, census) {
      const format = formatFor(input)
      for (const context of contexts(documentOf(readers[format](input.text), input, format))) census.add(context)
    },
    fix(input, tier = 'safe') {
      const format = formatFor(input)
      const first = readers[format](input.text)
      const document = withOrigin(documentOf(first, input, format))
      const read = (source: string): Document =>
        source === input.text ? document : { ...document, source, reading: readers[format](source) }
      const { counts } = input
      const { output, changes, left: found } = fixToRest(input.text, tier, { read, check: candidates, counts })
      const left = settle(shownOf(output, found))
        .map((finding) => ({ ...toInput(input.text, output, changes, finding), applied: false }))
        .filter((finding) => counts?.(finding) ?? true)
      const made = changes.map(({ finding }) => ({ ...finding, applied: true }))
      return report(document, [...made, ...left].sort(byPlace), output)
    },
  }
}

function formatFor(input: Input): Format {
  return input.format ?? (input.path === undefined ? undefined : formatOf(input.path)) ?? 'text'
}
