import {
  FormRole,
  fold,
  follow,
  type GlossaryOverlay,
  indexToken,
  type ProseBlock,
  type ProseContext,
  type Term,
  Vocabulary,
} from 'unmangle-core'
import { isFirstHalf, SHORTEST_HALF } from './compound-names.ts'
import { type DocumentNames, isOrdinary, writtenWords } from './document-names.ts'
import { type Misspelling, misspellingOf, misspeltSurname, renderedSurname, type Surname } from './known-surnames.ts'
import { lostCase, type Mention } from './mentions.ts'
import { hasTitle, type NameRepair, repairOf } from './name-repair.ts'
import {
  foldedAt,
  formAt,
  inCode,
  isCapitalised,
  isCapitalisedAt,
  isHyphen,
  isPossessive,
  isUpperCase,
  joined,
} from './name-words.ts'
import { familyForm, foldedWords } from './overlay.ts'

const NUMERAL = /^[IVXLCDM]+$/

/** Surnames and places that stand alone. */
export function nameParts(context: ProseContext, names: DocumentNames, established: ReadonlySet<Term>): NameRepair[] {
  const out: NameRepair[] = []
  const surnames = surnamesOf(names, established)
  const misspelt = new Map<number, Misspelling | undefined>()
  const counted = countedNumerals(context, names)
  for (const { block, words, capitals, mentions, shouts } of names.blocks) {
    if (shouts) continue
    for (const mention of mentions) {
      const repair = surnameAlone(context, block, mention, established, counted) ?? placeAlone(context, mention)
      if (repair) out.push(repair)
    }
    if (surnames.size === 0 || capitals.length === 0) continue
    let next = 0
    for (const w of capitals) {
      while (next < mentions.length && endOf(mentions[next]!) <= w) next++
      // A word of a mention.
      if (next < mentions.length && mentions[next]!.at <= w) continue
      const i = words[w]!
      const id = context.tokens.id[i]!
      if (!misspelt.has(id)) misspelt.set(id, misspellingOf(context, i, surnames))
      const found = misspelt.get(id)
      const repair = found ? misspeltSurname(context, block, i, found) : renderedSurname(context, i, surnames)
      if (repair) out.push(repair)
    }
  }
  return out
}

/** Where the words of a mention end among those of its block. */
function endOf({ at, words }: Mention): number {
  return at + words.length
}

/** The surnames of those whom the document names, folded, in the glossary's order; of two of one name the later counts. */
function surnamesOf({ overlay }: DocumentNames, established: ReadonlySet<Term>): Map<string, Surname> {
  const places = new Set([...established].flatMap((term) => familyPlace(overlay, term) ?? []))
  const out = new Map<string, Surname>()
  for (const place of [...places].sort((a, b) => a - b)) {
    const { term, form } = overlay.form(place)
    out.set(fold(form), { term, family: form })
  }
  return out
}

const familyPlaces = new WeakMap<GlossaryOverlay, Map<Term, number | undefined>>()

/** The payload of a person's surname; looked for once a glossary. */
function familyPlace(overlay: GlossaryOverlay, term: Term): number | undefined {
  const known = familyPlaces.get(overlay) ?? new Map<Term, number | undefined>()
  familyPlaces.set(overlay, known)
  if (!known.has(term)) known.set(term, findFamilyPlace(overlay, term))
  return known.get(term)
}

function findFamilyPlace(overlay: GlossaryOverlay, term: Term): number | undefined {
  const { index, lang } = overlay
  const family = familyForm(term, lang)
  if (family === undefined) return undefined
  let node = 0
  for (const word of foldedWords(family, new Vocabulary())) {
    const token = indexToken(index, word)
    node = token < 0 || node < 0 ? -1 : follow(index, node, token)
  }
  if (node < 0) return undefined
  const payloads = index.payloads.subarray(index.payloadStart[node], index.payloadStart[node + 1])
  return payloads.find((payload) => {
    const form = overlay.form(payload)
    return form.role === FormRole.family && form.term === term
  })
}

function surnameAlone(
  context: ProseContext,
  block: ProseBlock,
  mention: Mention,
  established: ReadonlySet<Term>,
  counted: ReadonlySet<string>,
): NameRepair | undefined {
  const { tokens } = context
  const surnames = mention.forms.filter(({ role, term }) => role === FormRole.family && term.kind === 'person')
  if (surnames.length === 0 || mention.words.some((i) => inCode(tokens, i))) return undefined
  const known = surnames.find(({ term }) => established.has(term))
  const titled = hasTitle(context, mention.first)
  const found = known ?? surnames[0]!
  const text = tokens.text.slice(tokens.start[mention.first], tokens.end[mention.last])
  const compound = isFirstHalf(context, mention)
  const evidence = known
    ? `The document names ${found.term.term}.`
    : titled
      ? `A title stands before the name of ${found.term.term}.`
      : compound && found.form.length >= SHORTEST_HALF
        ? `A hyphen ties the name of ${found.term.term} to a word with a capital.`
        : ''
  if (!evidence) return undefined
  const stuck = stuckArticle(context, block, mention)
  if (stuck >= 0 && !isUpperCase(text)) {
    const possessive = tokens.text.slice(tokens.end[mention.last], tokens.end[mention.last + 2])
    const place = { first: stuck, last: mention.last + 2 }
    return repairOf(
      context,
      place,
      found.term,
      'article',
      found.form + possessive,
      true,
      `${evidence} A surname with a possessive takes no article.`,
    )
  }
  if (text === found.form || !lostCase(tokens, mention.words, writtenWords(found.form))) return undefined
  if (isUpperCase(text)) {
    if (!NUMERAL.test(text) || countsSomething(context, mention)) return undefined
    return repairOf(
      context,
      mention,
      found.term,
      'numeral',
      found.form,
      !counted.has(text),
      `${evidence} Nothing here counts, so “${text}” is the surname read as a Roman numeral.`,
    )
  }
  if (mention.words.every((i) => isOrdinary(context, foldedAt(tokens, i)))) return undefined
  // A surname has no article: a word that has one may be a common noun (the macron over a vowel).
  const certain = (known || titled) && (compound || !context.is('articles', foldedAt(tokens, mention.first - 1)))
  return repairOf(context, mention, found.term, 'case', found.form, certain, evidence)
}

