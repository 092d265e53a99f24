import { becomes, inProse, inSource, isProse, type Mechanism } from './page.ts'
import { DOUBLED } from './tables.ts'

/** In French a space before these is right. */
const SPACED_MARKS = /[;:!?]/
/** Of those that machines double, what is too short or too much of a word to be a slip for certain. */
const MAY_DOUBLE = new Set([
  'a',
  'e',
  'o',
  'y',
  'el',
  'para',
  'por',
  'du',
  'sur',
  'mit',
  'nach',
  'den',
  'bei',
  'os',
  'da',
  'voor',
  'и',
  'в',
  'на',
  'с',
  'для',
  'по',
])
const UNSPACED = new Set(['zh', 'ja'])

export const spacing: readonly Mechanism[] = [
  {
    id: 'space-before-punct',
    family: 'punctuation',
    tier: 'safe',
    why: 'Engines part marks from words to translate, and do not always join them again.',
    damages: (page) =>
      inProse(page, /(?<!\p{L})(\p{L}{2,})([,.;:!?])(?=[ \n]|$)/gu, (match) => {
        const [, word = '', mark = ''] = match
        if (page.lang === 'fr' && SPACED_MARKS.test(mark)) return undefined
        return becomes(match, `${word} ${mark}`)
      }),
  },
  {
    id: 'space-lost',
    family: 'spacing',
    tier: 'safe',
    why: 'Sentences are translated one by one and joined without the space between them.',
    damages: (page) =>
      inProse(page, /(?<!\p{Ll})(\p{Ll}{3,})([.!?]) (\p{Lu}\p{Ll}{2,})/gu, (match) =>
        becomes(match, match[0].replace(' ', '')),
      ),
  },
  {
    id: 'comma-space-lost',
    family: 'spacing',
    tier: 'safe',
    why: 'The same within a sentence, where a clause was translated by itself.',
    damages: (page) =>
      inProse(page, /(?<!\p{Ll})(\p{Ll}{3,}), (\p{Ll}{3,})/gu, (match) => becomes(match, `${match[1]},${match[2]}`)),
  },
  {
    id: 'space-around-code',
    family: 'spacing',
    tier: 'safe',
    why: 'Inline code is kept out of translation by a placeholder, and put back without its spaces.',
    damages: (page) =>
      inSource(page, /(?<!\p{L})(\p{L}{2,}) (`[^`\n]+`) (\p{L}{2,})/gu, (match) =>
        isProse(page, match.index)
          ? becomes(match, `${match[1]}${match[2]}${match[3]}`, {
              invertible: !UNSPACED.has(page.lang) && /^`[\w-]+`$/.test(match[2] ?? ''),
            })
          : undefined,
      ),
  },
  {
    id: 'split-compound',
    family: 'spacing',
    tier: 'safe',
    why: 'The pieces of a compound are translated one by one, with a space before the hyphen.',
    damages: (page) =>
      inProse(page, /(?<![-\p{L}\p{N}])([\p{L}\p{N}]{2,})-(\p{Ll}{3,})(?![-\p{L}])/gu, (match) =>
        becomes(match, `${match[1]} -${match[2]}`, {
          invertible: page.lang === 'en' && /^(?:so-called|\d+-year|\w+-based)$/.test(match[0]),
        }),
      ),
  },
  {
    id: 'hyphen-lost',
    family: 'spacing',
    tier: 'suggest',
    why: 'A hyphen that the source language has no use for is lost.',
    damages: (page) =>
      inProse(page, /(?<![-\p{L}])(\p{L}{3,})-(\p{Ll}{3,})(?![-\p{L}])/gu, (match) =>
        becomes(match, `${match[1]} ${match[2]}`),
      ),
  },
  {
    id: 'doubled-word',
    family: 'repetition',
    tier: 'safe',
    why: 'The decoder loses its place and says a function word again.',
    damages: (page) => {
      const words = DOUBLED[page.lang]
      if (!words) return []
      return inProse(page, /(?<=\p{Ll} )(\p{Ll}+)(?= \p{Ll}{2,})/gu, (match) =>
        words.includes(match[0])
          ? becomes(match, `${match[0]} ${match[0]}`, { invertible: !MAY_DOUBLE.has(match[0]) })
          : undefined,
      )
    },
  },
  {
    id: 'word-repeated',
    family: 'repetition',
    tier: 'suggest',
    why: 'The same with a word of content.',
    damages: (page) =>
      UNSPACED.has(page.lang)
        ? []
        : inProse(page, /(?<=\p{L} )\p{Ll}{6,}(?= \p{Ll})/gu, (match) => becomes(match, `${match[0]} ${match[0]}`)),
  },
  {
    id: 'doubled-phrase',
    family: 'repetition',
    tier: 'safe',
    why: 'The decoder falls into a loop and repeats what it has just written.',
    damages: (page) =>
      inProse(page, /(?<=\p{Ll} )\p{Ll}{2,} \p{Ll}{2,} \p{Ll}{4,}(?= \p{Ll})/gu, (match) =>
        becomes(match, `${match[0]} ${match[0]}`),
      ),
  },
  {
    id: 'doubled-sentence',
    family: 'repetition',
    tier: 'suggest',
    why: 'Overlapping chunks of a long text are translated both, and joined.',
    damages: (page) =>
      inProse(page, /(?<=[.!?] )\p{Lu}[^.!?\n\uFFFC]{40,}[.!?](?= \p{Lu})/gu, (match) =>
        becomes(match, `${match[0]} ${match[0]}`),
      ),
  },
]
