import type { AddressForm, LanguageFacts } from 'unmangle-core'

/** Facts as a language's files give them: what is left out is empty. */
export type PartialFacts = Partial<LanguageFacts> & { readonly tag: string }

const MONTHS = 12
const BY_SCRIPT: Readonly<Record<string, string>> = {
  Arab: 'ar fa ur ps ckb ug sd',
  Armn: 'hy',
  Beng: 'bn as',
  Cyrl: 'ru uk bg sr mk be kk ky mn tg tt',
  Deva: 'hi mr ne sa',
  Ethi: 'am ti',
  Geor: 'ka',
  Grek: 'el',
  Gujr: 'gu',
  Guru: 'pa',
  Hans: 'zh yue wuu',
  Hebr: 'he yi',
  Jpan: 'ja',
  Khmr: 'km',
  Knda: 'kn',
  Kore: 'ko',
  Laoo: 'lo',
  Mlym: 'ml',
  Mymr: 'my',
  Sinh: 'si',
  Taml: 'ta',
  Telu: 'te',
  Thai: 'th',
  Tibt: 'bo dz',
}
const SCRIPT: ReadonlyMap<string, string> = new Map(
  Object.entries(BY_SCRIPT).flatMap(([script, tags]) => tags.split(' ').map((tag) => [tag, script] as const)),
)
const UNSPACED: ReadonlySet<string> = new Set(['Hans', 'Hant', 'Jpan', 'Khmr', 'Laoo', 'Mymr', 'Thai', 'Tibt'])
const NO_ADDRESS: AddressForm = { anywhere: [], opening: [], plural: [] }
const SCRIPT_SUBTAG = /^[A-Z][a-z]{3}$/

/** What is known of a language without a pack: its script, and whether it puts spaces between words. */
export function plainFacts(tag: string): LanguageFacts {
  const [language = tag, ...subtags] = tag.split('-')
  const script = subtags.find((subtag) => SCRIPT_SUBTAG.test(subtag)) ?? SCRIPT.get(language.toLowerCase()) ?? 'Latn'
  return {
    tag,
    name: tag,
    spaced: !UNSPACED.has(script),
    capitalNouns: false,
    script,
    letters: [],
    functionWords: [],
    wordEndings: [],
    wordParts: [],
    lookAlikes: [],
    nameAffixes: [],
    neverDoubled: [],
    mayDouble: [],
    articles: [],
    prepositions: [],
    conjunctions: [],
    pronouns: [],
    compoundHeads: [],
    compoundTails: [],
    personTitles: [],
    institutionNouns: [],
    regnalNames: [],
    numeralContexts: [],
    commonWords: [],
    sharedWords: [],
    renderings: [],
    scales: [],
    foreignScales: [],
    thousandsMark: '',
    decimalMark: '',
    currencies: [],
    ordinalSuffixes: [],
    ordinals: [],
    wholeNouns: [],
    yearWords: [],
    numero: '',
    foreignNumeros: [],
    percentWords: [],
    percentForm: '',
    moneyForms: [],
    closeMarks: [],
    dateForms: [],
    monthForms: [],
    dateLeads: [],
    eras: [],
    foreignCalendars: [],
    months: [],
    weekdays: [],
    nameEndings: [],
    abbreviations: [],
    acronyms: [],
    interrogatives: [],
    openingMarks: [],
    contractions: [],
    quotes: '',
    quotePairs: [],
    scriptVariants: [],
    wideMarks: [],
    address: { familiar: NO_ADDRESS, polite: NO_ADDRESS },
  }
}

/**
 * Completes facts; the order of the fields is always the same.
 *
 * @throws {Error} naming the field that contradicts itself.
 */
