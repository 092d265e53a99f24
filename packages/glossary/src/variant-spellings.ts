import { type Cue, fold, hasTrait, type ProseBlock, type ProseContext, TokenKind, Trait } from 'unmangle-core'
import { opensSentence } from './document-names.ts'
import { foldedAt, formAt, inCode, isCapitalForm, isCapitalisedAt, isHyphen, joined } from './name-words.ts'
import type { OddSpelling } from './odd-spellings.ts'

const isCapital: Cue = ({ kind, text }) => isCapitalForm(kind, text)

/** A name has no more words. */
const LONGEST = 4
/** Two words with a hyphen can be an attribute (*New-York politics*); three are a name. */
const FEWEST = 3
/** A particle before a hyphen is no longer (*al-*, *ben-*). */
const LONGEST_PARTICLE = 3

/** A place where a name may stand: indices of tokens, both included. */
interface Span {
  readonly first: number
  readonly last: number
  readonly words: number
  readonly text: string
  /** It opens a sentence, where a particle takes a capital. */
  readonly opens: boolean
}

/**
 * Names of several words that the document writes with other hyphens, spaces, capitals or diacritics than it mostly
 * does; no glossary is asked. Where two spellings stand equally often neither is the other's.
 */
export function variantSpellings(context: ProseContext): OddSpelling[] {
  if (!context.facts.spaced) return []
  const byKey = new Map<string, Span[]>()
  let done = 0
  for (const { block, at } of context.sites(isCapital)) {
    if (block.kind === 'heading' || at < done) continue
    const run = runFrom(context, block, at)
    done = (run.at(-1) ?? at) + 1
    for (const span of spansIn(context, block, run)) {
      const key = keyOf(context, span)
      const spans = byKey.get(key)
      if (spans) spans.push(span)
      else byKey.set(key, [span])
    }
  }
  const out: OddSpelling[] = []
  for (const spans of byKey.values()) if (spans.length > 2) out.push(...oddOnes(context, spans))
  // Of a name and a part of it the whole is said.
  out.sort((a, b) => a.start - b.start || b.end - a.end)
  let end = -1
  return out.filter((one) => {
    if (one.start < end) return false
    end = one.end
    return true
  })
}

function oddOnes({ tokens }: ProseContext, spans: readonly Span[]): OddSpelling[] {
  const counts = new Map<string, number>()
  for (const { text } of spans) counts.set(text, (counts.get(text) ?? 0) + 1)
  if (counts.size < 2 || !areOneName(spans)) return []
  const most = Math.max(...counts.values())
  const best = [...counts].filter(([, times]) => times === most)
  const [usual] = best[0] ?? []
  if (best.length > 1 || usual === undefined) return []
  return spans.flatMap(({ first, last, text, opens }) => {
    if (text === usual || (opens && text.slice(1) === usual.slice(1))) return []
    const times = counts.get(text) ?? 0
    return {
      start: tokens.start[first]!,
      end: tokens.end[last]!,
      replacement: opens ? usual.charAt(0).toUpperCase() + usual.slice(1) : usual,
      why: `The document writes “${usual}” ${most} times and “${text}” ${times === 1 ? 'once' : `${times} times`}.`,
    }
  })
}

/** Whether spellings of the same letters are those of one name: of two words some attribute may have the hyphen alone. */
function areOneName(spans: readonly Span[]): boolean {
  const [one] = spans
  // Capitals without their accent are a matter of typesetting (*Etat*).
  if (!one || spans.some(({ text }) => text.charAt(0).toLowerCase() !== one.text.charAt(0).toLowerCase())) return false
  if (one.words >= FEWEST) return true
  if (spans.some(({ text }) => PARTICLE.test(text))) return true
  return spans.every(({ text }) => fold(text) === fold(one.text))
}

const PARTICLE = /^\p{Ll}{2,3}[-\u2010\u2011]\p{Lu}/u

function keyOf({ tokens }: ProseContext, { first, last }: Span): string {
  let key = ''
  for (let i = first; i <= last; i++) if (tokens.kind[i] === TokenKind.word) key += foldedAt(tokens, i)
  return key
}

/** The words that stand together with a capitalised one, from its particle on; none where it is no word of a name. */
function runFrom(context: ProseContext, { first, last }: ProseBlock, at: number): number[] {
  const { tokens } = context
  const run: number[] = []
  const hasParticle =
    at - 2 >= first && isHyphen(tokens, at - 1) && joined(tokens, at - 2, at) && isNameWord(context, at - 2)
  for (let i = hasParticle ? at - 2 : at; i < last; i++) {
    if (isHyphen(tokens, i)) continue
    const before = run.at(-1)
    if ((before !== undefined && !joined(tokens, before, i)) || !isNameWord(context, i)) break
    run.push(i)
  }
  return run
}

/** A run of words that may be a name, and what is left of it without its first and last words. */
function spansIn(context: ProseContext, block: ProseBlock, run: readonly number[]): Span[] {
  const out: Span[] = []
  for (let from = 0; from < run.length; from++)
    for (let to = from + 1; to < run.length && to < from + LONGEST; to++) {
      const span = spanOf(context, block, run.slice(from, to + 1))
      if (span) out.push(span)
    }
  return out
}

/** A capitalised word, or a small one that a hyphen ties to one. */
function isNameWord({ tokens }: ProseContext, i: number): boolean {
  if (tokens.kind[i] !== TokenKind.word) return false
  if (isCapitalisedAt(tokens, i)) return !hasTrait(tokens, i, Trait.upper) && !inCode(tokens, i)
  const before = isHyphen(tokens, i - 1) && joined(tokens, i - 2, i) && isCapitalisedAt(tokens, i - 2)
  return (before || isParticle({ tokens }, i)) && !inCode(tokens, i)
}

function isParticle({ tokens }: Pick<ProseContext, 'tokens'>, i: number): boolean {
  return (
    formAt(tokens, i).length <= LONGEST_PARTICLE &&
    isHyphen(tokens, i + 1) &&
    joined(tokens, i, i + 2) &&
    isCapitalisedAt(tokens, i + 2)
  )
}

function spanOf(context: ProseContext, block: ProseBlock, words: readonly number[]): Span | undefined {
  const { tokens } = context
  const [first, last] = [words[0]!, words.at(-1)!]
  // Half of what a hyphen ties together is no name.
  if (isHyphen(tokens, first - 1) || isHyphen(tokens, last + 1)) return undefined
  const head = foldedAt(tokens, first)
  if (context.is('personTitles', head) || context.is('compoundHeads', head)) return undefined
  const telling = words.filter((i) => isCapitalisedAt(tokens, i) && !context.is('functionWords', foldedAt(tokens, i)))
  if (telling.length < 2 && (telling.length < 1 || words.length > 2 || head.length > LONGEST_PARTICLE)) return undefined
  return {
    first,
    last,
    words: words.length,
    text: tokens.text.slice(tokens.start[first], tokens.end[last]),
    opens: opensSentence(context, block, first),
  }
}
