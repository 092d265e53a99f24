import { FormRole, follow, indexToken, type ProseContext, type Term, type TermForm } from 'unmangle-core'
import { type DocumentNames, isOrdinary } from './document-names.ts'
import { type FormReader, readerOf } from './form-reader.ts'
import { isRightRole, lostCase, mentionText } from './mentions.ts'
import { type Ending, endingsOf, stemsOf, withEnding } from './name-endings.ts'
import { formWords } from './name-form.ts'
import { hasTitle, type NameRepair, repairOf } from './name-repair.ts'
import { foldedAt, formAt, inCode, isCapitalised, isUpperCase, joined } from './name-words.ts'
import { letterEndings } from './near-words.ts'

/** How a token reads as a word of the glossary: its number there, and the ending that was taken off. */
interface Reading {
  readonly token: number
  readonly ending?: Ending
}

/** A name some words of which have endings. */
interface Inflected {
  readonly words: readonly number[]
  readonly node: number
  readonly endings: readonly (Ending | undefined)[]
}

/** What inflected names say: whom the document names, and which of them lost their capitals. */
export interface InflectedNames {
  readonly established: readonly Term[]
  repairs(established: ReadonlySet<Term>): NameRepair[]
}

/** Names of the glossary with endings of the language, each word of them. */
export function inflectedNames(context: ProseContext, names: DocumentNames): InflectedNames {
  // A plural alone makes a common noun of a name (two putins).
  const endings = letterEndings(context.facts).length > 0 ? endingsOf(context.facts) : []
  const found = endings.length === 0 ? [] : names.blocks.flatMap((block) => findIn(context, names, block, endings))
  const reader = readerOf(names.overlay, context.tokens.vocabulary)
  const read = found.map((name) => ({ name, ...judge(context, reader.forms(name.node), name) }))
  const right = read.flatMap(({ right }) => right ?? [])
  return {
    established: right
      .filter(({ term, role }) => term.kind === 'person' && role !== FormRole.family)
      .map(({ term }) => term),
    repairs(established) {
      const seen = new Set(right.map(({ term }) => term))
      return read.flatMap(({ name, right, wanted }) =>
        right ? [] : (repairFrom(context, name, wanted, established, seen) ?? []),
      )
    },
  }
}

/** The longest names at each place that have an ending somewhere; those without are found elsewhere. */
function findIn(
  context: ProseContext,
  names: DocumentNames,
  { words, mentions, shouts }: DocumentNames['blocks'][number],
  endings: readonly Ending[],
): Inflected[] {
  if (shouts) return []
  const { tokens } = context
  const { index } = names.overlay
  const reader = readerOf(names.overlay, tokens.vocabulary)
  const readings = readingsOf(reader, endings)
  const taken = new Set(mentions.filter((m) => m.words.length > 1).flatMap((m) => m.words))
  const out: Inflected[] = []
  for (let w = 0; w < words.length; w++) {
    let open: Inflected[] = [{ words: [], node: 0, endings: [] }]
    let best: Inflected | undefined
    for (let k = w; k < words.length && open.length > 0; k++) {
      const i = words[k]!
      if (taken.has(i) || (k > w && !joined(tokens, words[k - 1]!, i))) break
      const onward: Inflected[] = []
      for (const state of open) {
        for (const { token, ending } of readings(tokens.id[i]!)) {
          const node = follow(index, state.node, token)
          if (node < 0) continue
          const next = { words: [...state.words, i], node, endings: [...state.endings, ending] }
          onward.push(next)
          const ends = index.payloadStart[node + 1]! > index.payloadStart[node]!
          if (ends && next.endings.some((one) => one !== undefined)) best = next
        }
      }
      open = onward
    }
    if (!best) continue
    out.push(best)
    w += best.words.length - 1
  }
  return out
}

const caches = new WeakMap<FormReader, (readonly Reading[] | undefined)[]>()

