import { fold } from './characters.ts'
import { tokenise, tokenText, Vocabulary } from './tokens.ts'

/** What a slot in a phrase stands for. A slot's name is also its entry in the index's strings. */
export const SLOTS = ['{number}', '{word}', '{gap}'] as const
export type Slot = (typeof SLOTS)[number]

/** The words that `{gap}` may skip at the most. */
export const LONGEST_GAP = 3

/** One way a phrase can be written: folded tokens and slots, and the answers in the same terms. */
export interface Wording {
  readonly tokens: readonly string[]
  readonly answers: readonly string[]
}

const PIECE = /\{(?:number|word|gap)\}|\(([^()]*)\)/g
const MOST_WORDINGS = 512

/**
 * Spells a phrase out. `(a|b)` is a choice (a part may be empty). A choice in an answer follows the one of the phrase that
 * is written the same, wherever it stands; else the one of the same rank, if that has as many parts; else the only one
 * that has: so `(cat|dog) (black|white)` can answer `(black|white) (cat|dog)`, and `(make|makes) sense` can answer
 * `(do|does) sense`. Slots are kept.
 *
 * @throws {Error} if the phrase has no token or more than 512 wordings, or a choice in an answer follows none.
 */
export function spellOut(phrase: string, answers: readonly string[]): Wording[] {
  const choices = choicesOf(phrase)
  const total = choices.reduce((product, choice) => product * choice.length, 1)
  if (total > MOST_WORDINGS) throw new Error(`"${phrase}" has ${total} wordings; ${MOST_WORDINGS} is the most`)
  const ranks = choices.map((_, rank) => rank)
  const followed = answers.map((answer) => choicesOf(answer).map((own, rank) => followedBy(own, rank, choices, answer)))
  const wordings: Wording[] = []
  for (let n = 0; n < total; n++) {
    const picks: number[] = []
    let rest = n
    for (const choice of choices) {
      picks.push(rest % choice.length)
      rest = Math.floor(rest / choice.length)
    }
    const tokens = phraseTokens(pick(phrase, ranks, picks))
    if (tokens.length === 0) throw new Error(`"${phrase}" has a wording without words`)
    wordings.push({ tokens, answers: answers.map((answer, i) => tidy(pick(answer, followed[i] ?? [], picks))) })
  }
  return wordings
}

function choicesOf(phrase: string): string[][] {
  return [...phrase.matchAll(PIECE)].filter((m) => m[1] !== undefined).map((m) => m[1]!.split('|'))
}

/** The rank of the choice that a choice in an answer follows. */
function followedBy(own: readonly string[], rank: number, choices: readonly string[][], answer: string): number {
  const isSame = (choice: readonly string[] | undefined) => choice?.join('|') === own.join('|')
  if (isSame(choices[rank])) return rank
  const same = choices.findIndex(isSame)
  if (same >= 0) return same
  if (choices[rank]?.length === own.length) return rank
  const alike = choices.flatMap((choice, other) => (choice.length === own.length ? [other] : []))
  const [only] = alike
  if (only === undefined || alike.length > 1)
    throw new Error(`"${answer}": nothing tells which choice of the phrase (${own.join('|')}) follows`)
  return only
}

/** @param followed For each choice, by rank: which of the picks is its own. */
function pick(text: string, followed: readonly number[], picks: readonly number[]): string {
  let rank = 0
  return text.replace(PIECE, (whole, inner: string | undefined) =>
    inner === undefined ? whole : (inner.split('|')[picks[followed[rank++] ?? 0] ?? 0] ?? ''),
  )
}

function tidy(text: string): string {
  return text.replace(/ {2,}/g, ' ').trim()
}

/** The folded tokens of a phrase, slots kept whole. */
export function phraseTokens(phrase: string): string[] {
  const out: string[] = []
  const add = (text: string) => {
    const tokens = tokenise(text, new Vocabulary())
    for (let i = 0; i < tokens.count; i++) out.push(fold(tokenText(tokens, i)))
  }
  let at = 0
  for (const match of phrase.matchAll(/\{(?:number|word|gap)\}/g)) {
    add(phrase.slice(at, match.index))
    out.push(match[0])
    at = match.index + match[0].length
  }
  add(phrase.slice(at))
  return out
}
