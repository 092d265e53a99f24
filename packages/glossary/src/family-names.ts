import { FormRole, fold, indexToken, type ProseContext, type Term } from 'unmangle-core'
import { type DocumentNames, isOrdinary, writtenWords } from './document-names.ts'
import { isRightRole, type Mention } from './mentions.ts'
import { type NameRepair, repairOf } from './name-repair.ts'
import { foldedAt, formAt, inCode, isCapitalisedAt, isUpperCase, joined } from './name-words.ts'
import { canonicalForm } from './overlay.ts'
import { renderingsOf } from './renderings.ts'
import { slipBetween } from './slips.ts'
import { soundDistance } from './sounds.ts'

/** A shorter surname, or a shorter given name, is too near to too many others. */
const SHORTEST = 5
/** From this length on two letters of a given name may differ. */
const LONG = 8

/** The words of a block around a surname that stands there as it should. */
interface Place {
  readonly words: readonly number[]
  /** The surname's first and last place among them. */
  readonly first: number
  readonly last: number
}

/** Persons whose surname stands right beside a given name that is misspelt, or on its wrong side. */
export function aroundSurnames(context: ProseContext, names: DocumentNames): NameRepair[] {
  const out: NameRepair[] = []
  for (const { words, mentions, shouts } of names.blocks) {
    if (shouts) continue
    let full: ReadonlySet<number> | undefined
    for (const mention of mentions) {
      const families = mention.forms.filter(({ role, term }) => role === FormRole.family && term.kind === 'person')
      if (families.length === 0 || isFullName(mention)) continue
      if (!isCapitalisedAt(context.tokens, mention.first)) continue
      full ??= new Set(mentions.filter(isFullName).flatMap((mention) => mention.words))
      const beside = full
      const place = { words, first: mention.at, last: mention.at + mention.words.length - 1 }
      const swapped = families.flatMap(({ term, form }) => swappedAt(context, names, place, term, form, beside) ?? [])
      const [one] = swapped
      if (one && swapped.every(({ replacement }) => replacement === one.replacement)) {
        out.push(one)
        continue
      }
      // Of two people of one surname a slip does not tell who is meant.
      const isOnly = families.length === 1
      const broken = families.flatMap(
        ({ term, form }) => brokenGiven(context, names, place, term, form, isOnly, beside) ?? [],
      )
      if (broken.length === 1) out.push(...broken)
    }
  }
  return out
}

function isFullName({ words, forms }: Mention): boolean {
  return words.length > 1 && forms.some(({ role }) => isRightRole(role))
}

/** The words of the given name as this language writes them, where the surname stands at one end of the name. */
function givenIn(
  { overlay }: DocumentNames,
  term: Term,
  family: string,
): { readonly canonical: string; readonly given: readonly string[]; readonly familyFirst: boolean } | undefined {
  const canonical = canonicalForm(term, overlay.lang)
  if (canonical === undefined) return undefined
  if (canonical.endsWith(` ${family}`))
    return { canonical, given: writtenWords(canonical.slice(0, -family.length)), familyFirst: false }
  if (canonical.startsWith(`${family} `))
    return { canonical, given: writtenWords(canonical.slice(family.length)), familyFirst: true }
  return undefined
}

