import type { Draft, ProseContext, ProseRule, Span, Tier } from 'unmangle-core'
import { characterAt, characterBefore, isLetter, wholeWords } from '../spans.ts'
import { byteOf, type Sequence, sequenceAt } from './decode.ts'

/** What a byte read as a letter can begin with. */
const SUSPECT = /[\u0080-\u00FF\uFFFD]/g
const LATIN = /^[À-ÖØ-öø-ſȘ-țḀ-ỿ]$/
/** Punctuation and signs that text holds; what lies between is drawing and rare signs, met by chance. */
const MARK =
  /^[\u00A0-\u00AC\u00AE-\u00BF\u2010-\u2027\u2030-\u203A\u20A0-\u20BF\u2116\u2122\u2190-\u2193\u2212\u2248\u2260-\u2265\u2713\u2714]$/
const EMOJI = /^\p{Extended_Pictographic}$/u
const WRITING = /^[\p{L}\p{M}\p{P}\p{N}]$/u
const CONTROL = /[\u0080-\u009F]/
/** What may follow a capital with an accent in good text: quotes, dashes, signs that close. */
const CLOSER = /^[€‚„…‘’“”•–—™\u00A0«»®©ªº°·]$/
/** More characters of another script in a row than chance would bring together. */
const NO_CHANCE = 3
const MOST_LAYERS = 3
const PARTS: Readonly<Record<string, readonly string[]>> = {
  Hans: ['Hani'],
  Hant: ['Hani'],
  Jpan: ['Hani', 'Hira', 'Kana'],
  Kore: ['Hang', 'Hani'],
}
const MARKS_OF_EAST_ASIA = '\\u3000-\\u303F\\uFF01-\\uFF65'

export const rule: ProseRule = {
  kind: 'prose',
  id: 'mojibake',
  family: 'encoding',
  description: 'Letters whose bytes were read in the wrong encoding',
  check(context) {
    const own = lettersOf(context.facts.script)
    return suspectWords(context).flatMap((word) => checkWord(context, word, own) ?? [])
  },
}

function lettersOf(script: string): RegExp {
  const parts = PARTS[script] ?? [script]
  const marks = PARTS[script] ? MARKS_OF_EAST_ASIA : ''
  return new RegExp(`^[${marks}${parts.map((part) => `\\p{Script=${part}}`).join('')}]$`, 'u')
}

/** The words of the blocks that hold a suspect letter, in order. */
function suspectWords({ blocks, prose: { text } }: ProseContext): Span[] {
  const out: Span[] = []
  let at = 0
  let done = 0
  for (const { index } of text.matchAll(SUSPECT)) {
    if (index < done) continue
    while ((blocks[at]?.end ?? text.length) <= index) at++
    const block = blocks[at]
    if (!block) break
    if (index < block.start) continue
    let start = index
    let end = index
    while (start > block.start && !isSpace(text, start - 1)) start--
    while (end < block.end && !isSpace(text, end)) end++
    out.push({ start, end })
    done = end
  }
  return out
}

/** A no-break space is none here: it can be half of a letter. */
function isSpace(text: string, at: number): boolean {
  return text[at] === ' ' || text[at] === '\n' || text[at] === '\t' || text[at] === '\u3000'
}

function checkWord(context: ProseContext, word: Span, own: RegExp): Draft | undefined {
  const { text } = context.prose
  const found = sequencesIn(text, word, own)
  const [first] = found
  const last = found.at(-1)
  if (!first || !last) return lost(text, word)
  const { start, end } = wholeWords(text, { start: first.start, end: last.end }, word)
  return {
    start,
    end,
    expected: [repaired(text, { start, end }, found, own)],
    tier: tierOf(text, { start, end }, found),
    message: 'The letters were read in the wrong encoding.',
    why: 'The text is UTF-8, and something on its way read each byte as a letter; read together, the bytes make letters and marks of this text.',
  }
}

