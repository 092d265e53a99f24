import type { Document, OutlineKind } from './document.ts'
import type { Draft, Family, Span } from './finding.ts'
import type { GlossaryOverlay, Spelling } from './glossary.ts'
import type { Glosses } from './glosses.ts'
import type { LanguageFacts, PhraseRow } from './pack.ts'
import type { PhraseMatch } from './phrase-matcher.ts'
import type { Block, Prose } from './prose.ts'
import type { TokenKind, Tokens } from './tokens.ts'

/** What speaks for a form, and where it was seen. */
export interface Clue {
  readonly from: 'document' | 'original' | 'glossary'
  readonly reason: string
}

/** What the document, its original and the glossary know. A rule never looks where an answer came from. */
export interface Evidence {
  /** How often a word stands in the document, letter for letter. */
  count(word: string): number
  /** Whether a phrase stands, letter for letter, outside a span of the prose. */
  elsewhere(phrase: string, span?: Span): Clue | undefined
  /** Whether the original has the phrase; undefined also where there is no original. */
  original(phrase: string): Clue | undefined
}

/** A phrase of one of the pack's tables, found in the prose. Offsets are into `Prose.text`. */
export interface TableMatch extends Span {
  readonly row: PhraseRow
  /** The row's answers for the wording that was found, slots filled in, letter case as the text has it. */
  readonly answers: readonly string[]
  readonly match: PhraseMatch
}

/** A distinct written form of a language, as a cue is asked about it. */
export interface Form {
  readonly text: string
  /** Case and diacritics folded. */
  readonly folded: string
  readonly kind: TokenKind
  readonly facts: LanguageFacts
  readonly glossary: GlossaryOverlay | undefined
  readonly glosses: Glosses | undefined
  /** Whether it is in one of the facts' word lists. */
  is(list: WordList): boolean
}

/**
 * Whether a token of this form is one that a rule starts from, whatever stands around it. A constant of the rule's
 * module: it is asked once for each distinct form, so it may look closely, and the text is searched for all cues of
 * all rules at once.
 */
export type Cue = (form: Form) => boolean

/** A token in its block. */
export interface Site {
  readonly block: ProseBlock
  readonly at: number
}

/** All that a prose rule sees. Blocks in another language than `facts` are not among `blocks`. */
export interface ProseContext {
  readonly document: Document
  readonly prose: Prose
  readonly tokens: Tokens
  /** The blocks to check. */
  readonly blocks: readonly ProseBlock[]
  readonly facts: LanguageFacts
  readonly glossary: GlossaryOverlay | undefined
  /** Words of other languages, where they were given. */
  readonly glosses: Glosses | undefined
  readonly evidence: Evidence
  /** The tokens of the blocks that a cue holds for, in order. */
  sites(cue: Cue): readonly Site[]
  /** The blocks that have such a token. */
  blocksWith(cue: Cue): readonly ProseBlock[]
  /** By form: the spellings of names that are rare over all documents, where these were counted. */
  readonly spellings?: ReadonlyMap<string, Spelling>
  /** The matches of the table of that name, by their start. */
  matches(table: string): readonly TableMatch[]
  /** Whether a word, its case and diacritics folded, is in one of the facts' word lists. */
  is(list: WordList, folded: string): boolean
  /** What is worked out once a document and shared by rules, by a key of the caller's own. */
  shared<T>(key: symbol, make: () => T): T
}

/** The facts that are word lists. */
export type WordList = {
  [K in keyof LanguageFacts]: LanguageFacts[K] extends readonly string[] ? K : never
}[keyof LanguageFacts]

/** A block with its tokens, `first` to `last`, half-open. */
export interface ProseBlock extends Block {
  readonly first: number
  readonly last: number
}

/** The version that rules came with which do not say it. */
export const FIRST_VERSION = '0.1.0'

interface RuleIdentity {
  /** Kebab case; the name of its folder. */
  readonly id: string
  readonly family: Family
  /** One line for lists. */
  readonly description: string
  /** The version of Unmangle that it came with. Default {@link FIRST_VERSION}. */
  readonly since?: string
  /** The phrase table that it reads, if it reads one. */
  readonly table?: string
  /**
   * Whether what it finds depends on languages that a document only seems to come from. Of the rules that come with
   * Unmangle those that do not say so are not asked again when these are found out.
   */
  readonly readsOrigin?: boolean
  /** Where it is described. Default: where Unmangle describes its own. */
  readonly url?: string
}

/** Sees prose. Pure: what it returns depends on the context alone. */
export interface ProseRule extends RuleIdentity {
  readonly kind: 'prose'
  check(context: ProseContext): readonly Draft[]
}

/**
 * What a source rule promises of the structure after its edit: a node of that kind, over that part of the replaced
 * text. Offsets are into the first answer.
 */
export interface Announcement extends Span {
  readonly kind: OutlineKind
  readonly url?: string
  readonly depth?: number
}

/** A draft in source offsets with the structure that its first answer brings about. */
export interface SourceDraft extends Draft {
  readonly announces: readonly Announcement[]
}

/** Sees the raw source with its structure, and mends the structure. */
export interface SourceRule extends RuleIdentity {
  readonly kind: 'source'
  /** Whether it speaks about the suppressions, and so has to wait until every other rule was heard. */
  readonly last?: boolean
  check(document: Document): readonly SourceDraft[]
}

/** Two blocks that say the same: indices into the blocks of the translation and of the original. */
export interface AlignedBlocks {
  readonly translation: number
  readonly original: number
}

/** A translation beside what it was made from. */
export interface Pair {
  readonly translation: ProseContext
  readonly original: Document
  readonly blocks: readonly AlignedBlocks[]
}

/** Sees a translation beside its original. */
export interface PairRule extends RuleIdentity {
  readonly kind: 'pair'
  check(pair: Pair): readonly Draft[]
}

export type Rule = ProseRule | SourceRule | PairRule

export const PROVENANCES = ['observed', 'made', 'negative', 'known-failure'] as const

/**
 * A case of a rule, a line of its `cases.jsonl`. `text` is checked as a whole document; `expect` lists the findings
 * of this rule, in order; none for `negative`. A `known-failure` states what would be right and must not hold yet.
 */
export interface RuleCase {
  readonly kind: (typeof PROVENANCES)[number]
  readonly lang: string
  readonly from?: string
  readonly format?: Document['format']
  readonly text: string
  readonly expect?: readonly { readonly text: string; readonly expected: readonly string[]; readonly tier?: string }[]
  /** A glossary in the native form, for this case alone. */
  readonly glossary?: readonly Record<string, unknown>[]
  /** Where the damage or the near miss comes from. */
  readonly note: string
}
