import { type Cue, type LanguageFacts, type ProseContext, type Site, TokenKind } from 'unmangle-core'
import { isOrdinary, isOrdinaryForm, opensSentence } from './document-names.ts'
import { hasTitle } from './name-repair.ts'
import { foldedAt, formAt, inCode, isCapitalForm, isCapitalisedAt, isHyphen, joined } from './name-words.ts'
import { isInflected, letterEndings } from './near-words.ts'
import { slipBetween } from './slips.ts'

/** A word that is spelt otherwise than the same name elsewhere, in offsets of the prose. */
export interface OddSpelling {
  readonly start: number
  readonly end: number
  readonly replacement: string
  readonly why: string
}

const SHORTEST = 5
/** So often the usual spelling has to stand for each time of the odd one. */
export const TIMES = 3
/** A name under a title is known by fewer. */
const TITLED = 2

/** A capitalised form within sentences, where a capital says something. */
export interface Name {
  readonly form: string
  readonly folded: string
  readonly places: Site[]
}

/** Names that the document spells once otherwise than it does again and again; no glossary is asked. */
export function oddSpellings(context: ProseContext): OddSpelling[] {
  if (!context.facts.spaced) return []
  const names = namesOf(context)
  const usual = [...names.values()].filter(({ places }) => places.length >= TIMES)
  const near = nearest(usual)
  const out: OddSpelling[] = []
  for (const odd of names.values()) {
    if (odd.places.length !== 1) continue
    for (const right of near(odd.folded)) {
      const repair = repairOf(context, odd, right)
      if (repair) {
        out.push(repair)
        break
      }
    }
  }
  const known = new Set(out.map(({ start }) => start))
  return [
    ...out,
    ...lowered(context, names),
    ...acrossDocuments(context, names).filter(({ start }) => !known.has(start)),
  ]
}

const LETTERS = /^\p{Lu}[\p{Ll}\p{M}]+$/u

/** What has the looks of a name and is no word of the language. */
const mayBeName: Cue = ({ kind, text, is }) =>
  text.length >= SHORTEST && isCapitalForm(kind, text) && LETTERS.test(text) && !isOrdinaryForm(is)

/** By form; a form that the document also has in small letters again and again is none. */
export function namesOf(context: ProseContext): Map<number, Name> {
  const { tokens } = context
  const names = new Map<number, Name>()
  const passed = new Set<number>()
  for (const site of context.sites(mayBeName)) {
    const { block, at } = site
    const id = tokens.id[at]!
    if (block.kind === 'heading' || passed.has(id)) continue
    let name = names.get(id)
    if (!name) {
      const form = formAt(tokens, at)
      if (context.evidence.count(form.toLowerCase()) > 1) {
        passed.add(id)
        continue
      }
      name = { form, folded: foldedAt(tokens, at), places: [] }
      names.set(id, name)
    }
    if (!inCode(tokens, at) && !opensSentence(context, block, at)) name.places.push(site)
  }
  return names
}

/** Finds the usual names that a folded one may be a slip of: those of its first letters or its last. */
export function nearest<T extends { readonly folded: string }>(usual: readonly T[]): (folded: string) => readonly T[] {
  const byEnd = new Map<string, T[]>()
  const keysOf = (folded: string) => [`${folded.slice(0, 3)}-`, `${folded.charAt(0)}-${folded.slice(-3)}`]
  for (const name of usual) {
    for (const key of keysOf(name.folded)) {
      const names = byEnd.get(key)
      if (names) names.push(name)
      else byEnd.set(key, [name])
    }
  }
  return (folded) => [...new Set(keysOf(folded).flatMap((key) => byEnd.get(key) ?? []))]
}

function repairOf(context: ProseContext, odd: Name, right: Name): OddSpelling | undefined {
  const [place] = odd.places
  if (!place || !isSlipOf(context.facts, kinOf(context, odd), kinOf(context, right))) return undefined
  const beside = companion(context, place)
  const shared = beside === '' ? '' : ` “${beside}” stands before both.`
  return {
    start: context.tokens.start[place.at]!,
    end: context.tokens.end[place.at]!,
    replacement: right.form,
    why: `The document writes “${right.form}” ${right.places.length} times and “${odd.form}” once.${shared}`,
  }
}

function hasCompanion({ before }: Kin): boolean {
  for (const word of before) if (word !== '') return true
  return false
}

