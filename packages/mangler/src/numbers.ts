import { becomes, inProse, type Mechanism } from './page.ts'

/** Languages that write 1.234,5. */
const COMMA = new Set(['es', 'de', 'it', 'pt', 'nl', 'tr'])
const swap = (number: string) => number.replace(/[.,]/g, (mark) => (mark === '.' ? ',' : '.'))

export const numbers: readonly Mechanism[] = [
  {
    id: 'decimal-mark',
    family: 'number',
    tier: 'safe',
    why: 'Digits are copied with the marks of the source.',
    damages: (page) =>
      inProse(page, /(?<![\d.,])\d{1,3}[.,]\d{1,2}(?![\d.,:]|\p{L})/gu, (match) =>
        match[0].includes(COMMA.has(page.lang) || page.lang === 'fr' ? ',' : '.')
          ? becomes(match, swap(match[0]))
          : undefined,
      ),
  },
  {
    id: 'thousands-mark',
    family: 'number',
    tier: 'safe',
    why: 'Digits are copied with the marks of the source.',
    damages: (page) =>
      inProse(page, /(?<![\d.,])\d{1,3}(?:[.,]\d{3})+(?![\d.,]|\p{L})/gu, (match) =>
        match[0].includes(COMMA.has(page.lang) ? '.' : ',') ? becomes(match, swap(match[0])) : undefined,
      ),
  },
  {
    id: 'number-scale',
    family: 'number',
    tier: 'safe',
    why: 'Spanish and others count in thousands of millions; the words are translated, the counting stays.',
    damages: (page) =>
      page.lang !== 'en'
        ? []
        : inProse(page, /(?<![\d.,$€£])(\d{1,3}) billion( (?:dollars|euros|pounds))?/gu, (match) =>
            becomes(match, `${match[1]},000 million${match[2] ?? ''}`, { invertible: match[2] !== undefined }),
          ),
  },
  {
    id: 'scale-confused',
    family: 'number',
    tier: 'suggest',
    why: 'A billion here is a thousand billions there, and the words look alike.',
    damages: (page) =>
      inProse(page, /(\d) (?:mil millones|milliards|Milliarden|miliardi)/gu, (match) => {
        const word: Readonly<Record<string, string>> = {
          es: 'billones',
          fr: 'billions',
          de: 'Billionen',
          it: 'bilioni',
        }
        const damaged = word[page.lang]
        return damaged === undefined ? undefined : becomes(match, `${match[1]} ${damaged}`, { expected: [] })
      }),
  },
  {
    id: 'ordinal-suffix',
    family: 'number',
    tier: 'safe',
    why: 'The suffix of an ordinal is its own token, and the commonest one is taken.',
    damages: (page) =>
      page.lang !== 'en'
        ? []
        : inProse(page, /(?<!\d)(\d{1,3})(st|nd|rd)(?!\p{L})/gu, (match) =>
            becomes(match, `${match[1]}th`, { invertible: true }),
          ),
  },
  {
    id: 'ordinal-year',
    family: 'number',
    tier: 'safe',
    why: 'Where the source marks a year like an ordinal, the suffix comes along.',
    damages: (page) =>
      page.lang !== 'en'
        ? []
        : inProse(page, /(?<=\b[Ii]n )(1[5-9]\d\d|20[0-2]\d)(?=[,. ])/gu, (match) => becomes(match, `${match[1]}th`)),
  },
  {
    id: 'percent-before-number',
    family: 'number',
    tier: 'safe',
    why: 'Turkish puts the sign before the number.',
    damages: (page) =>
      inProse(page, /(?<![\d.,])(\d{1,3}(?:[.,]\d+)?)[ \u00A0]?%/gu, (match) => becomes(match, `%${match[1]}`)),
  },
  {
    id: 'time-format',
    family: 'number',
    tier: 'suggest',
    why: 'Times are copied in the form of the source.',
    damages: (page) =>
      inProse(page, /(?<![\d:])([01]?\d|2[0-3]):([0-5]\d)(?![\d:])/gu, (match) =>
        becomes(match, page.lang === 'fr' ? `${match[1]}.${match[2]} Uhr` : `${match[1]}h${match[2]}`),
      ),
  },
  {
    id: 'currency-order',
    family: 'number',
    tier: 'suggest',
    why: 'The sign of the currency stays where the source has it.',
    damages: (page) =>
      inProse(page, /([$€£])(\d[\d.,]*\d|\d)(?![\d.,]?\d)/gu, (match) => becomes(match, `${match[2]} ${match[1]}`)),
  },
]
