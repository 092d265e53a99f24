import {
  compileIndex,
  FormRole,
  type GlossaryOverlay,
  type IndexEntry,
  type Term,
  type TermForm,
  TokenKind,
  tokenise,
  Vocabulary,
} from 'unmangle-core'

/**
 * Compiles the terms that say something of a target language. Forms are indexed by their words alone, case and
 * diacritics folded, so that `Jong-un` and `jong un` meet; of two terms with one canonical form the later wins.
 */
export function compileOverlay(terms: readonly Term[], lang: string): GlossaryOverlay {
  const base = lang.split('-')[0] ?? lang
  const chosen = new Map<string, Term>()
  for (const term of terms) {
    const canonical = canonicalForm(term, base)
    if (canonical === undefined) continue
    const key = `${term.kind === 'person'}\u0000${canonical}`
    const before = chosen.get(key)
    // A concept of several languages is a term for each that has forms of its own: the one that is at home here holds.
    const isOther = before?.source.file === term.source.file && speaks(before, base) && !speaks(term, base)
    if (!isOther) chosen.set(key, term)
  }
  const forms: TermForm[] = []
  const entries: IndexEntry[] = []
  const vocabulary = new Vocabulary()
  const add = (term: Term, role: FormRole, form: string) => {
    const words = foldedWords(form, vocabulary)
    if (words.length === 0) return
    entries.push({ tokens: words, payload: forms.length })
    forms.push({ term, role, form })
  }
  for (const term of chosen.values()) {
    const canonical = canonicalForm(term, base) ?? term.term
    add(term, FormRole.canonical, canonical)
    const native = speaks(term, base)
    if (native) {
      for (const alias of term.aliases) add(term, FormRole.alias, alias)
      for (const wrong of term.never) add(term, FormRole.never, wrong)
    }
    const family = familyForm(term, base)
    if (family) add(term, FormRole.family, family)
  }
  return {
    lang: base,
    own: terms.some(({ shipped }) => shipped !== true),
    terms: [...chosen.values()],
    forms,
    form: (payload) => forms[payload]!,
    index: compileIndex(entries),
  }
}

/** The right form of a term in a language, or undefined where the glossary does not know it. */
export function canonicalForm(term: Term, lang: string): string | undefined {
  if (isIn(term.lang, lang)) return term.term
  return formIn(term, lang) ?? (term.lang === undefined ? term.term : undefined)
}

/** A form of the language itself, else of one of its regions. */
function formIn({ forms }: Term, lang: string): string | undefined {
  const exact = forms[lang]
  if (exact !== undefined) return exact
  for (const tag in forms) if (isIn(tag, lang)) return forms[tag]
  return undefined
}

/** Whether a tag is a language or one of its regions. */
function isIn(tag: string | undefined, lang: string): boolean {
  return tag === lang || (tag !== undefined && tag.length > lang.length && tag.startsWith(`${lang}-`))
}

/** The surname as a language writes it, where it is not the whole name: the term's own where the name has it there too. */
export function familyForm(term: Term, lang: string): string | undefined {
  const family = term.parts?.family
  const canonical = canonicalForm(term, lang) ?? term.term
  if (!family || family === canonical) return undefined
  return speaks(term, lang) || ` ${canonical} `.includes(` ${family} `) ? family : undefined
}

function speaks(term: Term, lang: string): boolean {
  return isIn(term.lang, lang) || (term.lang === undefined && formIn(term, lang) === undefined)
}

/** The words of a form, folded; marks between them do not count. */
export function foldedWords(form: string, vocabulary: Vocabulary): string[] {
  const tokens = tokenise(form, vocabulary)
  const words: string[] = []
  for (let i = 0; i < tokens.count; i++)
    if (tokens.kind[i] === TokenKind.word || tokens.kind[i] === TokenKind.number)
      words.push(vocabulary.folded(tokens.id[i]!))
  return words
}
