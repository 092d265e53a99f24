import { becomes, type Damage, inProse, type Mechanism, type Name, type Page, type Site } from './page.ts'
import { SURNAME_WORDS } from './tables.ts'

const AFTER_CAPITAL = /(?:^|\P{L})\p{Ll}*\p{Lu}\p{L}+ $/u

const ESCAPED = /[\\^$.*+?()[\]{}|]/g
const VARIANTS: readonly (readonly [RegExp, string])[] = [
  [/sh/, 'sch'],
  [/zh/, 'j'],
  [/kh/, 'h'],
  [/ts/, 'z'],
  [/ch/, 'tsch'],
  [/yy$|y$/, 'ij'],
  [/ov$/, 'off'],
  [/ei$/, 'ey'],
  [/ou/, 'u'],
]

/** What `make` says of every place where a name stands in full, or where its part stands alone. */
function named(
  page: Page,
  part: (name: Name) => string | undefined,
  make: (match: RegExpExecArray, name: Name) => Site | undefined,
): Damage[] {
  return page.names.flatMap((name) => {
    const form = part(name)
    if (form === undefined || !page.prose.includes(form)) return []
    const pattern = new RegExp(`(?<![\\p{L}\\p{N}-])${form.replace(ESCAPED, '\\$&')}(?![\\p{L}\\p{N}-])`, 'gu')
    return inProse(page, pattern, (match) => make(match, name))
  })
}

const person = (name: Name) => (name.kind === 'person' && name.family && name.given ? name.full : undefined)
const institution = (name: Name) =>
  name.kind === 'organization' && name.full.split(' ').length > 2 ? name.full : undefined

/** The name with its family name changed; undefined where that changes nothing. */
function withFamily(
  match: RegExpExecArray,
  name: Name,
  change: (family: string) => string | undefined,
): Site | undefined {
  const { family } = name
  if (!family) return undefined
  const changed = change(family)
  if (changed === undefined || changed === family) return undefined
  return becomes(
    match,
    match[0].replace(family, () => changed),
  )
}

/** The name with a letter of its family name changed. Short ones are left: nobody could tell what they were. */
function slip(id: string, why: string, invertible: boolean, change: (family: string, at: number) => string): Mechanism {
  return {
    id,
    family: 'name',
    tier: 'safe',
    why,
    damages: (page) =>
      named(page, person, (match, name) => {
        const site = withFamily(match, name, (family) => {
          if (family.length < 6 || !/^[A-Za-z]+$/.test(family)) return undefined
          return change(family, 2 + Math.floor(page.random() * (family.length - 4)))
        })
        return site && { ...site, invertible: invertible && /^\p{L}+ \p{L}+$/u.test(match[0]) }
      }),
  }
}

