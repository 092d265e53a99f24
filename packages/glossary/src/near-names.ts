import { hasTrait, indexToken, type ProseContext, type TermForm, Trait } from 'unmangle-core'
import { type DocumentNames, isOrdinary } from './document-names.ts'
import { readerOf } from './form-reader.ts'
import { isRightRole, type Mention, mentionText } from './mentions.ts'
import { formWords, type NameWords } from './name-form.ts'
import { type NameRepair, repairOf } from './name-repair.ts'
import { foldedAt, formAt, inCode, isCapitalised, isCapitalisedAt, isUpperCase } from './name-words.ts'
import { type Alignment, align, areNeighbours } from './near-align.ts'
import { type NearIndex, nearIndexOf } from './near-index.ts'
import { type Line, render } from './near-render.ts'
import { letterDistance, soundDistance } from './sounds.ts'

/** Of a hundred letters of a name so many may differ. */
const MOST_DIFFERENT = 0.15
/** So many letters at the least have to stand as they should where others changed. */
const SHORTEST_PROOF = 4
/** A name of one word has to be this long to be known by its sound. */
const LONE_WORD = 8
/** So long to be known with a letter changed. */
const LONE_LONG = 10
interface Candidate {
  readonly repair: NameRepair
  readonly cost: number
}

/** Terms of the project of two or more words, or long ones, that stand in the text almost as they should. */
export function nearNames(context: ProseContext, names: DocumentNames): NameRepair[] {
  if (!names.overlay.own || !context.facts.spaced) return []
  const index = nearIndexOf(names.overlay, context)
  const anchors = anchorsOf(context, names, index)
  const out: NameRepair[] = []
  for (const { block, words, mentions, shouts } of names.blocks) {
    if (shouts) continue
    const right = mentions.filter((mention) => mention.words.length > 1 && isRightAsIs(context, mention))
    const found: Candidate[] = []
    for (let w = 0; w < words.length; w++) {
      for (const word of anchors(words[w]!)) {
        for (const node of index.names(word)) {
          const place = index.words(node).indexOf(word)
          for (const form of readerOf(names.overlay, context.tokens.vocabulary).forms(node)) {
            if (form.term.shipped || !isRightRole(form.role)) continue
            const candidate = candidateFrom(context, names, { block, words }, w, form, place)
            if (candidate && !overlapsRight(candidate.repair, right, context)) found.push(candidate)
          }
        }
      }
    }
    out.push(...best(found))
  }
  return out
}

function isRightAsIs({ tokens }: ProseContext, mention: Mention): boolean {
  const text = mentionText(tokens, mention).slice(1)
  return mention.forms.some(({ role, form }) => isRightRole(role) && form.slice(1) === text)
}

/** Whether a right name stands there, other than as a smaller part of the span. */
function overlapsRight(repair: NameRepair, right: readonly Mention[], { tokens }: ProseContext): boolean {
  return right.some((mention) => {
    const start = tokens.start[mention.first]!
    const end = tokens.end[mention.last]!
    if (end <= repair.start || start >= repair.end) return false
    const isInside = start >= repair.start && end <= repair.end
    return (
      !isInside ||
      (start === repair.start && end === repair.end) ||
      mention.forms.some(({ term }) => term === repair.term)
    )
  })
}

/** The candidates that no better one overlaps; of two that are equally good neither. */
function best(found: readonly Candidate[]): NameRepair[] {
  const sorted = found.toSorted(
    (a, b) => a.cost - b.cost || b.repair.end - b.repair.start - (a.repair.end - a.repair.start),
  )
  const taken: Candidate[] = []
  for (const one of sorted) {
    const rival = taken.find(({ repair }) => repair.start < one.repair.end && one.repair.start < repair.end)
    if (!rival) taken.push(one)
  }
  return taken.filter((one) => !sorted.some((other) => isRival(one, other))).map(({ repair }) => repair)
}

function isRival(one: Candidate, other: Candidate): boolean {
  return (
    one.cost === other.cost &&
    one.repair.term !== other.repair.term &&
    one.repair.replacement !== other.repair.replacement &&
    one.repair.start < other.repair.end &&
    other.repair.start < one.repair.end
  )
}

/** Which words of the glossary a token can stand for: itself, and of a capitalised one those that sound alike. */
function anchorsOf(context: ProseContext, names: DocumentNames, index: NearIndex): (i: number) => readonly number[] {
  const { tokens } = context
  const reader = readerOf(names.overlay, tokens.vocabulary)
  const known = anchorCache(reader)
  return (i) => {
    const id = tokens.id[i]!
    let words = known[id]
    if (!words) {
      const own = reader.token(id)
      words = own >= 0 && index.names(own).length > 0 ? [own] : []
      const folded = foldedAt(tokens, i)
      if (folded.length >= SHORTEST_SOUND && hasTrait(tokens, i, Trait.capitalised)) {
        for (const word of index.alike(folded)) {
          const want = reader.word(word)
          if (word === own || Math.abs(want.length - folded.length) > 4 || index.names(word).length === 0) continue
          if (soundDistance(folded, want) <= (Math.min(folded.length, want.length) >= LONE_LONG ? 1 : 0))
            words = [...words, word]
        }
      }
      known[id] = words
    }
    return words
  }
}

