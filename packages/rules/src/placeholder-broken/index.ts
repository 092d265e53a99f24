import type { Document, SourceDraft, SourceRule, Span, Tier } from 'unmangle-core'
import { codeSpans, documentLines, type Line, meets } from '../code-spans.ts'

/** A way in which a placeholder breaks; the same words without the spaces that broke it are the answer. */
interface Break {
  readonly pattern: RegExp
  /** The placeholder as it was. */
  mend(broken: string): string
  /** Where it is one, and how sure that is. */
  tier(found: Found): Tier | undefined
}

interface Found {
  readonly line: Line
  /** In the line. */
  readonly at: number
  readonly answer: string
  readonly inCode: boolean
  readonly document: Document
}

const NAME = '[\\p{L}_][\\p{L}\\p{N}_.]{0,60}'
const unspaced = (broken: string): string => broken.replace(/\s/g, '')

const BREAKS: readonly Break[] = [
  {
    pattern: new RegExp(`\\$ \\{ ?${NAME} ?\\}`, 'gu'),
    mend: unspaced,
    tier: ({ inCode, line, at }) => (inCode && isBetween(line.text, at, '`') ? 'safe' : undefined),
  },
  {
    pattern: new RegExp(`\\{ \\{ ?${NAME} ?\\} ?\\}|\\{\\{ ?${NAME} ?\\} \\}`, 'gu'),
    mend: (broken) => `{{ ${broken.replace(/[{}\s]/g, '')} }}`,
    tier: ({ inCode }) => (inCode ? undefined : 'safe'),
  },
  {
    // Both sides alike may be how a language writes its code.
    pattern: new RegExp(`\\{(?: ${NAME}|${NAME} )\\}`, 'gu'),
    mend: unspaced,
    tier: ({ line, at, answer, document, inCode }) => {
      if (!inCode || !isBetween(line.text, at, '"')) return undefined
      if (document.source.includes(answer)) return 'safe'
      return /"[^"\n{}]*\{[\p{L}_]\w*\}[^"\n{}]*"/u.test(document.source) ? 'suggest' : undefined
    },
  },
  {
    // In prose, where the same one stands whole elsewhere; a single letter may be a set.
    pattern: new RegExp(`(?<![{$\\\\])\\{ (?=[\\p{L}_]{2})${NAME} \\}(?!\\})`, 'gu'),
    mend: unspaced,
    tier: ({ inCode, document, answer }) => (!inCode && document.source.includes(answer) ? 'suggest' : undefined),
  },
  {
    // A sentence with a value in it; `a % d` is a remainder.
    pattern: /% [sdif](?![\p{L}\p{N}_])/gu,
    mend: unspaced,
    tier: ({ line, at, inCode }) =>
      inCode && /[`"]["']?\p{Lu}\p{Ll}+(?: [\p{L}',]+){0,12}[:,]? $/u.test(line.text.slice(0, at)) ? 'safe' : undefined,
  },
  {
    pattern: /<(?:\/ | \/ ?)[\p{L}\p{N}]{1,20} ?>/gu,
    mend: unspaced,
    tier: ({ line, at, answer, inCode }) =>
      !inCode && line.text.slice(0, at).includes(`<${answer.slice(2)}`) ? 'safe' : undefined,
  },
  {
    // An opening tag whose closing one stands after it on the line, torn or not; `a < b > c` has none.
    pattern: /< (?:a|b|code|em|i|kbd|span|strong|sub|sup|u) ?>/g,
    mend: unspaced,
    tier: ({ line, at, answer, inCode }) =>
      !inCode && closesAfter(line.text.slice(at), answer.slice(1, -1)) ? 'suggest' : undefined,
  },
]
const ANY = /[$%] ?[{sdif]|\{ |\} \}| \}|<\/ |< \/|< [a-z]/

export const rule: SourceRule = {
  kind: 'source',
  id: 'placeholder-broken',
  family: 'identifier',
  description: 'A placeholder that spaces have broken',
  check(document) {
    const code = codeSpans(document)
    return documentLines(document).flatMap((line) => (ANY.test(line.text) ? checkLine(document, code, line) : []))
  },
}

function checkLine(document: Document, code: readonly Span[], line: Line): SourceDraft[] {
  const out: SourceDraft[] = []
  for (const { pattern, mend, tier } of BREAKS)
    for (const { 0: text, index: at } of line.text.matchAll(pattern)) {
      const start = line.start + at
      const end = start + text.length
      const found = { line, at, answer: mend(text), inCode: meets(code, start, end), document }
      const sure = found.answer === text ? undefined : tier(found)
      if (!sure || out.some((other) => other.start < end && other.end > start)) continue
      out.push({
        start,
        end,
        expected: [found.answer],
        tier: sure,
        message: 'A placeholder is broken: the program that fills it in will not know it.',
        why: 'To a machine the marks of a placeholder are punctuation, and it puts spaces beside them.',
        announces: [],
      })
    }
  return out
}

/** Whether a place stands in a string: an odd number of quotation marks before it, and one after it. */
function isBetween(text: string, at: number, quote: string): boolean {
  return text.slice(0, at).split(quote).length % 2 === 0 && text.includes(quote, at)
}

/** Whether a closing tag of the name stands in a text, with or without spaces in it. */
function closesAfter(text: string, name: string): boolean {
  return [...text.matchAll(/< ?\/ ?([a-z]{1,10}) ?>/g)].some((match) => match[1] === name)
}