type Placed = Sequence & { readonly start: number }

/** The sequences in a word that cannot be there by chance. */
function sequencesIn(text: string, word: Span, own: RegExp): Placed[] {
  const out: Placed[] = []
  let run: Placed[] = []
  let at = word.start
  while (at < word.end) {
    const sequence = sequenceAt(text, at)
    if (sequence && sequence.end <= word.end) {
      run.push({ ...sequence, start: at })
      at = sequence.end
      continue
    }
    out.push(...certain(text, run, own))
    run = []
    at++
  }
  out.push(...certain(text, run, own))
  return out
}

function certain(text: string, run: readonly Placed[], own: RegExp): Placed[] {
  const known = run.filter((sequence) => isKnown(sequence.value, own))
  const other = known.length < run.length
  if (run.length >= NO_CHANCE && run.every(({ value }) => WRITING.test(value))) return [...run]
  return run.length > 1 && !other ? [...run] : known.filter((sequence) => !isChance(text, sequence))
}

function isKnown(value: string, own: RegExp): boolean {
  return LATIN.test(value) || MARK.test(value) || own.test(value) || EMOJI.test(value)
}

/** `“DEMÔ`, `„Ä“`: a capital that good text has, and the mark after it. */
function isChance(text: string, { start, end }: Placed): boolean {
  if (end - start !== 2) return false
  const before = characterBefore(text, start)
  const after = characterAt(text, end)
  if (!CLOSER.test(text.charAt(start + 1))) return isCapital(before) && !isSmall(after)
  return !isSmall(before) && !isSmall(after) && (text[start] !== 'Â' || isCapital(before) || /^\p{P}$/u.test(before))
}

function isSmall(character: string): boolean {
  return isLetter(character) && character === character.toLowerCase() && character !== character.toUpperCase()
}

function isCapital(character: string): boolean {
  return isLetter(character) && character !== character.toLowerCase()
}

/** The range with its sequences read together, again where it was misread more than once. */
function repaired(text: string, span: Span, found: readonly Placed[], own: RegExp): string {
  let now = replaced(text, span, found)
  for (let i = 1; i < MOST_LAYERS; i++) {
    const whole = { start: 0, end: now.length }
    const deeper = sequencesIn(now, whole, own)
    if (deeper.length === 0) break
    now = replaced(now, whole, deeper)
  }
  return now
}

function replaced(text: string, span: Span, found: readonly Placed[]): string {
  let out = ''
  let at = span.start
  for (const { start, end, value } of found) {
    out += text.slice(at, start) + value
    at = end
  }
  return out + text.slice(at, span.end)
}

/** What is left over and cannot be right makes a person look. */
function tierOf(text: string, { start, end }: Span, found: readonly Placed[]): Tier {
  let at = start
  for (const sequence of found) {
    if (CONTROL.test(text.slice(at, sequence.start)) || /â€|Ã|Ð|Ñ/.test(text.slice(at, sequence.start)))
      return 'suggest'
    at = sequence.end
  }
  return CONTROL.test(text.slice(at, end)) || /â€|[ÃÂÐ]$/.test(text.slice(at, end)) ? 'suggest' : 'safe'
}

/** Bytes that cannot be read together any more. */
function lost(text: string, word: Span): Draft | undefined {
  for (let i = word.start; i < word.end; i++) {
    const torn = text[i] === '\uFFFD' && isLetter(characterBefore(text, i))
    const half = text[i] === 'â' && text[i + 1] === '€' && byteOf(text.charAt(i + 2)) < 0
    if (!torn && !half) continue
    const { start, end } = wholeWords(text, { start: i, end: half ? i + 2 : i + 1 }, word)
    return {
      start,
      end,
      expected: [],
      tier: 'report',
      message: 'A character was lost: its bytes were read in the wrong encoding.',
      why: 'Part of the bytes is gone, so that nothing says for sure which character it was.',
    }
  }
  return undefined
}
