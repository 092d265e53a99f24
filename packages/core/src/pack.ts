import type { Tier } from './finding.ts'
import type { PhraseIndex } from './phrase-index.ts'

/**
 * A row of a phrase table: what is wrong in the target language, what is right, and why. `wrong` and `right` may hold
 * `{number}`, `{word}`, `{gap}` (up to three words) and choices `(a|b)`; see `spellOut`.
 */
export interface PhraseRow {
  readonly wrong: string
  /** Best first; none where it can only be reported. */
  readonly right: readonly string[]
  /** The languages a machine gets this from; none: any. */
  readonly from?: readonly string[]
  /** At the most; the rule that reads the table may go lower. */
  readonly tier?: Tier
  /** Folded words that, right before or after the phrase, make it right as it stands. */
  readonly unless?: { readonly before?: readonly string[]; readonly after?: readonly string[] }
  readonly why: string
}

export interface PhraseTable {
  /** The rule that reads it knows it by this name. */
  readonly name: string
  readonly rows: readonly PhraseRow[]
}

/** An ending that names take: strip `strip`, add `add`, where the stem ends as `after` says. */
export interface EndingRule {
  readonly strip: string
  readonly add: string
  /** A regular expression source for what the stripped stem must end in. */
  readonly after?: string
}

/** A large number word: `million` is 6, `billion` is 9 where it means a thousand million. */
export interface ScaleWord {
  readonly word: string
  readonly exponent: number
}

/** A number word that another language leaves in texts of this one, or a multiple of it put word for word. */
export interface ForeignScale extends ScaleWord {
  /** It is a word of this language too, or a name: it counts only with a currency after it. */
  readonly common: boolean
}

/** How a language writes its dates. */
export interface Calendar {
  readonly tag: string
  /** What a month is called in a date, the usual form first; in the calendar’s order. */
  readonly monthForms: readonly (readonly string[])[]
  /** Dates with slots `{day}`, `{1}` (the first), `{month}` (a word), `{m}` (a number), `{year}`, `{era}`; of each sort the usual one first. */
  readonly dateForms: readonly string[]
  /** Words that stand before a date as a part of it (Spanish _el 5 de marzo_, English _on March 5_). */
  readonly dateLeads: readonly string[]
  /** Eras that years are counted in, each with the year before its first. */
  readonly eras: readonly { readonly word: string; readonly year: number }[]
}

/** `st` after a number that ends in `1`, `th` after one that ends in `11`; no digits: any number. */
export interface OrdinalEnding {
  readonly digits: string
  readonly suffix: string
}

/** Two words that become one (`a el`, `al`). Where the second may be a pronoun before what `unless` says, it stays. */
export interface Contraction {
  readonly parted: string
  readonly joined: string
  /** A regular expression source for the end of the word after them. */
  readonly unless?: string
}

/** How one form of address shows, in words or phrases. A capital in a word tells it from another word without one. */
export interface AddressForm {
  /** Wherever they stand. */
  readonly anywhere: readonly string[]
  /** Where they open a sentence: imperatives that are other forms of the verb elsewhere. */
  readonly opening: readonly string[]
  /** Said to several people whatever the form: they speak for it, and are never out of place. */
  readonly plural: readonly string[]
}

/** The two ways to address the reader (`tú` and `usted`, `du` and `Sie`). */
export interface Address {
  readonly familiar: AddressForm
  readonly polite: AddressForm
}

