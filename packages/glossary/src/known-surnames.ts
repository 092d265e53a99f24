import { fold, type ProseBlock, type ProseContext, type Term } from 'unmangle-core'
import { isOrdinary, opensSentence } from './document-names.ts'
import { endingsOf, stemsOf, withEnding } from './name-endings.ts'
import { hasTitle, type NameRepair, repairOf } from './name-repair.ts'
import { foldedAt, formAt, inCode, isCapitalised, isUpperCase, joined } from './name-words.ts'
import { isInflected, letterEndings } from './near-words.ts'
import { renderingsOf } from './renderings.ts'
import { type Slip, slipBetween } from './slips.ts'

/** The surname of somebody whom the document names. */
export interface Surname {
  readonly term: Term
  readonly family: string
}

/** No ending of a name is longer, a slip included. */
const LONGEST_ENDING = 5

/** What a form of the document is a misspelling of. */
export interface Misspelling extends Surname {
  readonly slip: Slip
  readonly evidence: string
}

/** The surname of somebody whom the document names that a form is a slip away from; asked once a form. */
export function misspellingOf(
  context: ProseContext,
  i: number,
  surnames: ReadonlyMap<string, Surname>,
): Misspelling | undefined {
  const { tokens } = context
  const written = formAt(tokens, i)
  const folded = foldedAt(tokens, i)
  if (isUpperCase(written) || folded.length < 4 || isOrdinary(context, folded)) return undefined
  for (const [right, surname] of surnames) {
    if (Math.abs(right.length - folded.length) > LONGEST_ENDING || right.includes(' ')) continue
    const found = slipWithEnding(context, written, folded, right)
    if (!found) continue
    const { slip, ending } = found
    const wrongs = context.evidence.count(written)
    const rights = timesFolded(context, right)
    if (rights < wrongs) continue
    const { term, family } = surname
    const evidence = `The document names ${term.term}, writes “${family}” ${times(rights)} and “${written}” ${times(wrongs)}.`
    return { term, family: family + ending, slip, evidence }
  }
  return undefined
}

/** The slip between a form and a surname, as it is or, which proves less, with an ending of the language. */
function slipWithEnding(
  context: ProseContext,
  written: string,
  folded: string,
  right: string,
): { readonly slip: Slip; readonly ending: string } | undefined {
  if (Math.abs(right.length - folded.length) <= 1) {
    // Two cases of one name, or of two.
    const inflected = letterEndings(context.facts).length > 0 && isInflected(folded, right)
    const slip = inflected ? undefined : slipBetween(folded, right)
    if (slip) return { slip, ending: '' }
  }
  for (const { stem, ending } of stemsOf(folded, endingsOf(context.facts))) {
    if (ending.strip !== '' || withEnding(right, ending) === undefined) continue
    if (slipBetween(stem, right) === 'slip') return { slip: 'letters', ending: written.slice(stem.length) }
  }
  return undefined
}

/** A surname of somebody whom the document names, with its letters out of order. */
export function misspeltSurname(
  context: ProseContext,
  block: ProseBlock,
  i: number,
  { term, family, slip, evidence }: Misspelling,
): NameRepair | undefined {
  if (inCode(context.tokens, i)) return undefined
  const certain = slip === 'slip' && !isAnothers(context, block, i, term)
  return repairOf(context, { first: i, last: i }, term, 'letters', family, certain, evidence)
}

/** The surname of somebody whom the document names, read as a word and translated, after a title. */
export function renderedSurname(
  context: ProseContext,
  i: number,
  surnames: ReadonlyMap<string, Surname>,
): NameRepair | undefined {
  // Asked first: of most words nothing is rendered.
  const rendered = renderingsOf(context.facts).get(foldedAt(context.tokens, i))
  if (!rendered || !hasTitle(context, i) || inCode(context.tokens, i)) return undefined
  const found = [...rendered].flatMap((word) => surnames.get(word) ?? [])
  const [one] = found
  if (!one || found.length > 1) return undefined
  const evidence = `The document names ${one.term.term}, a title stands here, and “${formAt(context.tokens, i)}” renders the surname.`
  return repairOf(context, { first: i, last: i }, one.term, 'translated', one.family, false, evidence)
}

/** Whether another given name may stand before the word: then it can be the surname of somebody else. */
function isAnothers(context: ProseContext, block: ProseBlock, i: number, { parts }: Term): boolean {
  const { tokens } = context
  const before = i - 1
  if (before < block.first || !joined(tokens, before, i) || !isCapitalised(formAt(tokens, before))) return false
  // The capital of an adverb that opens a sentence says nothing.
  if (opensSentence(context, block, before)) return false
  const folded = foldedAt(tokens, before)
  if (isOrdinary(context, folded) || hasTitle(context, i)) return false
  return !fold(parts?.given ?? '')
    .split(/[ -]/)
    .includes(folded)
}

function times(n: number): string {
  return n === 1 ? 'once' : `${n} times`
}

const COUNTS: unique symbol = Symbol('folded counts')

/** How often the document has a word, case and diacritics aside: a surname that lost its capital still counts. */
function timesFolded(context: ProseContext, folded: string): number {
  const counts = context.shared(COUNTS, () => {
    const out = new Map<string, number>()
    for (let i = 0; i < context.tokens.count; i++) {
      const word = foldedAt(context.tokens, i)
      out.set(word, (out.get(word) ?? 0) + 1)
    }
    return out
  })
  return counts.get(folded) ?? 0
}
