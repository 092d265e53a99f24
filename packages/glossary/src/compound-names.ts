import { FormRole, fold, type ProseContext, TokenKind } from 'unmangle-core'
import { type DocumentNames, isOrdinary } from './document-names.ts'
import { isRightRole, type Mention } from './mentions.ts'
import { type NameRepair, repairOf } from './name-repair.ts'
import { foldedAt, formAt, inCode, isCapitalisedAt, isHyphen, isUpperCase, joined } from './name-words.ts'

/** Of a shorter surname in small letters a compound is no evidence (*li-Ion*). */
export const SHORTEST_HALF = 4

/** Whether a name is the first half of a compound whose second half has a capital: *putin-Regierung*. */
export function isFirstHalf({ tokens }: ProseContext, { first, last }: Mention): boolean {
  const next = last + 2
  return (
    isHyphen(tokens, last + 1) &&
    joined(tokens, last, next) &&
    isCapitalisedAt(tokens, next) &&
    !isUpperCase(formAt(tokens, next)) &&
    !isHyphen(tokens, first - 1)
  )
}

/** Compounds of a name and a noun in small letters, where nouns have a capital: *Merkel-regierung*. */
export function compoundNames(context: ProseContext, names: DocumentNames): NameRepair[] {
  if (!context.facts.capitalNouns) return []
  const out: NameRepair[] = []
  for (const { mentions, shouts } of names.blocks) {
    if (shouts) continue
    for (const mention of mentions) {
      const found = mention.forms.find(
        ({ term, role }) =>
          (term.kind === 'person' && role === FormRole.family) || (term.kind === 'place' && isRightRole(role)),
      )
      if (!found || !isCapitalisedAt(context.tokens, mention.first)) continue
      const noun = nounAfter(context, mention)
      if (noun < 0) continue
      const { text, start, end } = context.tokens
      const written = text.slice(start[noun]!, end[noun]!)
      const capital = written.charAt(0).toUpperCase() + written.slice(1)
      out.push(
        repairOf(
          context,
          { first: mention.first, last: noun },
          found.term,
          'case',
          text.slice(start[mention.first]!, start[noun]!) + capital,
          false,
          `“${capital}” is a noun, and has its capital in a compound with a hyphen.`,
        ),
      )
    }
  }
  return out
}

/** The noun in small letters that ends a compound which a name begins, or -1. */
function nounAfter(context: ProseContext, { first, last }: Mention): number {
  const { tokens } = context
  const noun = last + 2
  if (!isHyphen(tokens, last + 1) || !joined(tokens, last, noun) || isHyphen(tokens, first - 1)) return -1
  // A noun of more than one half (Merkel-nahe-Presse), an ending, code.
  if (isHyphen(tokens, noun + 1) || tokens.kind[noun] !== TokenKind.word || inCode(tokens, noun)) return -1
  const written = formAt(tokens, noun)
  if (written.length < SHORTEST_HALF || isCapitalisedAt(tokens, noun) || isOrdinary(context, foldedAt(tokens, noun)))
    return -1
  const capital = written.charAt(0).toUpperCase() + written.slice(1)
  const isNoun = context.is('institutionNouns', fold(written)) || context.evidence.count(capital) > 0
  return isNoun && context.evidence.count(written) <= 1 ? noun : -1
}
