import { fold, type ProseContext, type Term } from 'unmangle-core'
import { type DocumentNames, writtenWords } from './document-names.ts'
import { isRightRole, mentionText } from './mentions.ts'
import { type NameRepair, repairOf } from './name-repair.ts'
import { formAt, inCode, isCapitalisedAt, isUpperCase } from './name-words.ts'
import { canonicalForm, familyForm } from './overlay.ts'
import { soundDistance } from './sounds.ts'

/** A right spelling with how often the document has it. */
interface Counted {
  readonly form: string
  /** The surname in this spelling, where the glossary tells it. */
  readonly family: string | undefined
  readonly times: number
}

/** The spelling that a document keeps to, and what it writes besides. */
interface Mixed {
  readonly usual: Counted
  readonly others: readonly Counted[]
  readonly why: string
}

/**
 * Right spellings of one name beside another one that the document prefers: the project's own where its glossary says
 * so, otherwise the one that stands more often, the glossary's where they are even.
 */
export function mixedSpellings(
  context: ProseContext,
  names: DocumentNames,
  repairs: readonly NameRepair[],
): NameRepair[] {
  const mixed = new Map<Term, readonly Mixed[]>()
  const surnames = new Map<string, { readonly term: Term; readonly mixed: Mixed } | undefined>()
  for (const term of names.rightForms.keys()) {
    const found = mixedOf(context, names, term, repairs)
    if (found.length === 0) continue
    mixed.set(term, found)
    for (const one of found) {
      for (const { family } of one.others)
        if (family !== undefined && family !== one.usual.family)
          surnames.set(family, surnames.has(family) ? undefined : { term, mixed: one })
    }
  }
  if (mixed.size === 0) return []
  return names.blocks.flatMap(({ words, capitals, mentions }) => {
    const full = mentions.filter((mention) => mention.words.length > 1)
    const taken = new Set(full.flatMap((mention) => mention.words))
    const alone = capitals.flatMap((w) => {
      const i = words[w]!
      const found = taken.has(i) || inCode(context.tokens, i) ? undefined : surnames.get(formAt(context.tokens, i))
      if (!found || isAfterName(context, i)) return []
      const { usual, why } = found.mixed
      return repairOf(context, { first: i, last: i }, found.term, 'mixed', usual.family ?? '', false, why)
    })
    const whole = mentions.flatMap((mention) => {
      const text = mentionText(context.tokens, mention)
      for (const { term, form, role } of mention.forms) {
        if (form !== text || !isRightRole(role)) continue
        const found = mixed.get(term)?.find(({ others }) => others.some((other) => other.form === text))
        if (found && !mention.words.some((i) => inCode(context.tokens, i)))
          return [repairOf(context, mention, term, 'mixed', found.usual.form, false, found.why)]
      }
      return []
    })
    return [...whole, ...alone]
  })
}

/** Another capitalised word before it: the surname of somebody else. */
function isAfterName(context: ProseContext, i: number): boolean {
  const { tokens } = context
  return tokens.start[i] === (tokens.end[i - 1] ?? -1) + 1 && isCapitalisedAt(tokens, i - 1) && !isTitle(context, i - 1)
}

function isTitle(context: ProseContext, i: number): boolean {
  return (
    context.is('personTitles', fold(formAt(context.tokens, i))) ||
    context.is('functionWords', fold(formAt(context.tokens, i)))
  )
}

function mixedOf(
  context: ProseContext,
  names: DocumentNames,
  term: Term,
  repairs: readonly NameRepair[],
): readonly Mixed[] {
  if (term.kind !== 'person' && term.kind !== 'place') return []
  const { lang } = names.overlay
  const canonical = canonicalForm(term, lang)
  const found = [...(names.rightForms.get(term) ?? [])]
  const mended = repairs.filter((repair) => repair.term === term).map(({ replacement }) => replacement)
  for (const form of mended) if (!found.some(([known]) => known === form)) found.push([form, 0])
  const family = canonical === undefined ? undefined : familyForm(term, lang)
  // Of a spelling the surname may stand alone.
  for (const form of canonical === term.term && family !== undefined ? term.aliases : []) {
    const spelt = familyIn(form, canonical, family)
    if (spelt === undefined || found.some(([known]) => familyIn(known, canonical, family) === spelt)) continue
    if (context.evidence.count(spelt) > 0) found.push([form, 0])
  }
  if (found.length < 2) return []
  const families = found.map(([form]) => familyIn(form, canonical, family))
  // Surnames that stand alone count where each spelling of the name has one of its own.
  const differ = new Set(families).size === found.length && !families.includes(undefined)
  const counted = found.map(([form, times], k) => {
    const own = families[k]
    const mendings = mended.filter((one) => one === form).length
    return {
      form,
      family: own,
      times: mendings + (differ && own !== undefined ? context.evidence.count(own) : times),
    }
  })
  const byLength = new Map<number, Counted[]>()
  for (const one of counted) {
    const length = writtenWords(one.form).length
    byLength.set(length, [...(byLength.get(length) ?? []), one])
  }
  return [...byLength.values()].flatMap((forms) => {
    const usual = usualOf(term, canonical, forms)
    if (!usual) return []
    const others = forms.filter((one) => one !== usual && (term.kind === 'person' || looksLike(one.form, usual.form)))
    const why = `The document also writes “${usual.form}”.`
    return others.length === 0 ? [] : [{ usual, others, why }]
  })
}

function usualOf(term: Term, canonical: string | undefined, forms: readonly Counted[]): Counted | undefined {
  const own = forms.find(({ form }) => form === canonical)
  if (own && term.shipped !== true) return own
  const most = Math.max(...forms.map(({ times }) => times))
  const best = forms.filter(({ times }) => times === most)
  return best.length === 1 ? best[0] : best.find((one) => one === own)
}

/** The surname in another spelling of a name of as many words. */
function familyIn(form: string, canonical: string | undefined, family: string | undefined): string | undefined {
  if (canonical === undefined || family === undefined || family.includes(' ') || family.includes('-')) return undefined
  const words = writtenWords(canonical)
  const spelt = writtenWords(form)
  return words.length === spelt.length ? spelt[words.indexOf(family)] : undefined
}

/** Other names of a place (*Burma*) have reasons of their own; its spellings have not. */
function looksLike(one: string, other: string): boolean {
  if (isUpperCase(one) || isUpperCase(other)) return false
  const [a, b] = [fold(one), fold(other)]
  return a.charAt(0) === b.charAt(0) && soundDistance(a, b) <= 1
}
