import type {
  DetectionFacts,
  Finding,
  Format,
  GlossaryOverlay,
  Glosses,
  LanguagePack,
  Origin,
  PhraseTable,
  Reader,
  Reading,
  Rule,
  Spelling,
  Term,
  Tier,
} from 'unmangle-core'
import type { NameCensus } from 'unmangle-glossary'
import type { TemplateTag } from 'unmangle-readers'

/** Where language packs come from. */
export interface PackSource {
  readonly tags: readonly string[]
  load(tag: string): LanguagePack | undefined
  /** What tells the languages of `tags` apart, where that is to be had without loading every pack. */
  detection?(): readonly DetectionFacts[]
  /** Words of all languages, for those that were left in a text of another. None: nothing is said of them. */
  glosses?(): Glosses
}

/** A phrase table of a language; that of `es` is read for `es-419` too. */
export interface LanguageTable extends PhraseTable {
  readonly lang: string
}

export interface Options {
  readonly packs: PackSource
  /**
   * The language of the text, where neither the input nor its front matter names one. None: its path tells
   * (`docs/es/x.md`, `x.es.md`), else it is detected.
   */
  readonly lang?: string
  /** Asked for the language of a text that nothing else tells; an input’s own `guess` goes before it. */
  readonly guess?: (text: string) => string | undefined
  /** What it was translated from, as far as it is known. */
  readonly from?: readonly string[]
  /** Glossary terms; of two terms of one form the later wins. */
  readonly terms?: readonly Term[]
  /** Glossaries compiled for a language beforehand: what it answers is used instead of compiling `terms`. */
  readonly overlay?: (lang: string) => GlossaryOverlay | undefined
  /** Rare spellings of names over all documents, as a census of them tells: they are found too. */
  readonly spellings?: readonly Spelling[]
  /** Default: all rules of `unmangle-rules`. */
  readonly rules?: readonly Rule[]
  /** By rule id or family: the most that its findings may be. A rule's own cap goes before its family's. */
  readonly caps?: Readonly<Record<string, Tier | 'off'>>
  /** Names and phrases that are right: a finding whose text is one of them, or holds one in whole words, is left out. */
  readonly accept?: readonly string[]
  /** Readers other than the built-in ones, by format. */
  readonly readers?: Partial<Readonly<Record<Format, Reader>>>
  /** Keys of front matter whose values are prose. */
  readonly proseKeys?: readonly string[]
  /** Template tags in Markdown besides those that are known. */
  readonly templateTags?: readonly TemplateTag[]
  /** Phrase tables besides those of the packs; where both find the same words, these are right. */
  readonly tables?: readonly LanguageTable[]
}

/** One document. */
export interface Input {
  readonly text: string
  /** Relative to what is checked. Tells the format and the language, and names the document in errors. */
  readonly path?: string
  /** Default: by the path, else plain text. */
  readonly format?: Format
  readonly lang?: string
  /** The language that it is taken for where nothing tells it, from `identify`. */
  readonly guess?: string
  readonly from?: readonly string[]
  /** The text it was translated from, in the same format. */
  readonly original?: string
  /**
   * Which findings count; the others are neither reported nor made. Asked with findings in offsets of `text`; one of a
   * later round of corrections comes with the place in `text` that it goes back to.
   */
  readonly counts?: (finding: Finding) => boolean
}

export interface ReportedFinding extends Finding {
  /** Whether this run made the correction. */
  readonly applied: boolean
}

/** What was found. Offsets are in `Input.text` as given: UTF-16 code units, a byte-order mark counts as one. */
export interface Report {
  readonly lang: string
  readonly from: readonly Origin[]
  /** By place. Applied ones are disjoint: replacing each one's text by its first answer gives `output`. */
  readonly findings: readonly ReportedFinding[]
  readonly notes: readonly string[]
  /** The corrected text; of `check` the text as given. */
  readonly output: string
}

export interface Unmangler {
  /** Finds, and changes nothing. */
  check(input: Input): Report
  /** Counts the names of a document, for what many documents tell of their spelling. */
  survey(input: Input, census: NameCensus): void
  /** Makes the corrections up to a tier (default `safe`), round after round until none is left. */
  fix(input: Input, tier?: 'safe' | 'suggest'): Report
  /** Finds in a document that somebody else has read; `input.text` must be what was read. */
  checkReading(reading: Reading, input: Input): Report
  /**
   * The language of a text that `check` finds no language for (`und`), among those without a pack; undefined where it is
   * not sure. A larger table is loaded when it is first asked.
   */
  identify(input: Input): Promise<string | undefined>
}
