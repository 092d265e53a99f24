import { FormRole, indexToken, type ProseContext, type TermForm } from 'unmangle-core'
import { type DocumentNames, isOrdinary, writtenWords } from './document-names.ts'
import { readerOf } from './form-reader.ts'
import { isRightRole, mentionText } from './mentions.ts'
import { type NameRepair, repairOf } from './name-repair.ts'
import { foldedAt, formAt, inCode, isCapitalised, isCapitalisedAt, joined } from './name-words.ts'
import { canonicalForm } from './overlay.ts'
import { renderingsOf } from './renderings.ts'
import { type Slip, slipBetween } from './slips.ts'
import { soundDistance } from './sounds.ts'

/** A word with more continuations than this opens too many names to try them all. */
const MOST_BRANCHES = 200
/** Of a name with particles (Juan Ramón de la Fuente) a machine renders these too. */
const MOST_RENDERED = 3

const SHORTEST_DOUBLED = 4
/** A shorter word sounds like too many others. */
const SHORTEST_SOUND = 5

interface Deviation {
  readonly how: 'translated' | Slip
  /** The token that deviates. */
  readonly at: number
  readonly want: string
}

interface Walk {
  readonly word: number
  readonly node: number
  readonly deviations: readonly Deviation[]
}

/** Names in full of which one word is broken, or some are rendered: all others stand where they should. */
export function damagedNames(context: ProseContext, names: DocumentNames): NameRepair[] {
  const out: NameRepair[] = []
  const { tokens } = context
  const reader = readerOf(names.overlay, tokens.vocabulary)
  for (const { words, capitals, mentions, shouts } of names.blocks) {
    if (shouts || capitals.length === 0) continue
    let taken: ReadonlySet<number> | undefined
    for (const w of capitals) {
      const i = words[w]!
      if (reader.start(tokens.id[i]!) < 0) continue
      taken ??= new Set(mentions.filter((m) => m.words.length > 1).flatMap((m) => m.words))
      if (taken.has(i)) continue
      const repair = walkFrom(context, names, words, w, taken)
      if (repair) out.push(repair)
    }
  }
  return out
}

function walkFrom(
  context: ProseContext,
  names: DocumentNames,
  words: readonly number[],
  w: number,
  taken: ReadonlySet<number>,
): NameRepair | undefined {
  const { tokens } = context
  const { index } = names.overlay
  const reader = readerOf(names.overlay, tokens.vocabulary)
  let best: NameRepair | undefined
  const open: Walk[] = [{ word: w, node: 0, deviations: [] }]
  for (let next = open.pop(); next; next = open.pop()) {
    const { word, node, deviations } = next
    if (deviations.length > 0 && node > 0) {
      const payloads = Array.from(index.payloads.subarray(index.payloadStart[node], index.payloadStart[node + 1]))
      const repair = repairFrom(
        context,
        words,
        w,
        word - 1,
        payloads.map((payload) => names.overlay.form(payload)),
        deviations,
      )
      if (repair && (!best || isBetter(repair, best, names))) best = repair
    }
    const i = words[word]
    if (i === undefined || taken.has(i) || (word > w && !joined(tokens, words[word - 1]!, i))) continue
    const onward = reader.next(node, tokens.id[i]!)
    if (onward >= 0) open.push({ word: word + 1, node: onward, deviations })
    if (node === 0 || !mayDeviate(deviations)) continue
    const from = index.edgeStart[node]!
    const to = index.edgeStart[node + 1]!
    if (to - from > MOST_BRANCHES) continue
    const written = foldedAt(tokens, i)
    const rendered = renderingsOf(context.facts).get(written)
    const mayBeSlip = isCapitalisedAt(tokens, i) && !isOrdinary(context, written)
    if (!rendered && !mayBeSlip) continue
    for (let edge = from; edge < to; edge++) {
      const want = reader.word(index.edgeToken[edge]!)
      if (want === written) continue
      const how = rendered?.has(want) ? 'translated' : mayBeSlip ? slipOrSound(written, want) : undefined
      if (!how || (deviations.length > 0 && how !== 'translated')) continue
      open.push({ word: word + 1, node: index.edgeTarget[edge]!, deviations: [...deviations, { how, at: i, want }] })
    }
  }
  return best
}

/** A slip, or the spelling of another language, which may be another name as well. */
function slipOrSound(written: string, want: string): Slip | undefined {
  const slip = slipBetween(written, want) ?? (isLetterTwice(written, want) ? 'slip' : undefined)
  if (slip || Math.min(written.length, want.length) < SHORTEST_SOUND || isPrefix(written, want)) return slip
  return soundDistance(written, want) === 0 ? 'letters' : undefined
}