/** Numerals that the document uses to count at least as often as not: there the surname is a guess. */
function countedNumerals(context: ProseContext, names: DocumentNames): Set<string> {
  const balance = new Map<string, number>()
  for (const { mentions } of names.blocks) {
    for (const mention of mentions) {
      const text = formAt(context.tokens, mention.first)
      if (mention.words.length > 1 || !NUMERAL.test(text)) continue
      balance.set(text, (balance.get(text) ?? 0) + (countsSomething(context, mention) ? 1 : -1))
    }
  }
  return new Set([...balance].filter(([, more]) => more >= 0).map(([text]) => text))
}

/** The article right before a surname that a possessive follows, or -1. */
function stuckArticle(context: ProseContext, block: ProseBlock, mention: Mention): number {
  const { tokens } = context
  const before = mention.first - 1
  if (before < block.first || !isPossessive(tokens, mention.last)) return -1
  return context.is('articles', foldedAt(tokens, before)) && joined(tokens, before, mention.first) ? before : -1
}

/** Whether a Roman numeral has something to count: a king, a chapter, a century, a team, any capitalised name. */
function countsSomething(context: ProseContext, mention: Mention): boolean {
  const { tokens } = context
  const next = mention.last + 1
  const folded = foldedAt(tokens, next)
  if (context.is('numeralContexts', folded) || context.is('numeralContexts', foldedAt(tokens, next + 1))) return true
  const before = mention.first - 1
  if (isInSeries(context, before, -1) || isInSeries(context, next, 1)) return true
  if (isHyphen(tokens, before)) return context.is('regnalNames', foldedAt(tokens, before - 1))
  const word = foldedAt(tokens, before)
  if (hasTitle(context, mention.first)) return false
  // On Monday, but a Sunday team.
  if (context.is('weekdays', word) && !context.is('articles', foldedAt(tokens, before - 1))) return false
  if (context.is('numeralContexts', word) || context.is('regnalNames', word)) return true
  const written = formAt(tokens, before)
  if (isCapitalised(written)) return !isOrdinaryOpening(context, before)
  // A noun phrase with an article that the numeral ends (the village XI): a surname has no article, but before
  // another noun (the awkward XI position) it can be an attribute.
  const attributive = joined(tokens, mention.last, next) && !isOrdinaryOpening(context, next)
  return !attributive && joined(tokens, before, mention.first) && context.is('articles', foldedAt(tokens, before - 1))
}

/** Whether a mark or a conjunction links a numeral to another one: `X and XI`, `X–XI`. */
function isInSeries(context: ProseContext, link: number, step: 1 | -1): boolean {
  const { tokens } = context
  if (!/^[-–,/]$/.test(formAt(tokens, link)) && !context.is('conjunctions', foldedAt(tokens, link))) return false
  const other = formAt(tokens, link + step)
  return NUMERAL.test(other) && other !== 'I'
}

/** A capital that only opens a sentence says nothing. */
function isOrdinaryOpening(context: ProseContext, i: number): boolean {
  return context.is('functionWords', foldedAt(context.tokens, i))
}

/**
 * A lower-cased place: certain in a compound (`pro-`, `anti-`). Where the document has the capital elsewhere it is a
 * guess: in too many languages the word is also an adjective or a thing (una empresa china).
 */
function placeAlone(context: ProseContext, mention: Mention): NameRepair | undefined {
  const { tokens } = context
  const i = mention.first
  if (mention.words.length !== 1 || isCapitalisedAt(tokens, i) || inCode(tokens, i)) return undefined
  const found = mention.forms.find(({ role, term }) => role === FormRole.canonical && term.kind === 'place')
  if (!found) return undefined
  const text = formAt(tokens, i)
  if (!isCapitalised(found.form) || fold(text) !== fold(found.form)) return undefined
  const compound = isHyphen(tokens, i - 1) && tokens.end[i - 1] === tokens.start[i]
  if (compound) {
    if (!context.is('compoundHeads', foldedAt(tokens, i - 2)) || isHyphen(tokens, i + 1)) return undefined
    return repairOf(
      context,
      mention,
      found.term,
      'case',
      found.form,
      true,
      'After such a first half only the name makes sense.',
    )
  }
  const half = isFirstHalf(context, mention) && text.length >= SHORTEST_HALF
  if (
    (isHyphen(tokens, i + 1) && !half) ||
    context.facts.commonWords.length === 0 ||
    isOrdinary(context, foldedAt(tokens, i))
  )
    return undefined
  if (!half && context.evidence.count(found.form) === 0) return undefined
  const why = half ? 'A hyphen ties the name to a word with a capital.' : `The document also writes “${found.form}”.`
  return repairOf(context, mention, found.term, 'case', found.form, false, why)
}
