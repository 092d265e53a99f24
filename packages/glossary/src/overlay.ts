import {
  compileIndex,
  FormRole,
  type GlossaryOverlay,
  type IndexEntry,
  type Term,
  type TermForm,
  TokenKind,
  type Tokens,
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
  const said: TermForm[] = []
  const add = (term: Term, role: FormRole, form: string) => {
    said.push({ term, role, form })
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
  const forms: TermForm[] = []
  const entries: IndexEntry[] = []
  wordsOfEach(said.map(({ form }) => form)).forEach((tokens, i) => {
    const form = said[i]
    if (!form || tokens.length === 0) return
    entries.push({ tokens, payload: forms.length })
    forms.push(form)
  })
  return {
    lang: base,
    own: terms.some(({ shipped }) => shipped !== true),
    terms: [...chosen.values()],
    forms,
    form: (payload) => forms[payload]!,
    canonicals: (kind, fewest, most) =>
      forms.filter(({ term, role }, payload) => {
        const words = entries[payload]?.tokens.length ?? 0
        return role === FormRole.canonical && term.kind === kind && words >= fewest && words <= most
      }),
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
  if (speaks(term, lang) || ` ${canonical} `.includes(` ${family} `)) return family
  return familyInPlace(term, family, canonical)
}

/**
 * The surname in another alphabet: at the same end as in the term, where both have two words. Cyrillic keeps the order
 * of a name; Hungarian, say, does not.
 */
function familyInPlace({ term }: Term, family: string, canonical: string): string | undefined {
  if (!/^\p{Script=Cyrillic}/u.test(canonical)) return undefined
  const words = canonical.split(' ')
  if (words.length !== 2 || term.split(' ').length !== 2) return undefined
  return term.endsWith(` ${family}`) ? words[1] : term.startsWith(`${family} `) ? words[0] : undefined
}

function speaks(term: Term, lang: string): boolean {
  return isIn(term.lang, lang) || (term.lang === undefined && formIn(term, lang) === undefined)
}

/** The folded words of each form. All are cut up as one text: so many small ones would cost more than the words. */
function wordsOfEach(forms: readonly string[]): string[][] {
  const vocabulary = new Vocabulary()
  const tokens = tokenise(forms.join('\n'), vocabulary)
  let end = -1
  let i = 0
  return forms.map((form) => {
    end += form.length + 1
    const words: string[] = []
    for (; i < tokens.count && tokens.start[i]! < end; i++) if (isWord(tokens, i)) words.push(foldedAt(tokens, i))
    return words
  })
}

/** The words of a form, folded; marks between them do not count. */
export function foldedWords(form: string, vocabulary: Vocabulary): string[] {
  const tokens = tokenise(form, vocabulary)
  const words: string[] = []
  for (let i = 0; i < tokens.count; i++) if (isWord(tokens, i)) words.push(foldedAt(tokens, i))
  return words
}

function isWord({ kind }: Tokens, i: number): boolean {
  return kind[i] === TokenKind.word || kind[i] === TokenKind.number
}

function foldedAt({ vocabulary, id }: Tokens, i: number): string {
  return vocabulary.folded(id[i]!)
}