/** A short word with a letter twice (*Moddi*): other slips of so short a word make another one. */
function isLetterTwice(written: string, want: string): boolean {
  if (want.length !== SHORTEST_DOUBLED || written.length !== want.length + 1) return false
  for (let i = 1; i < written.length - 1; i++)
    if (written[i] === written[i - 1] && written.slice(0, i) + written.slice(i + 1) === want) return true
  return false
}

/** One begins with the other: that is an ending. */
function isPrefix(one: string, other: string): boolean {
  return one.startsWith(other) || other.startsWith(one)
}

/** Longer before shorter, certain before not, the glossary's own spelling before another right one. */
function isBetter(one: NameRepair, other: NameRepair, { overlay }: DocumentNames): boolean {
  if (one.end !== other.end) return one.end > other.end
  if (one.certain !== other.certain) return one.certain
  return one.term === other.term && one.replacement === canonicalForm(one.term, overlay.lang)
}

/** One slip a name; renderings come together. */
function mayDeviate(deviations: readonly Deviation[]): boolean {
  return deviations.length < MOST_RENDERED && deviations.every(({ how }) => how === 'translated')
}

function repairFrom(
  context: ProseContext,
  words: readonly number[],
  from: number,
  to: number,
  forms: readonly TermForm[],
  deviations: readonly Deviation[],
): NameRepair | undefined {
  const { tokens } = context
  const place = { first: words[from]!, last: words[to]! }
  // A surname of several words (Lula da Silva) stands for the person by itself.
  const right = forms.filter(({ role, form }) => isRightRole(role) || (role === FormRole.family && form.includes(' ')))
  const found = right.find(({ role }) => role === FormRole.canonical) ?? right[0]
  if (!found || right.some(({ term }) => term !== found.term)) return undefined
  const deviation = deviations.at(-1)
  if (!deviation || to === from || deviations.some(({ at }) => inCode(tokens, at))) return undefined
  const others = words.slice(from, to + 1).filter((i) => deviations.every(({ at }) => at !== i))
  const written = formAt(tokens, deviation.at)
  const text = mentionText(tokens, place)
  const spellings = right.map((f) => f.form)
  const form = sameJoints(nearestMarks(spellings, text), text) ?? found.form
  if (deviation.how === 'translated') {
    // Particles alone are no evidence: De la Source is no de la Fuente.
    const telling = writtenWords(found.form).some((word, k) => isCapitalised(word) && others.includes(words[from + k]!))
    if (!telling) return undefined
    // A small letter proves little beside one other word: "Pablo churches" may be about churches.
    const one = deviations.length === 1 && isCapitalised(written)
    if (found.term.kind !== 'person' || (others.length < 2 && !one)) return undefined
    const rendered = deviations.map(({ at }) => formAt(tokens, at)).join(' ')
    const wanted = deviations.map(({ want }) => want).join(' ')
    const why = `“${rendered}” renders “${wanted}”, a part of the name read as a word; the rest of the name stands beside it.`
    return repairOf(context, place, found.term, 'translated', form, !isHeadline(context, place.last), why)
  }
  if (found.term.shipped && (found.term.kind === 'product' || found.term.kind === 'term')) return undefined
  const known = context.glossary && indexToken(context.glossary.index, foldedAt(tokens, deviation.at)) >= 0
  if (known) return undefined
  const rest = others.map((i) => formAt(tokens, i)).join(' ')
  const telling = others.some((i) => !isOrdinary(context, foldedAt(tokens, i)))
  if (!telling && deviation.how !== 'slip') return undefined
  const why = `“${rest}” stands beside it, and “${written}” is a slip away from the name.`
  return repairOf(context, place, found.term, 'letters', form, deviation.how === 'slip', why)
}

/** Whether a common word with a capital follows: in a headline a verb has one too (Pablo Married Last Spring). */
function isHeadline(context: ProseContext, last: number): boolean {
  const { tokens } = context
  const next = last + 1
  return (
    joined(tokens, last, next) && isCapitalised(formAt(tokens, next)) && isOrdinary(context, foldedAt(tokens, next))
  )
}

/** The forms in the order of how many marks keep them from a text: an alias without its marks where the text has none. */
function nearestMarks(forms: readonly string[], text: string): string[] {
  const marks = (s: string) => s.normalize('NFD').length - s.length
  const has = marks(text)
  return forms.toSorted((a, b) => Math.abs(marks(a) - has) - Math.abs(marks(b) - has))
}

/** The right form that has hyphens where the text has them. */
function sameJoints(forms: readonly string[], text: string): string | undefined {
  const joints = (s: string) => s.replace(/[^-\s]+/g, 'x')
  return forms.find((form) => joints(form) === joints(text))
}