const SHORTEST_SOUND = 4
const caches = new WeakMap<object, (readonly number[] | undefined)[]>()

/** What was worked out for the forms of a vocabulary, which lasts as long as its reader. */
function anchorCache(reader: object): (readonly number[] | undefined)[] {
  const known = caches.get(reader)
  if (known) return known
  const made: (readonly number[] | undefined)[] = []
  caches.set(reader, made)
  return made
}

function candidateFrom(
  context: ProseContext,
  names: DocumentNames,
  line: Line,
  w: number,
  form: TermForm,
  place: number,
): Candidate | undefined {
  const name = formWords(form, context)
  const alignment = align(context, line.words, w, name, place)
  if (!alignment) return undefined
  const { pairs } = alignment
  if (!isConvincing(context, names, line.words, name, pairs)) return undefined
  const { text, first, changed, cost } = render(context, line, name, alignment)
  const letters = name.words.reduce((sum, { folded }) => sum + folded.length, 0)
  if (!changed || cost > letters * MOST_DIFFERENT) return undefined
  const span = { first: line.words[first]!, last: line.words[alignment.last]! }
  for (let i = span.first; i <= span.last; i++) if (inCode(context.tokens, i)) return undefined
  const written = mentionText(context.tokens, span)
  if (written.toLowerCase() === text.toLowerCase()) return undefined
  const kept = [...pairs.values()]
    .filter(({ fit }) => fit.how === 'same')
    .map(({ at }) => formAt(context.tokens, line.words[at]!))
  const others = [...pairs.values()].filter(({ fit }) => fit.how === 'sound' || fit.how === 'near')
  const evidence = [
    kept.length > 0 ? `Of the term ${quoted(kept)} stands here as it should` : 'Every word of the term sounds the same',
    others.length > 0 ? `, ${quoted(others.map(({ at }) => formAt(context.tokens, line.words[at]!)))} almost` : '',
    '.',
  ].join('')
  return { repair: repairOf(context, span, form.term, 'near', text, false, evidence), cost }
}

function quoted(words: readonly string[]): string {
  return words.map((word) => `“${word}”`).join(', ')
}

function isConvincing(
  context: ProseContext,
  { overlay }: DocumentNames,
  words: readonly number[],
  name: NameWords,
  pairs: Alignment['pairs'],
): boolean {
  const { tokens } = context
  let same = 0
  let near = 0
  let capitals = 0
  for (const [k, { at, fit }] of pairs) {
    const { folded, written } = name.words[k]!
    const i = words[at]!
    if (fit.how === 'same' || fit.how === 'inflected') same += folded.length
    if (isCapitalised(formAt(tokens, i)) || !isCapitalised(written)) capitals++
    // A small word of the language is no name (Allemagne est …).
    if (isCapitalised(written) && !isCapitalisedAt(tokens, i) && isOrdinary(context, foldedAt(tokens, i))) return false
    if (fit.how !== 'near' && fit.how !== 'sound') continue
    if (fit.how === 'near') near++
    // A word of another name: two people, two countries.
    if (indexToken(overlay.index, foldedAt(tokens, i)) >= 0 && (fit.how === 'near' || pairs.size < 3)) return false
    if (isOrdinary(context, foldedAt(tokens, i)) && (isOrdinary(context, folded) || pairs.size === 1)) return false
  }
  if (capitals === 0) return false
  if (pairs.size === 1) return isLoneName(context, words, name, pairs)
  return near === 0 || (same >= SHORTEST_PROOF && near * 2 <= pairs.size)
}

/** Whether a name of one word is long enough for what became of it, and no part of another name. */
function isLoneName(
  context: ProseContext,
  words: readonly number[],
  name: NameWords,
  pairs: Alignment['pairs'],
): boolean {
  const pair = pairs.get(0)
  const wants = name.words[0]
  if (!pair || !wants || name.words.length > 1) return false
  const { at, fit } = pair
  const { folded: want, written } = wants
  const i = words[at]!
  const has = foldedAt(context.tokens, i)
  if (!isCapitalised(written) || isUpperCase(formAt(context.tokens, i))) return false
  if (Math.min(want.length, has.length) < (fit.how === 'near' ? LONE_LONG : LONE_WORD)) return false
  if (want.startsWith(has) || has.startsWith(want)) return false
  if (letterDistance(has, want) > (fit.how === 'near' ? 1 : 2)) return false
  return !isInName(context, words, at, -1) && !isInName(context, words, at, 1)
}

/** Whether a capitalised word stands beside one, other than at the start of a sentence. */
function isInName(context: ProseContext, words: readonly number[], at: number, step: -1 | 1): boolean {
  const next = words[at + step]
  if (next === undefined || !areNeighbours(context, words, Math.min(at, at + step))) return false
  return isCapitalisedAt(context.tokens, next) && !context.is('functionWords', foldedAt(context.tokens, next))
}
