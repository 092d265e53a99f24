import {
  compileRuns,
  FormRole,
  type GlossaryOverlay,
  type Term,
  type TermForm,
  TokenKind,
  type Tokens,
  tokenise,
  Vocabulary,
  type WordRuns,
} from 'unmangle-core'

/**
 * Compiles the terms that say something of a target language. Forms are indexed by their words alone, case and
 * diacritics folded, so that `Jong-un` and `jong un` meet; of two terms with one canonical form the later wins.
 */
export function compileOverlay(terms: readonly Term[], lang: string): GlossaryOverlay {
  const base = lang.split('-')[0] ?? lang
  const chosen = chosenTerms(terms, base)
  // A form is three numbers in a row, and an object only where it is asked for: there are several of each term.
  const owners: Term[] = []
  const roles: FormRole[] = []
  const texts: string[] = []
  const add = (term: Term, role: FormRole, form: string) => {
    owners.push(term)
    roles.push(role)
    texts.push(form)
  }
  for (const { term, canonical } of chosen) {
    add(term, FormRole.canonical, canonical)
    if (speaks(term, base)) {
      for (const alias of term.aliases) add(term, FormRole.alias, alias)
      for (const wrong of term.never) add(term, FormRole.never, wrong)
    }
    const family = familyForm(term, base)
    if (family) add(term, FormRole.family, family)
  }
  const { runs, places } = wordsOfEach(texts)
  const made: (TermForm | undefined)[] = []
  const form = (payload: number): TermForm => {
    const place = places[payload]!
    const known = made[payload] ?? { term: owners[place]!, role: roles[place]!, form: texts[place]! }
    made[payload] = known
    return known
  }
  return {
    lang: base,
    own: terms.some(({ shipped }) => shipped !== true),
    terms: chosen.map(({ term }) => term),
    get forms() {
      return Array.from(places, (_, payload) => form(payload))
    },
    form,
    canonicals(kind, fewest, most) {
      const out: TermForm[] = []
      places.forEach((place, payload) => {
        const words = runs.start[payload + 1]! - runs.start[payload]!
        const fits = owners[place]?.kind === kind && words >= fewest && words <= most
        if (fits && roles[place] === FormRole.canonical) out.push(form(payload))
      })
      return out
    },
    index: compileRuns(runs),
  }
}

interface ChosenTerm {
  readonly term: Term
  readonly canonical: string
}

/** The terms that say something of a language, each with its right form there; of two with one form the later. */
function chosenTerms(terms: readonly Term[], lang: string): ChosenTerm[] {
  const chosen: ChosenTerm[] = []
  const persons = new Map<string, number>()
  const others = new Map<string, number>()
  for (const term of terms) {
    const canonical = canonicalForm(term, lang)
    if (canonical === undefined) continue
    const places = term.kind === 'person' ? persons : others
    const place = places.get(canonical)
    if (place === undefined) {
      places.set(canonical, chosen.length)
      chosen.push({ term, canonical })
      continue
    }
    // A concept of several languages is a term for each that has forms of its own: the one that is at home here holds.
    const before = chosen[place]?.term
    const isOther = before?.source.file === term.source.file && speaks(before, lang) && !speaks(term, lang)
    if (!isOther) chosen[place] = { term, canonical }
  }
  return chosen
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

/**
 * The folded words of each form that has some, and which form that is. All are cut up as one text: so many small ones
 * would cost more than the words.
 */
function wordsOfEach(forms: readonly string[]): { readonly runs: WordRuns; readonly places: readonly number[] } {
  const vocabulary = new Vocabulary()
  const tokens = tokenise(forms.join('\n'), vocabulary)
  const numbers = new Map<string, number>()
  /** By interned form: the number of its folded word. */
  const known = new Int32Array(vocabulary.size).fill(-1)
  const numberOf = (id: number): number => {
    const before = known[id]!
    if (before >= 0) return before
    const folded = vocabulary.folded(id)
    const number = numbers.get(folded) ?? numbers.size
    numbers.set(folded, number)
    known[id] = number
    return number
  }
  const out = new Int32Array(tokens.count)
  const start = new Int32Array(forms.length + 1)
  const places: number[] = []
  let count = 0
  let end = -1
  let i = 0
  forms.forEach((form, place) => {
    end += form.length + 1
    const before = count
    for (; i < tokens.count && tokens.start[i]! < end; i++)
      if (isWord(tokens, i)) out[count++] = numberOf(tokens.id[i]!)
    if (count === before) return
    places.push(place)
    start[places.length] = count
  })
  return { runs: { numbers, tokens: out.subarray(0, count), start: start.subarray(0, places.length + 1) }, places }
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
