import {
  type Block,
  type CompiledRow,
  type Document,
  fold,
  type GlossaryOverlay,
  type Glosses,
  type LanguageFacts,
  type LanguagePack,
  type PhraseMatch,
  PhraseMatcher,
  type ProseBlock,
  type ProseContext,
  type Spelling,
  type TableMatch,
  type Tokens,
  tokenise,
  Vocabulary,
  type WordList,
} from 'unmangle-core'
import { Cues } from './cues.ts'
import { Detector } from './detect.ts'
import type { DetectionTables } from './detection-tables.ts'
import { evidenceOf } from './evidence.ts'
import { passagesOf } from './passages.ts'

/** What stays the same over all documents of a language. */
export interface Language {
  readonly pack: LanguagePack
  readonly overlay: GlossaryOverlay | undefined
  readonly glosses: Glosses | undefined
  readonly spellings: ReadonlyMap<string, Spelling> | undefined
  readonly vocabulary: Vocabulary
  /** The pack's phrases come last: where others find the same words, those are right. */
  readonly phrases: readonly Phrases[]
  readonly cues: Cues
  readonly detector: Detector
  is(list: WordList, folded: string): boolean
}

/** Phrase tables compiled into one index, with what finds them. */
export interface Phrases {
  row(payload: number): CompiledRow
  readonly matcher: PhraseMatcher
}

/**
 * A language with nothing remembered of any text.
 *
 * @param tables What tells languages apart.
 * @param own Phrases of the caller's.
 */
export function languageOf(
  pack: LanguagePack,
  tables: DetectionTables,
  glossary?: GlossaryOverlay,
  own?: LanguagePack,
  spellings?: ReadonlyMap<string, Spelling>,
  glosses?: Glosses,
): Language {
  const vocabulary = new Vocabulary()
  const is = wordLists(pack.facts)
  return {
    pack,
    overlay: glossary,
    glosses,
    spellings,
    vocabulary,
    phrases: (own ? [own, pack] : [pack]).map((tables) => ({
      row: tables.row,
      matcher: new PhraseMatcher(tables.index, vocabulary),
    })),
    cues: new Cues({ facts: pack.facts, glossary, glosses, vocabulary, is }),
    detector: new Detector(tables, vocabulary),
    is,
  }
}

/** What prose rules see of a document: a context for each language that it has blocks in, its own first. */
export function contextsOf(
  document: Document,
  languageFor: (tag: string) => Language,
  tables: DetectionTables,
): readonly [ProseContext, ...ProseContext[]] {
  const { prose } = document.reading
  const own = languageFor(document.lang)
  const tokens = tokenise(prose.text, own.vocabulary)
  const blocks = withTokens(prose.blocks, tokens)
  const [main, ...others] = passagesOf(document, own.pack.facts.script, tokens, blocks, own.detector, tables)
  return [
    contextOf(document, own, tokens, main?.blocks ?? blocks),
    ...others.map((passages) => {
      const language = languageFor(passages.tag)
      const anew = tokenise(prose.text, language.vocabulary)
      return contextOf(document, language, anew, withTokens(passages.blocks, anew))
    }),
  ]
}

function contextOf(
  document: Document,
  language: Language,
  tokens: Tokens,
  blocks: readonly ProseBlock[],
): ProseContext {
  const { prose } = document.reading
  const { facts } = language.pack
  const search = language.cues.searchOf(tokens, blocks)
  let byTable: ReadonlyMap<string, TableMatch[]> | undefined
  return {
    document,
    prose,
    tokens,
    blocks,
    facts,
    glossary: language.overlay,
    glosses: language.glosses,
    spellings: language.spellings,
    evidence: evidenceOf(document, tokens),
    sites: search,
    blocksWith(cue) {
      const sites = search(cue)
      return sites.filter(({ block }, i) => block !== sites[i - 1]?.block).map(({ block }) => block)
    },
    matches(table) {
      byTable ??= matchTables(language, tokens, blocks, document)
      return byTable.get(table) ?? []
    },
    is: language.is,
    shared: sharing(),
  }
}

/** The same for a document of whose origin more is known; what rules shared may stand on that, and is made anew. */
export function contextsFor(
  document: Document,
  [own, ...others]: readonly [ProseContext, ...ProseContext[]],
): readonly [ProseContext, ...ProseContext[]] {
  const anew = (context: ProseContext): ProseContext => ({ ...context, document, shared: sharing() })
  return [anew(own), ...others.map(anew)]
}

