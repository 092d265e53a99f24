import {
  type Cue,
  type Draft,
  OPAQUE,
  type ProseBlock,
  type ProseContext,
  type ProseRule,
  type Tier,
} from 'unmangle-core'
import { isCapitalised, isQuote } from '../reading.ts'
import { characterAt, characterBefore } from '../spans.ts'
import { dateReader, type FoundDate, ordersIn, writeDate } from './forms.ts'

/** A shorter month’s name is a word of too many languages. */
const SHORT_MONTH = 3
const LONGEST_WORD = 40

const isMonth: Cue = ({ text, facts }) => facts.dateForms.length > 0 && dateReader(facts).hasMonth(text)

export const rule: ProseRule = {
  kind: 'prose',
  id: 'foreign-date',
  family: 'residue',
  description: 'A date that stands as another language writes it',
  check(context) {
    const { facts, prose } = context
    return context.blocksWith(isMonth).flatMap((block) =>
      dateReader(facts)
        .read(prose.text.slice(block.start, block.end))
        .flatMap((date) => draftOf(context, block, date) ?? []),
    )
  },
}

function draftOf(context: ProseContext, block: ProseBlock, date: FoundDate): Draft | undefined {
  const { facts, prose } = context
  const lead =
    date.from > date.start &&
    !isOwnWord(context, prose.text.slice(block.start + date.start, block.start + date.from - 1))
  const start = block.start + (lead ? date.start : date.from)
  const end = block.start + date.end
  const before = wordBefore(prose.text, start, block.start)
  const tier = tierOf(context, date, lead, before, start, end)
  const dates = writeDate(facts, date, ordersOf(context))
  if (!tier || dates.length === 0) return undefined
  const [own] = facts.dateLeads
  const led = lead && own !== undefined && !context.is('prepositions', before.word)
  return {
    start,
    end,
    expected: led
      ? dates.map((text) => `${before.opens ? own.charAt(0).toUpperCase() + own.slice(1) : own} ${text}`)
      : dates,
    tier: lead && tier === 'safe' && !context.is('prepositions', before.word) ? 'suggest' : tier,
    message: 'The date stands as another language writes it.',
    why: 'Machines take a date for a name or a code and copy it; months, order and signs are those of the original.',
  }
}

const ORDERS = Symbol('foreign-date')

function ordersOf({ shared, prose, facts }: ProseContext): ReadonlySet<string> {
  return shared(ORDERS, () => ordersIn(prose.text, facts))
}

/** How sure it is that this is a date that was left; undefined where it may be a name or quoted. */
function tierOf(
  context: ProseContext,
  { word, day, year }: FoundDate,
  led: boolean,
  before: Before,
  start: number,
  end: number,
): Tier | undefined {
  const { text } = context.prose
  const quoted = isQuote(characterBefore(text, start)) && isQuote(characterAt(text, end))
  if (quoted || characterBefore(text, start) === OPAQUE || text.charAt(end) === OPAQUE) return undefined
  if (word === '') return 'safe'
  const exact = context.facts.foreignCalendars.some(({ monthForms }) => monthForms.flat().includes(word))
  if (!exact && (day === 0 || year === undefined)) return undefined
  const named = isCapitalised(/^ (\p{L}*)/u.exec(text.slice(end, end + LONGEST_WORD))?.[1] ?? '')
  if (before.word !== '' && context.facts.spaced && !isOwnWord(context, before.word)) {
    // Streets and squares are called after days: “Straße des 17. Juni”. A name in another script would not be kept.
    if (isOtherScript(context, word) && !isOtherScript(context, before.word)) return day > 0 ? 'safe' : 'suggest'
    if (before.capital || before.word.length <= SHORT_MONTH) return undefined
    return year === undefined && !led ? undefined : 'suggest'
  }
  if (named && year === undefined) return undefined
  return day > 0 && word.length > SHORT_MONTH ? 'safe' : 'suggest'
}

/** Whether a word shares no letter’s script with a text in Latin letters, or is in them in another. */
function isOtherScript({ facts }: ProseContext, word: string): boolean {
  return /\p{Script=Latin}/u.test(word) !== (facts.script === 'Latn')
}

interface Before {
  /** In lower case; none where something else stands before. */
  readonly word: string
  readonly capital: boolean
  /** Whether nothing of the sentence stands before. */
  readonly opens: boolean
}

function wordBefore(text: string, at: number, from: number): Before {
  const part = text.slice(Math.max(from, at - LONGEST_WORD), at)
  const word = /(?<![\p{L}\p{M}’'])([\p{L}\p{M}’']+)[ \u00A0]$/u.exec(part)?.[1] ?? ''
  const rest = part.trimEnd()
  const opens = part === '' || /[.!?]$/.test(rest) || part.includes('\n', rest.length)
  return { word: word.toLowerCase(), capital: isCapitalised(word), opens }
}

function isOwnWord(context: ProseContext, word: string): boolean {
  const folded = word.toLowerCase()
  return (
    context.is('functionWords', folded) ||
    context.is('prepositions', folded) ||
    context.is('articles', folded) ||
    context.is('conjunctions', folded)
  )
}