export const names: readonly Mechanism[] = [
  {
    id: 'name-case-lost',
    family: 'name',
    tier: 'safe',
    why: 'Rare names are cut into pieces, and pieces are written as words are.',
    damages: (page) =>
      named(page, person, (match, name) => {
        const site = withFamily(match, name, (family) => family.toLowerCase())
        return site && { ...site, invertible: page.lang === 'en' && /^[A-Z][a-z]{6,}$/.test(name.family ?? '') }
      }),
  },
  {
    id: 'family-case-lost',
    family: 'name',
    tier: 'safe',
    why: 'The same where the family name stands alone.',
    damages: (page) =>
      named(
        page,
        (name) => (person(name) ? name.family : undefined),
        (match) =>
          AFTER_CAPITAL.test(page.prose.slice(0, match.index)) || !/\p{L}[,]? $/u.test(page.prose.slice(0, match.index))
            ? undefined
            : becomes(match, match[0].toLowerCase()),
      ),
  },
  {
    id: 'surname-as-numeral',
    family: 'name',
    tier: 'safe',
    why: 'The surname reads as a Roman numeral.',
    damages: (page) => [
      ...named(
        page,
        (name) => (name.family === 'Xi' ? name.full : undefined),
        (match) => becomes(match, match[0].replace('Xi', page.random() < 0.5 ? 'XI' : 'Eleven')),
      ),
      ...inProse(page, /(?<=President )Xi(?= \p{Ll}|[.,’'])/gu, (match) => becomes(match, 'XI')),
    ],
  },
  {
    id: 'given-name-as-numeral',
    family: 'name',
    tier: 'safe',
    why: '“Un” is the article, and the numeral, of the language in between.',
    damages: (page) =>
      named(
        page,
        (name) => (name.full.startsWith('Kim Jong') ? name.full : undefined),
        (match) => becomes(match, match[0].replace(/[ -][Uu]n$/, ' one')),
      ),
  },
  {
    id: 'surname-as-common-word',
    family: 'name',
    tier: 'safe',
    why: 'The surname is a word of the source language, and is translated.',
    damages: (page) =>
      page.lang === 'en'
        ? named(page, person, (match, name) => withFamily(match, name, (family) => SURNAME_WORDS[family]))
        : [],
  },
  slip(
    'name-letter-doubled',
    'A letter is said twice.',
    true,
    (family, at) => family.slice(0, at + 1) + family.slice(at),
  ),
  slip(
    'name-letter-dropped',
    'A letter is lost between two pieces.',
    false,
    (family, at) => family.slice(0, at) + family.slice(at + 1),
  ),
  slip(
    'name-letters-swapped',
    'Two letters change places between two pieces.',
    true,
    (family, at) => family.slice(0, at) + family.charAt(at + 1) + family.charAt(at) + family.slice(at + 2),
  ),
  {
    id: 'name-diacritics-lost',
    family: 'name',
    tier: 'suggest',
    why: 'The vocabulary lacks the letter, and its plain sister is taken.',
    damages: (page) =>
      named(
        page,
        ({ full }) => full,
        (match) => {
          const plain = match[0].normalize('NFD').replace(/\p{M}/gu, '')
          return plain === match[0] || page.lang === 'ru' ? undefined : becomes(match, plain)
        },
      ),
  },
  {
    id: 'name-order',
    family: 'name',
    tier: 'suggest',
    why: 'Family names come first in the source, or are taken to.',
    damages: (page) =>
      named(page, person, (match, name) =>
        match[0] === `${name.given} ${name.family}` ? becomes(match, `${name.family} ${name.given}`) : undefined,
      ),
  },
  {
    id: 'institution-order',
    family: 'name',
    tier: 'safe',
    why: 'The adjectives of a name are put into the order of the source.',
    damages: (page) =>
      named(page, institution, (match) => {
        const [first, second, third, ...rest] = match[0].split(' ')
        return rest.length > 0 || !third || /^(?:of|the|and|for|de|del)$/i.test(second ?? '')
          ? undefined
          : becomes(match, `${second} ${first} ${third}`)
      }),
  },
  {
    id: 'institution-half-lowered',
    family: 'name',
    tier: 'safe',
    why: 'The noun of a name is a common word, and is written like one.',
    damages: (page) =>
      named(page, institution, (match) => {
        const last = match[0].slice(match[0].lastIndexOf(' ') + 1)
        return /^\p{Lu}\p{Ll}+$/u.test(last)
          ? becomes(match, match[0].slice(0, -last.length) + last.toLowerCase())
          : undefined
      }),
  },
  {
    id: 'name-hyphen-lost',
    family: 'name',
    tier: 'safe',
    why: 'The hyphen of a double name is lost between two pieces.',
    damages: (page) =>
      named(
        page,
        ({ full }) => (full.includes('-') ? full : undefined),
        (match) => becomes(match, match[0].replace('-', ' ')),
      ),
  },
  {
    id: 'article-stuck-to-name',
    family: 'name',
    tier: 'safe',
    why: 'A name that is not known as one is given the article of a noun.',
    damages: (page) =>
      page.lang !== 'en'
        ? []
        : named(
            page,
            (name) => (person(name) ? name.family : undefined),
            (match) =>
              /(?:\p{L}|[,;]) $/u.test(page.prose.slice(0, match.index)) &&
              !AFTER_CAPITAL.test(page.prose.slice(0, match.index))
                ? becomes(match, `the ${match[0]}`)
                : undefined,
          ),
  },
  {
    id: 'transliteration-variant',
    family: 'name',
    tier: 'suggest',
    why: 'The name is spelt as the language in between spells it.',
    damages: (page) =>
      named(page, person, (match, name) =>
        withFamily(match, name, (family) => {
          const variant = VARIANTS.find(([pattern]) => pattern.test(family))
          return variant && family.replace(variant[0], variant[1])
        }),
      ),
  },
]
