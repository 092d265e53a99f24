import { fold, type LanguageFacts, TokenKind, tokenise, Vocabulary } from 'unmangle-core'

const SAMPLE = 4000
/** Scripts that settle the language by themselves among the packs. */
const SCRIPTS: readonly (readonly [RegExp, string])[] = [
  [/[\p{Script=Hiragana}\p{Script=Katakana}]/gu, 'ja'],
  [/\p{Script=Hangul}/gu, 'ko'],
  [/\p{Script=Han}/gu, 'zh'],
  [/\p{Script=Arabic}/gu, 'ar'],
  [/\p{Script=Cyrillic}/gu, 'ru'],
]

/**
 * The language of a text among those with a pack, or undefined where it is not sure: by script, then by how many of
 * its words are the commonest words of a language.
 */
export function detectLanguage(text: string, facts: readonly LanguageFacts[]): string | undefined {
  const sample = text.slice(0, SAMPLE)
  const letters = sample.match(/\p{L}/gu)?.length ?? 0
  if (letters === 0) return undefined
  for (const [script, tag] of SCRIPTS) {
    const share = (sample.match(script)?.length ?? 0) / letters
    if (share > (tag === 'ja' ? 0.1 : 0.4)) return tag
  }
  const tokens = tokenise(sample, new Vocabulary())
  const words: string[] = []
  for (let i = 0; i < tokens.count; i++)
    if (tokens.kind[i] === TokenKind.word) words.push(fold(tokens.vocabulary.form(tokens.id[i]!)))
  const scores = facts
    .map((language) => {
      const common = commonestOf(language)
      return { tag: language.tag, score: words.filter((word) => common.has(word)).length / words.length }
    })
    .sort((a, b) => b.score - a.score)
  const [best, second] = scores
  if (!best || best.score < 0.12 || (second && best.score - second.score < 0.04)) return undefined
  return best.tag
}

const commonest = new WeakMap<LanguageFacts, ReadonlySet<string>>()

function commonestOf(facts: LanguageFacts): ReadonlySet<string> {
  const words = commonest.get(facts) ?? new Set(facts.functionWords.map(fold))
  commonest.set(facts, words)
  return words
}
