import { type IsOrdinary, isWordOf } from 'unmangle-glossary'
import { ordinaryWords } from 'unmangle-languages'
import { loadPack, packTags } from 'unmangle-languages/node'

const known = new Map<string, ReadonlySet<string>>()

/** By the packs that there are. */
export const isOrdinary: IsOrdinary = (form, lang) =>
  (lang === undefined ? packTags() : [lang]).some((tag) => isWordOf(wordsOf(tag), form))

function wordsOf(tag: string): ReadonlySet<string> {
  const facts = loadPack(tag)?.facts
  const words = known.get(tag) ?? (facts ? ordinaryWords(facts) : new Set<string>())
  known.set(tag, words)
  return words
}
