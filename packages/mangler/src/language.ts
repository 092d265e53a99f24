import { becomes, inProse, type Mechanism, pick } from './page.ts'
import { ACRONYMS, CALQUES, CONTRACTIONS, MONTHS } from './tables.ts'

/** Every place of the pairs' first words, which become the second. */
function byTable(
  table: Readonly<Record<string, readonly (readonly [string, string])[]>>,
  invertible = false,
): Mechanism['damages'] {
  return (page) =>
    (table[page.lang] ?? []).flatMap(([right, wrong]) =>
      inProse(page, new RegExp(`(?<![\\p{L}-])${right}(?=[ ,.;])`, 'gu'), (match) =>
        becomes(match, wrong, { invertible }),
      ),
    )
}

export const language: readonly Mechanism[] = [
  {
    id: 'contraction-missing',
    family: 'grammar',
    tier: 'safe',
    why: 'Preposition and article are two words in the source.',
    damages: byTable(CONTRACTIONS),
  },
  {
    id: 'acronym-left',
    family: 'residue',
    tier: 'safe',
    why: 'Acronyms look like names, and are copied.',
    damages: byTable(ACRONYMS),
  },
  {
    id: 'calque-by-table',
    family: 'calque',
    tier: 'suggest',
    why: 'A phrase is translated word for word.',
    damages: byTable(CALQUES),
  },
  {
    id: 'source-word-left',
    family: 'residue',
    tier: 'safe',
    why: 'A month is lower case in the source, and is taken for a word without a translation.',
    damages: (page) =>
      (MONTHS[page.lang] ?? []).flatMap(([month, forms]) =>
        inProse(page, new RegExp(`(?<=\\d )${month}|(?<=\\b[Ii]n )${month}(?= \\d)`, 'gu'), (match) => {
          const form = pick(page, forms)
          return form === undefined ? undefined : becomes(match, form)
        }),
      ),
  },
  {
    id: 'article-missing',
    family: 'grammar',
    tier: 'suggest',
    why: 'The source has no articles.',
    damages: (page) =>
      page.lang === 'en'
        ? inProse(page, /(?<!\p{Ll})(\p{Ll}+) the (\p{Ll}{3,})/gu, (match) => becomes(match, `${match[1]} ${match[2]}`))
        : [],
  },
  {
    id: 'dropped-pronoun',
    family: 'grammar',
    tier: 'suggest',
    why: 'The source leaves the subject out.',
    damages: (page) =>
      page.lang === 'en'
        ? inProse(page, /(?<=\b(?:and|but|that|when|because|if) )(?:he|she|it|they) (\p{Ll}{2,})/gu, (match) =>
            becomes(match, match[1] ?? ''),
          )
        : [],
  },
  {
    id: 'wrong-gender-pronoun',
    family: 'grammar',
    tier: 'suggest',
    why: 'The source says neither “he” nor “she”, or says it of things.',
    damages: (page) =>
      page.lang === 'en'
        ? inProse(page, /(?<=[.!?] )(?:She|He|It) (\p{Ll}{2,})/gu, (match) =>
            becomes(match, `${match[0].startsWith('He') ? 'She' : 'He'} ${match[1]}`),
          )
        : [],
  },
  {
    id: 'list-member-twice',
    family: 'repetition',
    tier: 'suggest',
    why: 'The decoder looks at the first member of a list again when it comes to the last.',
    damages: (page) =>
      inProse(page, /(?<!\p{L})(\p{L}{4,})((?:, \p{L}{4,})+),? (and|y|et|und|e|и) (\p{L}{4,})(?=[.,;])/gu, (match) => {
        const [, first = '', middle = '', word = ''] = match
        return becomes(match, `${first}${middle} ${word} ${first}`, { expected: [] })
      }),
  },
]
