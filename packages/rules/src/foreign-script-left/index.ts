import {
  type Cue,
  type Draft,
  hasTrait,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  type Site,
  TokenKind,
  Trait,
} from 'unmangle-core'
import { glossesOf, isInLanguage, isOwnLanguage, isSaid, isWhole, markupAt, renderingsOf } from '../left-words.ts'
import { gapAfter, isQuote, textAt, touches } from '../reading.ts'

type Script = 'Latn' | 'Cyrl' | 'Arab' | 'Hang' | 'Kana' | 'Hani'

/** By script of a language the scripts that its texts have words in. */
const USED: Readonly<Record<string, readonly Script[]>> = {
  Latn: ['Latn'],
  Cyrl: ['Cyrl', 'Latn'],
  Arab: ['Arab', 'Latn'],
  Hans: ['Hani', 'Latn'],
  Hant: ['Hani', 'Latn'],
  Jpan: ['Kana', 'Hani', 'Latn'],
  Kore: ['Hang', 'Hani', 'Latn'],
}
/** A longer stretch is a passage, a title or a list. */
const MOST_CHARACTERS = 16
/** More such stretches make the script what the document speaks of. */
const MOST_RUNS = 6
const EXPLAINS = /^[([（［【]$/
const PARTS = /^[@#_&/|·•:：=→⇒~～-]$/

const isForeign: Cue = ({ text, kind, facts }) => {
  if (kind !== TokenKind.word) return false
  const script = scriptOf(text)
  return script !== undefined && USED[facts.script]?.includes(script) === false
}

export const rule: ProseRule = {
  kind: 'prose',
  id: 'foreign-script-left',
  family: 'residue',
  description: 'A word that was left in another script',
  check(context) {
    if (!isOwnLanguage(context)) return []
    const runs = runsOf(context, context.sites(isForeign))
    if (runs.length === 0 || runs.length > MOST_RUNS) return []
    return runs.flatMap((run) => draftOf(context, run) ?? [])
  },
}

/** Tokens in one script that stand together. */
interface Run {
  readonly block: ProseBlock
  readonly first: number
  readonly last: number
}

function runsOf({ tokens }: ProseContext, sites: readonly Site[]): Run[] {
  const out: Run[] = []
  for (const { block, at } of sites) {
    const before = out.at(-1)
    const gap = gapAfter(tokens, at - 1)
    if (before?.block === block && before.last === at - 1 && (gap === '' || gap === ' '))
      out[out.length - 1] = { ...before, last: at }
    else out.push({ block, first: at, last: at })
  }
  return out
}

function draftOf(context: ProseContext, run: Run): Draft | undefined {
  const { tokens, glosses } = context
  const { block, first, last } = run
  const start = tokens.start[first] ?? 0
  const end = tokens.end[last] ?? 0
  const text = tokens.text.slice(start, end)
  // A letter by itself is spoken of, or stands for a quantity.
  if (text.length > MOST_CHARACTERS || (text.length === 1 && hasTrait(tokens, first, Trait.spacedWord)))
    return undefined
  if (!isBare(context, run)) return undefined
  const match = glosses?.longest(tokens, first, last + 1)
  const found = match?.last === last ? glossesOf(context, match) : []
  const whole = isWhole(context, block, first, last)
  const label = whole ? block.kind !== 'paragraph' : first === block.first && /^[:：]$/.test(textAt(tokens, last + 1))
  if (label ? found.length === 0 : !isInLanguage(context, block)) return undefined
  const expected = renderingsOf(context, found, { capital: label, counted: false })
  return {
    start,
    end,
    expected,
    tier: expected.length > 0 ? 'suggest' : 'report',
    message: 'A word was left in another script.',
    why: 'Machines copy words that they do not know; readers of this language cannot read it.',
  }
}

/** Whether the words stand by themselves: not quoted, marked, in a link, explained, or one side of a pair. */
function isBare(context: ProseContext, { block, first, last }: Run): boolean {
  const { tokens } = context
  if (!isSaid(context, block, first)) return false
  const before = first > block.first ? textAt(tokens, first - 1) : ''
  const after = last + 1 < block.last ? textAt(tokens, last + 1) : ''
  if (
    EXPLAINS.test(after) ||
    PARTS.test(before) ||
    (PARTS.test(after) && !(/^[:：]$/.test(after) && first === block.first)) ||
    isQuote(before) ||
    isQuote(after)
  )
    return false
  if (/^[)\]）]$/.test(before)) return false
  if (
    (before === '.' && touches(tokens, first - 1)) ||
    (after === '.' && touches(tokens, last) && touches(tokens, last + 1))
  )
    return false
  if (touches(tokens, first - 1) && tokens.kind[first - 1] === TokenKind.word && first > block.first) return false
  if (touches(tokens, last) && tokens.kind[last + 1] === TokenKind.word && last + 1 < block.last) return false
  const offset = tokens.start[first] ?? 0
  return !markupAt(context, 'emphasis', offset) && !markupAt(context, 'link', offset)
}

function scriptOf(word: string): Script | undefined {
  const code = word.codePointAt(0) ?? 0
  if (code < 0x250) return 'Latn'
  if (code >= 0x400 && code < 0x530) return 'Cyrl'
  if (code >= 0x620 && code < 0x780) return 'Arab'
  if (code >= 0xac00 && code < 0xd7b0) return 'Hang'
  if (code >= 0x3040 && code < 0x3100) return 'Kana'
  return code >= 0x3400 && code < 0xa000 ? 'Hani' : undefined
}
