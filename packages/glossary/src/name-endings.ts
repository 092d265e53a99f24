import { type EndingRule, fold, type LanguageFacts } from 'unmangle-core'

/** An ending of the language's names, ready to be taken off and put on. */
export interface Ending {
  readonly strip: string
  /** What the language adds, with its diacritics, and folded. */
  readonly add: string
  readonly folded: string
  readonly after: RegExp | undefined
}

const known = new WeakMap<readonly EndingRule[], readonly Ending[]>()

/** The endings that are letters, so that they stand in the same word as the name. */
export function endingsOf({ nameEndings }: LanguageFacts): readonly Ending[] {
  let endings = known.get(nameEndings)
  if (!endings) {
    endings = nameEndings
      .filter(({ add }) => /^\p{L}+$/u.test(add))
      .map(({ strip, add, after }) => ({
        strip,
        add,
        folded: fold(add),
        after: after === undefined ? undefined : new RegExp(`(?:${after})$`, 'iu'),
      }))
    known.set(nameEndings, endings)
  }
  return endings
}

/** A word of a name in the case that an ending stands for, or undefined where the word does not take it. */
export function withEnding(word: string, { strip, add, after }: Ending): string | undefined {
  if (!word.toLowerCase().endsWith(strip)) return undefined
  const stem = word.slice(0, word.length - strip.length)
  return after && !after.test(stem) ? undefined : stem + add
}

/** What a folded word can be without its ending, folded. */
export function stemsOf(
  folded: string,
  endings: readonly Ending[],
): { readonly stem: string; readonly ending: Ending }[] {
  const out: { stem: string; ending: Ending }[] = []
  for (const ending of endings) {
    const length = folded.length - ending.folded.length
    if (length >= SHORTEST_STEM && folded.endsWith(ending.folded))
      out.push({ stem: folded.slice(0, length) + fold(ending.strip), ending })
  }
  return out
}

const SHORTEST_STEM = 2
