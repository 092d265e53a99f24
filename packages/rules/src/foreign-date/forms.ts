import type { Calendar, LanguageFacts } from 'unmangle-core'
import { asciiDigits } from '../digits.ts'

/** A date without a day has 0 for it, one without a year is undefined there. */
export interface PlainDate {
  readonly day: number
  /** From 1. */
  readonly month: number
  readonly year: number | undefined
}

/** A date as another language writes it. Offsets are into the text that was searched. */
export interface FoundDate extends PlainDate {
  readonly start: number
  readonly end: number
  /** Where the date itself begins, after a word that belongs to it. */
  readonly from: number
  /** The month's word; none where it is a number. */
  readonly word: string
  /** The slots of its form, in order. */
  readonly order: string
}

/** What dates of other languages look like in a text of one. */
export interface DateReader {
  /** Whether a token may be the month of such a date. */
  hasMonth(text: string): boolean
  /** The dates of a text, in order, disjoint. */
  read(text: string): FoundDate[]
}

interface Pattern {
  readonly calendar: Calendar
  readonly order: string
  /** No such date stands where none of these does. */
  readonly signs: readonly string[]
  /** Made when first needed: to compile the dates of all languages takes longer than to read a text. */
  expression(): RegExp
}

const SLOT = /\{(\w+)\}/g
/** A slot, a space, a stop. */
const PIECE = /\{(\w+)\}| |\./g
/** Slots that mean the same. */
const SAME_SLOT: Readonly<Record<string, string>> = { m: 'month', 1: 'day' }
const SPACE = '[ \u00A0]'
const MONTHS = 12
const LONGEST_MONTH = 31
const BEFORE = '(?<![\\p{L}\\p{M}\\p{N}_/.:,–—-])'
const AFTER = '(?![\\p{L}\\p{M}\\p{N}_–/-]|[.,:]\\p{N})'
const READ: Readonly<Record<string, string>> = {
  day: '(?<day>\\p{Nd}{1,2})',
  1: '(?<day>1)',
  m: '(?<m>\\p{Nd}{1,2})',
  year: '(?<year>\\p{Nd}{4})',
}
const ERA_YEAR = '(?<year>\\p{Nd}{1,2}|元)'

const readers = new WeakMap<LanguageFacts, DateReader>()

/** The dates that other languages write otherwise than a language does; made once. */
export function dateReader(facts: LanguageFacts): DateReader {
  const made = readers.get(facts) ?? makeReader(facts)
  readers.set(facts, made)
  return made
}

function makeReader(facts: LanguageFacts): DateReader {
  const own = new Set([...facts.months, ...facts.monthForms.flat()].map((word) => word.toLowerCase()))
  const signs = new Set<string>()
  const words = new Map<string, number>()
  const patterns: Pattern[] = []
  for (const calendar of facts.foreignCalendars) {
    const months = monthsOf(calendar, own)
    for (const [word, month] of months) words.set(word, month)
    const names = [...months.keys()]
    for (const form of calendar.dateForms) {
      if (form.includes('{m}') && facts.dateForms.includes(form)) continue
      const sign = /\{m\}(\p{Lo})/u.exec(form)?.[1]
      if (sign) signs.add(sign)
      else if (months.size === 0) continue
      let made: RegExp | undefined
      patterns.push({
        calendar,
        order: orderOf(form),
        signs: sign ? [sign] : names,
        expression: () => {
          made ??= new RegExp(patternOf(form, calendar, names), 'gu')
          return made
        },
      })
    }
  }
  return {
    hasMonth: (text) => words.has(text) || signs.has(text) || signs.has(text.slice(-1)),
    read: (text) => disjointDates(patterns.flatMap((pattern) => datesOf(text, pattern, words))),
  }
}

/** The words for months that are not words for months here, with the months. */
function monthsOf({ monthForms }: Calendar, own: ReadonlySet<string>): Map<string, number> {
  const out = new Map<string, number>()
  monthForms.forEach((forms, i) => {
    for (const form of forms) {
      if (own.has(form.toLowerCase()) || /\d/.test(form)) continue
      out.set(form, i + 1)
      // In English and German texts machines write all months with a capital.
      out.set(form.charAt(0).toUpperCase() + form.slice(1), i + 1)
    }
  })
  return out
}

