import type { Cue, Draft, LanguageFacts, ProseBlock, ProseContext, ProseRule } from 'unmangle-core'
import { outsideQuotations } from '../quotations.ts'
import { textAt, touches } from '../reading.ts'
import { isOutsideBackticks } from '../spans.ts'

/** A character that only one variant of the script has. */
interface Variant {
  readonly older: boolean
  /** None where it depends on the word. */
  readonly counterpart: string | undefined
}

/** Where such a character stands. */
interface Place extends Variant {
  readonly at: number
}

/** Characters of the text's own variant at the least, and for each of the other. */
const LEAST = 20
const MAJORITY = 5
/** The same, of a block: another one may be a quotation as a whole. */
const MAJORITY_IN_BLOCK = 2

const isOlder: Cue = ({ text, facts }) => variantsOf(facts).get(text)?.older === true
const isReformed: Cue = ({ text, facts }) => variantsOf(facts).get(text)?.older === false

export const rule: ProseRule = {
  kind: 'prose',
  id: 'script-variant-mixed',
  family: 'encoding',
  description: 'A character of the other variant of the script',
  check(context) {
    if (context.facts.scriptVariants.length === 0) return []
    const older = context.sites(isOlder).length
    const reformed = context.sites(isReformed).length
    const [most, fewest] = older > reformed ? [older, reformed] : [reformed, older]
    if (fewest === 0 || most < LEAST || most < fewest * MAJORITY) return []
    const strange = older > reformed ? isReformed : isOlder
    return context.blocksWith(strange).flatMap((block) => checkBlock(context, block, older <= reformed))
  },
}

const known = new WeakMap<LanguageFacts, ReadonlyMap<string, Variant>>()

function variantsOf(facts: LanguageFacts): ReadonlyMap<string, Variant> {
  let variants = known.get(facts)
  if (!variants) {
    variants = compile(facts.scriptVariants)
    known.set(facts, variants)
  }
  return variants
}

function compile(pairs: readonly string[]): ReadonlyMap<string, Variant> {
  const out = new Map<string, Variant>()
  const common = new Set<string>()
  for (const pair of pairs) {
    const [older = '', reformed = ''] = pair
    if (older === reformed) {
      common.add(older)
      continue
    }
    out.set(older, { older: true, counterpart: reformed })
    out.set(reformed, { older: false, counterpart: out.has(reformed) ? undefined : older })
  }
  for (const character of common) out.delete(character)
  return out
}

/** @param older Whether the characters of the older variant are out of place. */
function checkBlock(context: ProseContext, block: ProseBlock, older: boolean): Draft[] {
  const { tokens, facts } = context
  const variants = variantsOf(facts)
  const places: Place[] = []
  let own = 0
  for (const at of outsideQuotations(tokens, block, true)) {
    const variant = variants.get(textAt(tokens, at))
    if (variant?.older === older) places.push({ ...variant, at })
    else if (variant) own++
  }
  if (own < places.length * MAJORITY_IN_BLOCK) return []
  const runs: Place[][] = []
  for (const place of places) {
    const run = runs.at(-1)
    const last = run?.at(-1)
    if (run && last && last.at + 1 === place.at && touches(tokens, last.at)) run.push(place)
    else runs.push([place])
  }
  return runs.map((run) => draftOf(context, run)).filter(({ start }) => isOutsideBackticks(context, block, start))
}

function draftOf({ tokens }: ProseContext, run: readonly Place[]): Draft {
  const answer = run.map(({ counterpart }) => counterpart ?? '')
  const sure = !answer.includes('')
  const [first = 0, last = first] = [run[0]?.at, run.at(-1)?.at]
  return {
    start: tokens.start[first] ?? 0,
    end: tokens.end[last] ?? 0,
    expected: sure ? [answer.join('')] : [],
    tier: sure ? 'suggest' : 'report',
    message: 'The rest of the text is in the other variant of the script.',
    why: 'Models have read both variants and slip from one into the other.',
  }
}