/** What is made once for all rules, by its key. */
function sharing(): ProseContext['shared'] {
  const known = new Map<symbol, { readonly value: unknown }>()
  return <T>(key: symbol, make: () => T): T => {
    let one = known.get(key)
    if (!one) {
      one = { value: make() }
      known.set(key, one)
    }
    return one.value as T
  }
}

/** Blocks with the tokens that each has: both lie in order. */
function withTokens(blocks: readonly Block[], { count, start: starts }: Tokens): ProseBlock[] {
  const out: ProseBlock[] = []
  let at = 0
  for (const { kind, start, end } of blocks) {
    while (at < count && starts[at]! < start) at++
    const first = at
    while (at < count && starts[at]! < end) at++
    out.push({ kind, start, end, first, last: at })
  }
  return out
}

/** Answers whether a folded word is in a list; a list is folded when first asked for. */
function wordLists(facts: LanguageFacts): Language['is'] {
  const sets: Partial<Record<WordList, ReadonlySet<string>>> = {}
  return (list, folded) => {
    let set = sets[list]
    if (!set) {
      set = new Set(facts[list].map(fold))
      sets[list] = set
    }
    return set.has(folded)
  }
}

/** The matches by table, in order. */
function matchTables(
  language: Language,
  tokens: Tokens,
  blocks: readonly ProseBlock[],
  document: Document,
): ReadonlyMap<string, TableMatch[]> {
  const [first, ...others] = language.phrases.map((phrases) => matchPhrases(phrases, tokens, blocks, document))
  if (!first) return new Map()
  for (const other of others)
    for (const [table, matches] of other) {
      const found = first.get(table) ?? []
      const places = new Set(found.map(placeOf))
      const added = matches.filter((match) => !places.has(placeOf(match)))
      const both = [...found, ...added].sort((a, b) => a.start - b.start)
      first.set(table, both)
    }
  return first
}

function placeOf({ start, end }: TableMatch): string {
  return `${start}-${end}`
}

/** One pass over all blocks for all tables of an index. */
function matchPhrases(
  { row: rowAt, matcher }: Phrases,
  tokens: Tokens,
  blocks: readonly ProseBlock[],
  document: Document,
): Map<string, TableMatch[]> {
  const out = new Map<string, TableMatch[]>()
  for (const block of blocks) {
    for (const match of matcher.scan(tokens, block.first, block.last)) {
      const { table, row, answers } = rowAt(match.payload)
      if (ruledOut(tokens, match, row.unless)) continue
      const start = tokens.start[match.first]!
      const end = tokens.end[match.last]!
      const text = document.reading.prose.text.slice(start, end)
      const found = { start, end, row, answers: answers.map((answer) => inPlace(answer, text, tokens, match)), match }
      const list = out.get(table)
      if (list) list.push(found)
      else out.set(table, [found])
    }
  }
  return out
}

function ruledOut(tokens: Tokens, match: PhraseMatch, unless: TableMatch['row']['unless']): boolean {
  if (!unless) return false
  const folded = (i: number) => (i >= 0 && i < tokens.count ? tokens.vocabulary.folded(tokens.id[i]!) : '')
  return (
    (unless.before?.includes(folded(match.first - 1)) ?? false) ||
    (unless.after?.includes(folded(match.last + 1)) ?? false)
  )
}

const SLOT = /\{(?:number|word|gap)\}/g

/**
 * An answer with its slots filled from the text, in capitals where the text is, or with one where it begins with one,
 * and with the apostrophe that stands in it.
 */
function inPlace(answer: string, text: string, tokens: Tokens, match: PhraseMatch): string {
  let slot = 0
  const filled = answer
    .replace(SLOT, () => {
      const [first, last] = match.slots[slot++] ?? [0, -1]
      return last < first ? '' : tokens.text.slice(tokens.start[first], tokens.end[last])
    })
    .replace(/ {2,}/g, ' ')
    .replace(/'/g, text.includes('’') ? '’' : "'")
  if (/ /.test(text) && text === text.toUpperCase() && text !== text.toLowerCase()) return filled.toUpperCase()
  const head = text.charAt(0)
  const capital = head !== head.toLowerCase() && head === head.toUpperCase()
  return capital ? filled.charAt(0).toUpperCase() + filled.slice(1) : filled
}
