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
 * Spells a phrase out. `(a|b)` is a choice (a part may be empty); in an answer the choice with the same rank and as
 * many parts follows it, so `(make|makes) sense` can answer `(do|does) sense`; one that is written as in the phrase
 * follows it wherever it stands: `(cat|dog) (black|white)` answers `(black|white) (cat|dog)`. Slots are kept.
 *
 * @throws {Error} if the phrase has no token or more than 512 wordings.
 */
export function spellOut(phrase: string, answers: readonly string[]): Wording[] {
  const choices = choicesOf(phrase)
  const total = choices.reduce((product, choice) => product * choice.length, 1)
  if (total > MOST_WORDINGS) throw new Error(`"${phrase}" has ${total} wordings; ${MOST_WORDINGS} is the most`)
  const wordings: Wording[] = []
  for (let n = 0; n < total; n++) {
    const picks: number[] = []
    let rest = n
    for (const choice of choices) {
      picks.push(rest % choice.length)
      rest = Math.floor(rest / choice.length)
    }
    const tokens = phraseTokens(pick(phrase, choices, picks))
    if (tokens.length === 0) throw new Error(`"${phrase}" has a wording without words`)
    wordings.push({ tokens, answers: answers.map((answer) => tidy(pick(answer, choices, picks))) })
  }
  return wordings
}

function choicesOf(phrase: string): string[][] {
  return [...phrase.matchAll(PIECE)].filter((m) => m[1] !== undefined).map((m) => m[1]!.split('|'))
}

function pick(text: string, choices: readonly string[][], picks: readonly number[]): string {
  let rank = 0
  return text.replace(PIECE, (whole, inner: string | undefined) => {
    if (inner === undefined) return whole
    const own = inner.split('|')
    const mine = rank++
    const isSame = (choice: readonly string[] | undefined) => choice?.join('|') === inner
    const moved = isSame(choices[mine]) ? -1 : choices.findIndex(isSame)
    const followed = moved < 0 ? mine : moved
    return own[choices[followed]?.length === own.length ? picks[followed]! : 0]!
  })
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