/** How a form reads, worked out once: as it is, and without each ending that it has. */
function readingsOf(reader: FormReader, endings: readonly Ending[]): (id: number) => readonly Reading[] {
  const cache = caches.get(reader) ?? []
  caches.set(reader, cache)
  return (id) => {
    let readings = cache[id]
    if (!readings) {
      const own = reader.token(id)
      readings = own >= 0 ? [{ token: own }] : NONE
      const written = reader.vocabulary.form(id).toLowerCase()
      for (const { stem, ending } of stemsOf(reader.vocabulary.folded(id), endings)) {
        const token = indexToken(reader.index, stem)
        if (token >= 0 && written.endsWith(ending.add)) readings = [...readings, { token, ending }]
      }
      cache[id] = readings
    }
    return readings
  }
}

const NONE: readonly Reading[] = []

/** A form of the glossary with the endings of the text. */
interface Wanted {
  readonly form: TermForm
  readonly words: readonly string[]
  readonly text: string
}

/** The form that stands there right, or those that could. */
function judge(
  context: ProseContext,
  forms: readonly TermForm[],
  name: Inflected,
): { readonly right?: TermForm; readonly wanted: readonly Wanted[] } {
  const wanted = forms.flatMap((form) => fitEndings(context, form, name) ?? [])
  const text = mentionText(context.tokens, spanOf(name))
  const right = wanted.find((one) => one.text === text)?.form
  return right ? { right, wanted } : { wanted }
}

function spanOf({ words }: Inflected): { readonly first: number; readonly last: number } {
  return { first: words[0]!, last: words.at(-1)! }
}

function fitEndings(context: ProseContext, form: TermForm, name: Inflected): Wanted | undefined {
  if (!isRightRole(form.role) && form.role !== FormRole.family) return undefined
  const { text, words } = formWords(form, context)
  if (words.length !== name.words.length) return undefined
  const out: string[] = []
  let whole = ''
  let at = 0
  for (const [n, { written, start, end }] of words.entries()) {
    const ending = name.endings[n]
    const word = ending ? withEnding(written, ending) : written
    if (word === undefined) return undefined
    out.push(word)
    whole += text.slice(at, start) + word
    at = end
  }
  return { form, words: out, text: whole + text.slice(at) }
}

function repairFrom(
  context: ProseContext,
  name: Inflected,
  wanted: readonly Wanted[],
  established: ReadonlySet<Term>,
  seen: ReadonlySet<Term>,
): NameRepair | undefined {
  const { tokens } = context
  const forms = name.words.map((i) => formAt(tokens, i))
  if (forms.some(isUpperCase) || name.words.some((i) => inCode(tokens, i))) return undefined
  if (name.words.every((i) => isOrdinary(context, foldedAt(tokens, i)))) return undefined
  const lost = wanted.filter(({ words }) => lostCase(tokens, name.words, words))
  const span = spanOf(name)
  const titled = hasTitle(context, span.first)
  for (const { form, text } of lost) {
    const { term } = form
    const isKnown = established.has(term)
    if (name.words.length > 1) {
      if (form.role === FormRole.family || (term.kind !== 'person' && term.kind !== 'place')) continue
      const kept = forms.some(isCapitalised)
      return repairOf(
        context,
        span,
        term,
        'case',
        text,
        kept && term.kind === 'person',
        'All the words of the name stand here, with their endings.',
      )
    }
    if (term.kind === 'person' && form.role === FormRole.family && (isKnown || titled)) {
      const why = isKnown ? `The document names ${term.term}.` : `A title stands before the name of ${term.term}.`
      return repairOf(context, span, term, 'case', text, false, `${why} The ending is kept.`)
    }
    const isPlace = term.kind === 'place' && form.role === FormRole.canonical && context.facts.commonWords.length > 0
    if (isPlace && (seen.has(term) || context.evidence.count(form.form) > 0))
      return repairOf(
        context,
        span,
        term,
        'case',
        text,
        false,
        `The document also writes “${form.form}” with its capital. The ending is kept.`,
      )
  }
  return undefined
}
