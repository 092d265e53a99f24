import type { Term } from 'unmangle-core'
import { carrier, mangle, type Name } from 'unmangle-mangler'
import { formatOf } from 'unmangle-readers'
import type { CleanDocument, Label, LabelledDocument } from './labelled.ts'

/** A file of the corpora as its reader gives it. */
export interface CorpusFile {
  readonly path: string
  readonly head: Readonly<Record<string, string>>
  readonly text: string
  readonly labels: readonly Label[]
}

/** @throws {Error} naming the file, where its head does not name a language or its extension no format */
export function documentOf({ path, head, text, labels }: CorpusFile): LabelledDocument {
  const format = formatOf(path)
  if (!head.id || !head.lang || !format) throw new Error(`${path}: the head needs an id and a language`)
  return { id: head.id, lang: head.lang, format, text, labels }
}

/** The names of glossary terms as a language writes them. */
export function namesOf(terms: readonly Term[], lang: string): Name[] {
  return terms.flatMap(({ term, kind, parts, forms, lang: own }) => {
    const full = own === undefined || own === lang ? term : forms[lang]
    if (full === undefined) return []
    // The parts of a form in another language are not given: where they are the same words they are the same parts.
    const same = (part: string | undefined) => (part !== undefined && full.includes(part) ? part : undefined)
    return [{ full, kind, family: same(parts?.family), given: same(parts?.given) }]
  })
}

/** How many pages of names are made a language. */
const CARRIERS = 30
const CARRIER_LANGUAGES = ['de', 'en', 'es', 'fr']
const ROUNDS = 2

/** Clean documents, and pages made of names, damaged by the mangler. The same every time. */
export function mangledDocuments(clean: readonly CleanDocument[], terms: readonly Term[]): LabelledDocument[] {
  const pages = CARRIER_LANGUAGES.flatMap((lang) => {
    const names = namesOf(terms, lang)
    return Array.from({ length: CARRIERS }, (_, i): CleanDocument & { names: readonly Name[] } => ({
      id: `${lang}-carrier-${i}`,
      lang,
      format: 'markdown',
      text: carrier(lang, names, i),
      names,
    }))
  })
  const out: LabelledDocument[] = []
  for (let round = 1; round <= ROUNDS; round++)
    for (const [i, page] of [...clean, ...pages].entries()) {
      const { text, labels } = mangle(page, { seed: 1000 * round + i })
      out.push({ id: `${page.id}-${round}`, lang: page.lang, format: page.format, text, labels })
    }
  return out
}
