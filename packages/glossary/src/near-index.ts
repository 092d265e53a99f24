import { type GlossaryOverlay, indexString, type ProseContext } from 'unmangle-core'
import { soundKeys } from './sounds.ts'

/** By how many of its words, the rarest first, a name is found. */
const ANCHORS = 3
/** A word that more names have than this leads to none of them: others do. */
const MOST_NAMES = 256

/** Finds the names of a glossary by single words of theirs. */
export interface NearIndex {
  /** The nodes of the glossary's index at which names end that have a word, by its number. */
  names(word: number): readonly number[]
  /** The numbers of words that may sound like a folded one. */
  alike(folded: string): readonly number[]
  /** The words of the name that ends at a node, by number. */
  words(node: number): readonly number[]
}

const indexes = new WeakMap<GlossaryOverlay, NearIndex>()

/** The index of a glossary, built when it is first asked for, in time with the glossary's size. */
export function nearIndexOf(overlay: GlossaryOverlay, context: ProseContext): NearIndex {
  const known = indexes.get(overlay)
  if (known) return known
  const built = build(overlay, (folded) => isLight(context, folded))
  indexes.set(overlay, built)
  return built
}

const LIGHT = ['articles', 'prepositions', 'conjunctions'] as const

/** Whether a folded word only binds others, so that a machine adds, drops or changes it in a name. */
export function isLight(context: ProseContext, folded: string): boolean {
  return LIGHT.some((list) => context.is(list, folded)) || isContraction(context, folded)
}

/** Whether a folded word is a preposition with its article (del, am). */
export function isContraction(context: ProseContext, folded: string): boolean {
  if (context.facts.contractions.some(({ joined }) => joined === folded)) return true
  // The facts tell contractions that machines miss; the others are function words that end in an article (dos, delle).
  if (folded.length > LONGEST_CONTRACTION || !context.is('functionWords', folded)) return false
  for (let at = 1; at < folded.length && at <= LONGEST_HEAD; at++)
    if (context.is('articles', folded.slice(at))) return true
  return false
}

const LONGEST_CONTRACTION = 5
const LONGEST_HEAD = 3

function build({ index }: GlossaryOverlay, light: (folded: string) => boolean): NearIndex {
  const nodes = index.edgeStart.length - 1
  const parents = new Int32Array(nodes)
  const tokens = new Int32Array(nodes)
  for (let node = 0; node < nodes; node++) {
    for (let edge = index.edgeStart[node]!; edge < index.edgeStart[node + 1]!; edge++) {
      parents[index.edgeTarget[edge]!] = node
      tokens[index.edgeTarget[edge]!] = index.edgeToken[edge]!
    }
  }
  const words = (node: number): number[] => {
    const out: number[] = []
    for (let at = node; at !== 0; at = parents[at]!) out.push(tokens[at]!)
    return out.reverse()
  }
  const ends: number[] = []
  const counts = new Int32Array(index.strings)
  for (let node = 1; node < nodes; node++) {
    if (index.payloadStart[node + 1] === index.payloadStart[node]) continue
    ends.push(node)
    for (let at = node; at !== 0; at = parents[at]!) counts[tokens[at]!]!++
  }
  const anchors = new Uint8Array(index.strings)
  const byKey = new Map<string, number[]>()
  for (let word = 0; word < index.strings; word++) {
    if (counts[word] === 0) continue
    const written = indexString(index, word)
    if (written.length < 3 || light(written) || /^\p{N}/u.test(written)) continue
    anchors[word] = 1
    for (const key of soundKeys(written)) {
      const alike = byKey.get(key)
      if (alike) alike.push(word)
      else byKey.set(key, [word])
    }
  }
  const names = new Map<number, number[]>()
  for (const node of ends) {
    const rare = words(node)
      .filter((word) => anchors[word] === 1)
      .sort((a, b) => counts[a]! - counts[b]!)
    for (const word of new Set(rare.slice(0, ANCHORS))) {
      const nodesOf = names.get(word)
      if (!nodesOf) names.set(word, [node])
      else if (nodesOf.length <= MOST_NAMES) nodesOf.push(node)
    }
  }
  for (const [word, nodesOf] of names) if (nodesOf.length > MOST_NAMES) names.delete(word)
  return {
    names: (word) => names.get(word) ?? NONE,
    alike: (folded) => soundKeys(folded).flatMap((key) => byKey.get(key) ?? NONE),
    words,
  }
}

const NONE: readonly number[] = []
