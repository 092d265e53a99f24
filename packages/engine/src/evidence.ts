import type { Clue, Document, Evidence, Span, Tokens } from 'unmangle-core'

/** What the document and its original know of a form. Counts are made when first asked for. */
export function evidenceOf(document: Document, tokens: Tokens): Evidence {
  const { text } = document.reading.prose
  let counts: Map<number, number> | undefined
  return {
    count(word: string): number {
      counts ??= countForms(tokens)
      return counts.get(tokens.vocabulary.intern(word)) ?? 0
    },
    elsewhere(phrase: string, span?: Span): Clue | undefined {
      for (let at = text.indexOf(phrase); at >= 0; at = text.indexOf(phrase, at + 1)) {
        const inside = span !== undefined && at < span.end && at + phrase.length > span.start
        if (!inside && standsAlone(text, at, at + phrase.length))
          return { from: 'document', reason: `the document also has “${phrase}”` }
      }
      return undefined
    },
    original(phrase: string): Clue | undefined {
      const original = document.original?.reading.prose.text
      return original?.includes(phrase) ? { from: 'original', reason: `the original has “${phrase}”` } : undefined
    },
  }
}

function countForms(tokens: Tokens): Map<number, number> {
  const counts = new Map<number, number>()
  for (let i = 0; i < tokens.count; i++) counts.set(tokens.id[i]!, (counts.get(tokens.id[i]!) ?? 0) + 1)
  return counts
}

const LETTER = /[\p{L}\p{M}\p{N}]/u

function standsAlone(text: string, start: number, end: number): boolean {
  return !LETTER.test(text.charAt(start - 1)) && !LETTER.test(text.charAt(end))
}
