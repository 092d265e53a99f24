import type { ProseBlock, ProseContext } from 'unmangle-core'
import { opensSentence } from './document-names.ts'
import { isSign, type NameWords } from './name-form.ts'
import { foldedAt, formAt, isCapitalised } from './name-words.ts'
import { type Alignment, areNeighbours } from './near-align.ts'
import { isContraction, isLight } from './near-index.ts'
import { letterEndings } from './near-words.ts'
import { letterDistance } from './sounds.ts'

/** A letter of a word that only binds others says less than one of a name. */
const LIGHT_WEIGHT = 0.5

/** A block and its words, by token. */
export interface Line {
  readonly block: ProseBlock
  readonly words: readonly number[]
}

/** What a name in the text becomes. */
export interface Rendered {
  readonly text: string
  /** The index in the block's words where the span begins. */
  readonly first: number
  readonly changed: boolean
  readonly cost: number
}

/** What belongs in the place of the text: the term, with the endings and articles that the sentence asks for. */
export function render(
  context: ProseContext,
  { block, words }: Line,
  name: NameWords,
  { pairs, first }: Alignment,
): Rendered {
  const { tokens, facts } = context
  const inflects = letterEndings(facts).length > 0
  const content = [...pairs.keys()].sort((a, b) => a - b)
  const lead = leadOf(context, words, name, content[0] ?? 0, first, inflects)
  let { text } = lead
  let changed = false
  let parts = false
  let cost = 0
  let before: { readonly k: number; readonly at: number } | undefined
  for (const k of content) {
    const pair = pairs.get(k)
    if (!pair) continue
    const { at, fit } = pair
    if (before) {
      const has = words.slice(before.at + 1, at).map((i) => foldedAt(tokens, i))
      const wants = name.words.slice(before.k + 1, k).map(({ folded }) => folded)
      if (inflects && differOnlyInCase(context, has, wants)) {
        text += tokens.text.slice(tokens.end[words[before.at]!], tokens.start[words[at]!])
      } else {
        text += name.text.slice(name.words[before.k]!.end, name.words[k]!.start)
        cost += letterDistance(withoutSigns(has), withoutSigns(wants)) * LIGHT_WEIGHT
        changed ||= has.join(' ') !== wants.join(' ')
        parts ||= binds(context, has) !== binds(context, wants)
      }
    }
    text += fit.text
    cost += fit.cost
    changed ||= fit.how === 'sound' || fit.how === 'near'
    before = { k, at }
  }
  const opening = words[lead.first]!
  if (opensSentence(context, block, opening) && isCapitalised(formAt(tokens, opening)))
    text = text.charAt(0).toUpperCase() + text.slice(1)
  return { text, first: lead.first, changed: changed && !parts, cost }
}

/** Whether a conjunction makes two things of a name. */
function binds(context: ProseContext, folded: readonly string[]): boolean {
  return folded.some((word) => context.is('conjunctions', word) && !context.is('prepositions', word))
}

function withoutSigns(folded: readonly string[]): string {
  return folded.filter((word) => !isSign(word)).join(' ')
}

/** Whether what differs are articles alone, which change with the case of their noun. */
function differOnlyInCase(context: ProseContext, has: readonly string[], wants: readonly string[]): boolean {
  if (has.length !== wants.length) return false
  return has.every((word, i) => {
    const want = wants[i]
    return word === want || (isBound(context, word) && want !== undefined && isBound(context, want))
  })
}

/** The article that a name begins with, where the text has one there or none but could. */
function leadOf(
  context: ProseContext,
  words: readonly number[],
  name: NameWords,
  k: number,
  first: number,
  inflects: boolean,
): { readonly text: string; readonly first: number } {
  const { tokens } = context
  const none = { text: '', first }
  if (k === 0) return none
  const start = first - k
  const isThere = (n: number) => {
    const at = start + n
    if (at < 0 || !areNeighbours(context, words, at)) return false
    const has = foldedAt(tokens, words[at]!)
    const { folded } = name.words[n]!
    return has === folded || (context.is('articles', has) && context.is('articles', folded))
  }
  if (!name.words.slice(0, k).every((_, n) => isThere(n))) {
    const before = words[first - 1]
    const isBare =
      before === undefined || !areNeighbours(context, words, first - 1) || !isLight(context, foldedAt(tokens, before))
    return isBare && !inflects && isCapitalised(formAt(tokens, words[first]!))
      ? { text: name.text.slice(0, name.words[k]!.start), first }
      : none
  }
  const text = inflects
    ? tokens.text.slice(tokens.start[words[start]!], tokens.start[words[first]!])
    : name.text.slice(0, name.words[k]!.start)
  return { text, first: start }
}

/** Whether a word changes with the case of its noun. */
function isBound(context: ProseContext, folded: string): boolean {
  return context.is('articles', folded) || isContraction(context, folded)
}