function patternOf(form: string, { dateLeads, eras }: Calendar, months: readonly string[]): string {
  const counted = /\{m\}/.test(form)
  const lead = dateLeads.length > 0 ? `(?:(?<lead>${dateLeads.join('|')})${SPACE})?` : ''
  const body = form.replace(PIECE, (piece, slot: string | undefined, at: number) => {
    if (piece === ' ') return SPACE
    // A stop that ends a date may end the sentence instead.
    if (slot === undefined) return at < form.length - 1 ? '\\.' : '(?:\\.(?= \\p{Ll}))?'
    if (slot === 'month') return `(?<month>${months.join('|')})`
    if (slot === 'era') return `(?<era>${eras.map(({ word }) => word).join('|')})`
    return (slot === 'year' && form.includes('{era}') ? ERA_YEAR : READ[slot]) ?? slot
  })
  return `${BEFORE}${lead}${counted ? body.replace(/\p{Lo}(?=\()/gu, `$&${SPACE}?`) : body}${AFTER}`
}

function datesOf(
  text: string,
  { calendar, order, signs, expression }: Pattern,
  words: ReadonlyMap<string, number>,
): FoundDate[] {
  if (!signs.some((sign) => text.includes(sign))) return []
  return [...text.matchAll(expression())].flatMap((match): FoundDate[] => {
    const { lead, day = '0', month: word = '', m = '', year, era } = match.groups ?? {}
    const start = match.index
    const month = word === '' ? Number(asciiDigits(m)) : (words.get(word) ?? 0)
    const date = { day: Number(asciiDigits(day)), month, year: yearOf(calendar, year, era) }
    if (month < 1 || month > MONTHS || date.day > LONGEST_MONTH || (day !== '0' && date.day < 1)) return []
    const from = start + (lead === undefined ? 0 : lead.length + 1)
    return [{ ...date, start, end: start + match[0].length, from, word, order }]
  })
}

function yearOf({ eras }: Calendar, year: string | undefined, era: string | undefined): number | undefined {
  if (year === undefined) return undefined
  const before = eras.find(({ word }) => word === era)?.year ?? 0
  return before + (year === '元' ? 1 : Number(asciiDigits(year)))
}

/** Where dates overlap, the longest of them. */
function disjointDates(dates: readonly FoundDate[]): FoundDate[] {
  const out: FoundDate[] = []
  for (const date of [...dates].sort((a, b) => a.start - b.start || b.end - a.end))
    if (date.start >= (out.at(-1)?.end ?? 0)) out.push(date)
  return out
}

/** `day month year`: the slots of a form in their order, a month by number or by name alike. */
function orderOf(form: string): string {
  return [...form.matchAll(SLOT)].map(([, slot = '']) => SAME_SLOT[slot] ?? slot).join(' ')
}

/** The orders in which a text in a language has dates with a day already. */
export function ordersIn(text: string, facts: LanguageFacts): ReadonlySet<string> {
  const months = facts.months.map((month, i) => facts.monthForms[i]?.[0] ?? month)
  const forms = facts.dateForms.filter((form) => form.includes('{day}') && form.includes('{month}'))
  const found = forms.filter((form) => new RegExp(patternOf(form, facts, months), 'u').test(text))
  return new Set(found.map((form) => orderOf(form)))
}

/** A date as a language writes it, the best form first: in an order that the text has, that the date had, the usual. */
export function writeDate(facts: LanguageFacts, date: FoundDate, orders: ReadonlySet<string>): string[] {
  const { day, month, year } = date
  const forms = facts.dateForms.filter((form) => {
    if (form.includes('{era}') || form.includes('{year}') !== (year !== undefined)) return false
    return form.includes('{1}') ? day === 1 : form.includes('{day}') === day > 0
  })
  const rank = (form: string): number => {
    const order = orderOf(form)
    const known = [...orders].some((seen) => seen.includes(order) || order.includes(seen))
    return (form.includes('{1}') ? 0 : 4) + (known ? 0 : 2) + (order === date.order ? 0 : 1)
  }
  const ranked = forms.map((form) => ({ form, rank: rank(form) })).sort((a, b) => a.rank - b.rank)
  return ranked.map(({ form }) =>
    form.replace(SLOT, (_, slot: string) => {
      if (slot === 'month') return (facts.monthForms[month - 1]?.[0] ?? facts.months[month - 1]) || ''
      if (slot === 'm') return String(month)
      return String(slot === 'year' ? year : day)
    }),
  )
}
