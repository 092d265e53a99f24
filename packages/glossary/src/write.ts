import type { Term } from 'unmangle-core'
import { countOne, type LanguagePair } from './errors.ts'
import type { GlossaryFormat } from './format.ts'
import { canonicalForm } from './overlay.ts'
import { writeJson, writeYaml } from './write-native.ts'
import { writeDeepl, writeGoogle, writePo } from './write-pairs.ts'
import { writeTable } from './write-table.ts'
import { writeTbx } from './write-tbx.ts'

/** A glossary as text, and what of its terms the format has no place for, by name, with how many terms lose it. */
export interface WrittenGlossary {
  readonly text: string
  readonly lost: ReadonlyMap<string, number>
}

/** Notes what a term loses. */
export type Lose = (what: string) => void

/** A term in a format of two languages. */
export interface TermPair {
  readonly term: Term
  readonly source: string
  readonly target: string
}

/**
 * Writes terms in a format.
 *
 * @param languages What `po`, `deepl` and `google` hold; terms without a form in both are lost.
 * @throws {Error} if such a format is asked for without languages.
 */
export function writeGlossary(
  terms: readonly Term[],
  format: GlossaryFormat,
  languages?: LanguagePair,
): WrittenGlossary {
  const lost = new Map<string, number>()
  const lose: Lose = (what) => countOne(lost, what)
  return { text: textOf(terms, format, lose, languages), lost }
}

function textOf(terms: readonly Term[], format: GlossaryFormat, lose: Lose, languages?: LanguagePair): string {
  switch (format) {
    case 'yaml':
      return writeYaml(terms)
    case 'json':
      return writeJson(terms)
    case 'csv':
      return writeTable(terms, ',', lose)
    case 'tsv':
      return writeTable(terms, '\t', lose)
    case 'tbx':
      return writeTbx(terms, lose)
    default: {
      if (!languages) throw new Error(`${format} holds two languages: say from which to which`)
      const pairs = pairsOf(terms, languages, lose)
      if (format === 'po') return writePo(pairs, languages, lose)
      return format === 'deepl' ? writeDeepl(pairs, languages, lose) : writeGoogle(pairs, languages, lose)
    }
  }
}

/** The terms that both languages have; what two languages cannot hold is lost. */
function pairsOf(terms: readonly Term[], { source, target }: LanguagePair, lose: Lose): TermPair[] {
  const pairs: TermPair[] = []
  for (const term of terms) {
    const from = canonicalForm(term, source)
    const to = canonicalForm(term, target)
    if (from === undefined || to === undefined) {
      lose('term without a form in both languages')
      continue
    }
    for (const tag of Object.keys(term.forms)) if (tag !== source && tag !== target) lose(`form ${tag}`)
    if (term.kind !== 'term') lose('kind')
    for (const key of ['parts', 'gender', 'authority'] as const)
      if (term[key]) lose(key === 'authority' ? 'source' : key)
    pairs.push({ term, source: from, target: to })
  }
  return pairs
}
