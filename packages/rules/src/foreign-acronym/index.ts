import type { Cue, Draft, ProseBlock, ProseContext, ProseRule, Site, Tier } from 'unmangle-core'
import { termOrigin } from 'unmangle-glossary'
import { foldedAt, gapAfter, isCapitalised, isQuote, isSpacedWord, textAt, touches } from '../reading.ts'
import { ACRONYM, baseOf, type ForeignAcronym, foreignAcronyms } from './acronyms.ts'

interface Found {
  readonly at: number
  readonly block: ProseBlock
  readonly acronym: ForeignAcronym
}

const LATIN = /^\p{Script=Latin}+$/u
const CODE_MARK = /^[@#/\\_=:.&$|<>~^*+]$/
/** An acronym of two letters has too many meanings to stand by itself. */
const SHORTEST = 3
/** An acronym that so many languages share is known the world over. */
const MANY_LANGUAGES = 3
const LONG = 4

const isForeign: Cue = ({ text, glossary }) =>
  glossary !== undefined && ACRONYM.test(text) && foreignAcronyms(glossary).has(text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'foreign-acronym',
  family: 'name',
  description: 'The acronym of an organisation in another language',
  readsOrigin: true,
  check(context) {
    const { glossary } = context
    const sites = context.sites(isForeign)
    if (!glossary || sites.length === 0) return []
    const found = acronymsAt(context, sites, foreignAcronyms(glossary))
    const forms = byLanguage(found)
    return found.flatMap((one) => {
      const tier = tierOf(context, one, forms)
      return tier ? [draftOf(context, one, tier)] : []
    })
  },
}

function draftOf({ tokens }: ProseContext, { at, acronym }: Found, tier: Tier): Draft {
  const { form, right, term, languages } = acronym
  return {
    start: tokens.start[at] ?? 0,
    end: tokens.end[at] ?? 0,
    expected: [right],
    tier,
    message: 'The acronym of an organisation is that of another language.',
    why: `Machines leave acronyms as they are; “${form}” is what ${term.note ?? right} is called in ${[...languages].sort().join(', ')}. ${termOrigin(term)}`,
  }
}

function acronymsAt(
  context: ProseContext,
  sites: readonly Site[],
  acronyms: ReadonlyMap<string, ForeignAcronym>,
): Found[] {
  const inLanguage = new Map<ProseBlock, boolean>()
  return sites.flatMap(({ block, at }) => {
    const acronym = acronyms.get(textAt(context.tokens, at))
    if (!acronym || !isFree(context, at) || !isNamed(context, at, acronym)) return []
    const own = inLanguage.get(block) ?? isInLanguage(context, block)
    inLanguage.set(block, own)
    return own ? [{ at, block, acronym }] : []
  })
}

/** Neither quoted nor part of an address or of another word. */
function isFree({ tokens, facts }: ProseContext, at: number): boolean {
  const before = touches(tokens, at - 1) ? textAt(tokens, at - 1) : ''
  const after = touches(tokens, at) ? textAt(tokens, at + 1) : ''
  if (CODE_MARK.test(before) || (isQuote(before) && before !== '’')) return false
  if (facts.spaced && isSpacedWord(tokens, at - 1) && before !== '') return false
  if (/^["“”„«»‹›」』]$/.test(after) && isQuote(textAt(tokens, at - 1))) return false
  return !CODE_MARK.test(after) || !touches(tokens, at + 1)
}

/** In brackets an acronym is a gloss: it must follow the name that the organisation has in this language. */
function isNamed({ tokens, glossary }: ProseContext, at: number, { term }: ForeignAcronym): boolean {
  if (!/^[([（［]$/.test(textAt(tokens, at - 1))) return !/^[)\]）］]$/.test(textAt(tokens, at + 1))
  const name = term.lang === glossary?.lang ? term.note : undefined
  if (name === undefined) return false
  return tokens.text
    .slice(0, tokens.start[at - 1])
    .trimEnd()
    .endsWith(name)
}

/** A passage in another language has hardly a function word of this one. */
function isInLanguage(context: ProseContext, { first, last }: ProseBlock): boolean {
  const { tokens, facts } = context
  if (!facts.spaced || facts.functionWords.length === 0) return true
  let words = 0
  let own = 0
  let capitals = 0
  for (let i = first; i < last; i++) {
    if (!isSpacedWord(tokens, i)) continue
    words++
    const text = textAt(tokens, i)
    if (text.length > 1 && text === text.toUpperCase()) capitals++
    if (context.is('functionWords', foldedAt(tokens, i))) own++
  }
  return own * 10 >= words && capitals * 2 <= words
}

/** How sure it is that the letters stand for the organisation: that the text seems to come from there makes a guess. */
function tierOf(
  context: ProseContext,
  found: Found,
  forms: ReadonlyMap<string, ReadonlySet<string>>,
): Tier | undefined {
  const tier = tierByItself(context, found, forms)
  if (tier) return tier
  const { form, languages } = found.acronym
  const seems = context.document.from.some(({ tag, given }) => !given && languages.has(baseOf(tag)))
  const free = !isCounted(context, found.at) && !context.is('acronyms', foldedAt(context.tokens, found.at))
  return seems && free && form.length >= SHORTEST ? 'suggest' : undefined
}

/** The same, whatever the text seems to come from; undefined where the letters may stand for anything. */
function tierByItself(
  context: ProseContext,
  found: Found,
  forms: ReadonlyMap<string, ReadonlySet<string>>,
): Tier | undefined {
  const { tokens, facts, document } = context
  const { at, acronym } = found
  const { form, languages } = acronym
  if (!LATIN.test(form) && facts.script === 'Latn') return 'safe'
  if (isCounted(context, at)) return undefined
  const source = document.from.some(({ tag, given }) => given && languages.has(baseOf(tag)))
  if (context.is('acronyms', foldedAt(tokens, at))) return source ? 'suggest' : undefined
  const before = foldedAt(tokens, at - 1)
  const article = context.is('articles', before)
  const bound = article || context.is('prepositions', before)
  if (source || isCorroborated(found, forms)) return form.length >= SHORTEST || bound ? 'safe' : 'suggest'
  if (form.length < SHORTEST) return undefined
  if (languages.size < MANY_LANGUAGES) return bound ? 'suggest' : undefined
  if (facts.acronyms.length === 0) return article ? 'suggest' : undefined
  const next = textAt(tokens, at + 1)
  if (isCapitalised(next) && gapAfter(tokens, at) !== '') return 'suggest'
  if (article || form.length >= LONG) return 'safe'
  return 'suggest'
}

/** Beside a number or after a word that numbers go with, the letters are a unit, an era or an index. */
function isCounted(context: ProseContext, at: number): boolean {
  const { tokens } = context
  if (/^\d/.test(textAt(tokens, at + 1))) return true
  return /\d$/.test(textAt(tokens, at - 1)) || context.is('numeralContexts', foldedAt(tokens, at - 1))
}

/** The acronyms that the document has of each language. */
function byLanguage(found: readonly Found[]): ReadonlyMap<string, ReadonlySet<string>> {
  const out = new Map<string, Set<string>>()
  for (const { acronym } of found) {
    if (acronym.form.length < SHORTEST) continue
    for (const language of acronym.languages) out.set(language, (out.get(language) ?? new Set()).add(acronym.form))
  }
  return out
}

/** Whether the document has another acronym of the same language. */
function isCorroborated({ acronym }: Found, forms: ReadonlyMap<string, ReadonlySet<string>>): boolean {
  for (const language of acronym.languages) {
    const here = forms.get(language)
    if (here && here.size > (here.has(acronym.form) ? 1 : 0)) return true
  }
  return false
}