export function factsFrom(partial: PartialFacts): LanguageFacts {
  const facts: LanguageFacts = { ...plainFacts(partial.tag), ...partial }
  if (!/^[a-z]{2,3}(?:-[A-Za-z0-9]{2,8})*$/.test(facts.tag)) throw new Error(`tag: "${facts.tag}" is no language tag`)
  for (const [field, value] of Object.entries(facts)) {
    if (!Array.isArray(value)) continue
    for (const item of value) if (item === '') throw new Error(`${field}: an empty word`)
  }
  const strange = new Set(facts.lookAlikes)
  const own = facts.functionWords.find((word) => strange.has(word))
  if (own !== undefined) throw new Error(`lookAlikes: "${own}" is in functionWords too`)
  const single = new Set(facts.mayDouble)
  const both = facts.neverDoubled.find((word) => single.has(word))
  if (both !== undefined) throw new Error(`neverDoubled: "${both}" is in mayDouble too`)
  if (facts.thousandsMark !== '' && facts.thousandsMark === facts.decimalMark)
    throw new Error(`decimalMark: the same as thousandsMark, "${facts.decimalMark}"`)
  for (const { word, exponent } of [...facts.scales, ...facts.foreignScales])
    if (!Number.isInteger(exponent) || exponent < 1) throw new Error(`scales: "${word}" has the exponent ${exponent}`)
  for (const { digits, suffix } of facts.ordinals)
    if (!/^\d*$/.test(digits) || suffix === '') throw new Error(`ordinals: "${digits}" takes the suffix "${suffix}"`)
  for (const mark of facts.closeMarks)
    if (!/^[\p{P}\p{S}]$/u.test(mark)) throw new Error(`closeMarks: "${mark}" is no mark`)
  if (facts.foreignNumeros.includes(facts.numero)) throw new Error(`foreignNumeros: "${facts.numero}" is the own sign`)
  for (const form of [facts.percentForm, ...facts.moneyForms])
    if (form !== '' && !/^(?:\p{S}\s?)?\{number\}(?:\s?\p{S}|%)?$/u.test(form.replace('%', '¤')))
      throw new Error(`percentForm, moneyForms: "${form}" is not a number and a sign`)
  for (const pair of facts.quotePairs)
    if ([...pair].length !== 2) throw new Error(`quotePairs: "${pair}" is not two marks`)
  if (facts.quotes !== '' && !facts.quotePairs.includes(facts.quotes.replace(/\s/g, '')))
    throw new Error(`quotes: "${facts.quotes}" is not in quotePairs`)
  for (const form of facts.dateForms)
    if (!/\{(?:month|m)\}/.test(form)) throw new Error(`dateForms: "${form}" has no month`)
  if (facts.monthForms.length % MONTHS !== 0) throw new Error(`monthForms: ${facts.monthForms.length} months`)
  const reformed = new Map<string, string>()
  for (const pair of facts.scriptVariants) {
    const [from = '', to = '', ...more] = pair
    if (to === '' || more.length > 0) throw new Error(`scriptVariants: "${pair}" is not two characters`)
    if (from !== to && reformed.has(from)) throw new Error(`scriptVariants: "${from}" has two counterparts`)
    if (from !== to) reformed.set(from, to)
  }
  for (const [from, to] of reformed)
    if (reformed.has(to)) throw new Error(`scriptVariants: "${to}", for "${from}", has a counterpart itself`)
  for (const { word, as } of facts.renderings)
    if (as.length === 0) throw new Error(`renderings: "${word}" is rendered as nothing`)
  for (const { add, after } of facts.nameEndings) if (after !== undefined) checkPattern('nameEndings', add, after)
  for (const { parted, unless } of facts.contractions) {
    if (parted.split(' ').length !== 2) throw new Error(`contractions: "${parted}" is not two words`)
    if (unless !== undefined) checkPattern('contractions', parted, unless)
  }
  const { familiar, polite } = facts.address
  const said = new Set(cuesOf(familiar))
  const shared = cuesOf(polite).find((cue) => said.has(cue))
  if (shared !== undefined) throw new Error(`address: "${shared}" is familiar and polite`)
  return facts
}

function cuesOf({ anywhere, opening, plural }: AddressForm): string[] {
  return [...anywhere, ...opening, ...plural]
}

function checkPattern(field: string, entry: string, after: string): void {
  try {
    new RegExp(`(?:${after})$`, 'u')
  } catch {
    throw new Error(`${field}: "${entry}" has a broken pattern, "${after}"`)
  }
}