/** A name with what stands around it: titles, given names, surnames; folded, '' where there is nothing. */
export interface Kin {
  readonly form: string
  readonly folded: string
  readonly before: ReadonlySet<string>
  readonly after: ReadonlySet<string>
}

/** What stands around a name. */
export function kinOf(context: ProseContext, { form, folded, places }: Name): Kin {
  return {
    form,
    folded,
    before: new Set(places.map((place) => companion(context, place))),
    after: new Set(places.map((place) => follower(context, place))),
  }
}

/** Whether a name that is rare is a slip of a usual one, and no other person, place or inflected form. */
export function isSlipOf(facts: LanguageFacts, odd: Kin, right: Kin): boolean {
  // The same letters with other marks: where nouns vary so (*Vater*, *Väter*) none of them has a companion.
  const marks = odd.folded === right.folded && odd.form.at(-1) === right.form.at(-1) && hasCompanion(right)
  const slip = marks ? 'slip' : slipBetween(odd.folded, right.folded)
  if (!slip || odd.folded.charAt(0) !== right.folded.charAt(0)) return false
  if (!marks && letterEndings(facts).length > 0 && isInflected(odd.folded, right.folded)) return false
  for (const after of odd.after) if (after !== '' && !right.after.has(after)) return false
  for (const before of odd.before) {
    // Another given name is another person; other letters need the same one, and so does what may be any noun.
    if (before === '' ? slip !== 'slip' || facts.capitalNouns : !right.before.has(before)) return false
  }
  return true
}

/** A capital makes a name of a word that is one somewhere (*Tom*), and not of others (*Monday*). */
function mayBePart(context: ProseContext, folded: string): boolean {
  return !isOrdinary(context, folded) || context.is('commonWords', folded)
}

/** The title or the capitalised word right before a name, folded. */
function companion(context: ProseContext, { block, at: i }: Site): string {
  const { tokens } = context
  const before = isHyphen(tokens, i - 1) ? i - 2 : i - 1
  if (before < block.first || tokens.kind[before] !== TokenKind.word || !joined(tokens, before, i)) return ''
  const folded = foldedAt(tokens, before)
  const isPart = isCapitalisedAt(tokens, before) && mayBePart(context, folded) && !opensSentence(context, block, before)
  return isPart || context.is('personTitles', folded) ? folded : ''
}

/** The capitalised word right after a name, folded: the surname of a given name. */
function follower({ tokens }: ProseContext, { block, at }: Site): string {
  const after = isHyphen(tokens, at + 1) ? at + 2 : at + 1
  const isPart = after < block.last && joined(tokens, at, after) && isCapitalisedAt(tokens, after)
  return isPart ? foldedAt(tokens, after) : ''
}

/** A name in small letters right after a title. */
function lowered(context: ProseContext, names: ReadonlyMap<number, Name>): OddSpelling[] {
  const { tokens } = context
  const byLower = new Map<number, Name>()
  for (const name of names.values())
    if (name.places.length >= TITLED) byLower.set(tokens.vocabulary.intern(name.form.toLowerCase()), name)
  const out: OddSpelling[] = []
  if (byLower.size === 0) return out
  for (const { first, last } of context.blocks) {
    for (let i = first; i < last; i++) {
      const name = byLower.get(tokens.id[i]!)
      if (!name || !hasTitle(context, i) || inCode(tokens, i)) continue
      // The first half of another title (deputy prime minister).
      if (context.is('personTitles', `${foldedAt(tokens, i)} ${foldedAt(tokens, i + 1)}`)) continue
      out.push({
        start: tokens.start[i]!,
        end: tokens.end[i]!,
        replacement: name.form,
        why: `A title stands before it, and the document writes “${name.form}” ${name.places.length} times.`,
      })
    }
  }
  return out
}

/** Names that all documents together spell otherwise. */
function acrossDocuments({ tokens, spellings }: ProseContext, names: ReadonlyMap<number, Name>): OddSpelling[] {
  if (!spellings || spellings.size === 0) return []
  return [...names.values()].flatMap(({ form, places }) => {
    const spelling = spellings.get(form)
    if (!spelling) return []
    const why = `The documents together write “${spelling.usual}” ${spelling.usuals} times and “${form}” ${times(spelling.odds)}.`
    return places.map(({ at }) => ({
      start: tokens.start[at]!,
      end: tokens.end[at]!,
      replacement: spelling.usual,
      why,
    }))
  })
}

function times(n: number): string {
  return n === 1 ? 'once' : `${n} times`
}