/** The facts of a language. A rule asks for the fact, never for the language; what is absent makes a rule silent. */
export interface LanguageFacts extends Calendar {
  readonly name: string
  /** Whether words are parted by spaces. */
  readonly spaced: boolean
  /** Whether nouns have a capital. */
  readonly capitalNouns: boolean
  readonly script: string
  /** The letters of its alphabet beyond those of ASCII, in lower case; none where they are not told. */
  readonly letters: readonly string[]
  /** The commonest function words, commonest first: for detection and leftovers. */
  readonly functionWords: readonly string[]
  /** Endings that many of its words have, and words of other languages seldom: for detection and leftovers. */
  readonly wordEndings: readonly string[]
  /** Letters in a row that many of its words have, `^` where a word begins and `$` where it ends: for detection. */
  readonly wordParts: readonly string[]
  /** Words that it does not have, and that neighbours without a pack which look like it have often: for detection. */
  readonly lookAlikes: readonly string[]
  /** Beginnings and endings of its names as other languages write them (`al-`, `-ovich`): for where a text came from. */
  readonly nameAffixes: readonly string[]
  /** Function words that never stand twice in a row in good text: a doubled one is a slip. */
  readonly neverDoubled: readonly string[]
  /** Words that good text doubles. */
  readonly mayDouble: readonly string[]
  readonly articles: readonly string[]
  readonly prepositions: readonly string[]
  readonly conjunctions: readonly string[]
  readonly pronouns: readonly string[]
  /** First halves of hyphenated compounds (`anti`, `so`). */
  readonly compoundHeads: readonly string[]
  /** Second halves that follow almost any word (`called`, `based`, `year`). */
  readonly compoundTails: readonly string[]
  /** Titles that stand before a person's name. */
  readonly personTitles: readonly string[]
  /** Nouns that are capitalised as part of an institution's name (`Party`, `Ministry`). */
  readonly institutionNouns: readonly string[]
  /** Given names and titles after which a Roman numeral is a numeral (`Louis`, `Pope`). */
  readonly regnalNames: readonly string[]
  /** Words beside which a Roman numeral is a numeral (`chapter`, `century`). */
  readonly numeralContexts: readonly string[]
  /** Words of this language that are also names somewhere: never taken for the name without evidence. */
  readonly commonWords: readonly string[]
  /** Words and names of this language that are glosses of others: standing in a text they say nothing. */
  readonly sharedWords: readonly string[]
  /** A word of another language (`from`), and how this language renders it: names whose part is such a word get translated. */
  readonly renderings: readonly { readonly from: string; readonly word: string; readonly as: readonly string[] }[]
  readonly scales: readonly ScaleWord[]
  /** Scales that are left over from other languages (`milliard`, `oku`, `hundred million`), lower case. */
  readonly foreignScales: readonly ForeignScale[]
  readonly thousandsMark: string
  readonly decimalMark: string
  readonly currencies: readonly string[]
  readonly ordinalSuffixes: readonly string[]
  /** The suffix of an ordinal by the digits that the number ends in; the longest that fits holds. */
  readonly ordinals: readonly OrdinalEnding[]
  /** What is counted whole, in lower case: people and votes have no thousandths. */
  readonly wholeNouns: readonly string[]
  /** Words for a year, its own and those of others, that stand beside no year in figures after a preposition. */
  readonly yearWords: readonly string[]
  /** The sign before the number of a thing, `No.`; empty where it is not told. */
  readonly numero: string
  /** Such signs of other languages that it does not have. */
  readonly foreignNumeros: readonly string[]
  /** Words that say `%`. */
  readonly percentWords: readonly string[]
  /** How a percentage is written, `{number} %`; empty where it is not told. */
  readonly percentForm: string
  /** How an amount of money is written with a sign, the usual form first; `¤` is any sign, another one just that. */
  readonly moneyForms: readonly string[]
  /** Marks that stand right after a word, without a space between. */
  readonly closeMarks: readonly string[]
  /** The calendars of the languages that have a pack, this one left out; worked out when packs are compiled. */
  readonly foreignCalendars: readonly Calendar[]
  readonly months: readonly string[]
  readonly weekdays: readonly string[]
  /** Endings that names take, one list a paradigm. */
  readonly nameEndings: readonly EndingRule[]
  /** Abbreviations whose full stop ends no sentence, without the stop. */
  readonly abbreviations: readonly string[]
  /** Acronyms that mean something of their own in this language, whatever they are in others. */
  readonly acronyms: readonly string[]
  /** Words that begin a question, diacritics and all. */
  readonly interrogatives: readonly string[]
  /** The mark that opens a sentence, by the mark that ends it. */
  readonly openingMarks: readonly { readonly closing: string; readonly opening: string }[]
  readonly contractions: readonly Contraction[]
  /** The usual quotation marks, the opening and the closing one, with the spaces within that they take. */
  readonly quotes: string
  /** All pairs of quotation marks that edited text has in some country or house style, quotations within quotations too. */
  readonly quotePairs: readonly string[]
  readonly address: Address
  /** Pairs of a character and its counterpart in the script's reformed variant (`們们`); of one with itself where both use it. */
  readonly scriptVariants: readonly string[]
  /** The mark as wide as a letter, by the narrow one of other scripts. */
  readonly wideMarks: readonly { readonly narrow: string; readonly wide: string }[]
}

/** What tells a language from others. */
export type DetectionFacts = Pick<
  LanguageFacts,
  | 'tag'
  | 'script'
  | 'functionWords'
  | 'wordEndings'
  | 'wordParts'
  | 'lookAlikes'
  | 'letters'
  | 'nameAffixes'
  | 'decimalMark'
  | 'thousandsMark'
>

/** A row as the index finds it: which table, which row, and the wording's own answers. */
export interface CompiledRow {
  readonly table: string
  readonly row: PhraseRow
  readonly answers: readonly string[]
}

/** A language as rules use it: facts, and the tables compiled into one index. */
export interface LanguagePack {
  readonly facts: LanguageFacts
  readonly index: PhraseIndex
  /** By payload of the index; a pack that was read from a file has them made when they are asked for. */
  readonly rows: readonly CompiledRow[]
  /** One row. */
  row(payload: number): CompiledRow
}