/** The name with the given name on the wrong side of the surname. */
function swappedAt(
  context: ProseContext,
  names: DocumentNames,
  { words, first, last }: Place,
  term: Term,
  family: string,
  full: ReadonlySet<number>,
): NameRepair | undefined {
  const { tokens } = context
  const person = givenIn(names, term, family)
  if (!person) return undefined
  const { canonical, given, familyFirst } = person
  const from = familyFirst ? first - given.length : last + 1
  const run = words.slice(Math.max(from, 0), from + given.length)
  if (from < 0 || run.length < given.length || run.some((i) => full.has(i) || inCode(tokens, i))) return undefined
  if (!run.every((i, k) => foldedAt(tokens, i) === fold(given[k]!))) return undefined
  if (!isCapitalisedAt(tokens, run[0]!) || run.every((i) => isOrdinary(context, foldedAt(tokens, i)))) return undefined
  const [start, end] = familyFirst ? [from, last] : [first, from + given.length - 1]
  for (let w = start; w < end; w++) if (!joined(tokens, words[w]!, words[w + 1]!)) return undefined
  // One more part before or after it: another person.
  if (isNamePart(context, words, start, -1) || isNamePart(context, words, end, 1)) return undefined
  return repairOf(
    context,
    { first: words[start]!, last: words[end]! },
    term,
    'order',
    canonical,
    false,
    'The surname and the given name stand here in the order of another language.',
  )
}

/** Whether a capitalised word that is no title stands next to a place among the words. */
function isNamePart(context: ProseContext, words: readonly number[], w: number, step: 1 | -1): boolean {
  const { tokens } = context
  const next = words[w + step]
  const here = words[w]!
  if (next === undefined || !(step > 0 ? joined(tokens, here, next) : joined(tokens, next, here))) return false
  const folded = foldedAt(tokens, next)
  return isCapitalisedAt(tokens, next) && !context.is('personTitles', folded) && !context.is('functionWords', folded)
}

/** The name with the first of its words translated, a slip or another romanisation away, the others as they should be. */
function brokenGiven(
  context: ProseContext,
  names: DocumentNames,
  { words, first, last }: Place,
  term: Term,
  family: string,
  isOnly: boolean,
  full: ReadonlySet<number>,
): NameRepair | undefined {
  const { tokens } = context
  const person = givenIn(names, term, family)
  if (!person || person.familyFirst || family.length < SHORTEST) return undefined
  const { given } = person
  const from = first - given.length
  const head = words[from]
  if (head === undefined || full.has(head) || inCode(tokens, head) || !isCapitalisedAt(tokens, head)) return undefined
  for (let w = from; w < first; w++) if (!joined(tokens, words[w]!, words[w + 1]!)) return undefined
  for (let k = 1; k < given.length; k++) if (foldedAt(tokens, words[from + k]!) !== fold(given[k]!)) return undefined
  const written = foldedAt(tokens, head)
  const want = fold(given[0] ?? '')
  if (isUpperCase(formAt(tokens, head)) || isNamePart(context, words, from, -1)) return undefined
  const rendered = renderingsOf(context.facts).get(written)?.has(want) === true
  const isOther =
    !isOnly || isOrdinary(context, written) || context.is('personTitles', written) || isNameOf(names, written)
  if (!rendered && (isOther || !isMisspelt(written, want))) return undefined
  const how = rendered ? 'renders' : 'is a slip away from'
  return repairOf(
    context,
    { first: head, last: words[last]! },
    term,
    rendered ? 'translated' : 'letters',
    given[0] + tokens.text.slice(tokens.end[head], tokens.end[words[last]!]),
    false,
    `The rest of the name stands beside it, and “${formAt(tokens, head)}” ${how} “${given[0]}”.`,
  )
}

/** Whether a folded word is one of another name of the glossary. */
function isNameOf({ overlay }: DocumentNames, folded: string): boolean {
  return indexToken(overlay.index, folded) >= 0
}

function isMisspelt(written: string, want: string): boolean {
  const shorter = Math.min(written.length, want.length)
  if (shorter < SHORTEST || written.charAt(0) !== want.charAt(0)) return false
  // The last letter alone makes a name of the other gender (*Mario*, *Maria*).
  if (written.slice(0, -1) === want.slice(0, -1)) return false
  if (slipBetween(written, want)) return true
  // One begins with the other: a form of its own (*Alexander*, *Alexandera*).
  if (written.startsWith(want) || want.startsWith(written)) return false
  return soundDistance(written, want) <= (shorter < LONG ? 0 : 2)
}
