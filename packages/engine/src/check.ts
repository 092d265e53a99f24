import {
  type Announcement,
  type BlockKind,
  blockAt,
  type Document,
  type Draft,
  type Finding,
  type PairRule,
  type Prose,
  type ProseContext,
  type ProseRule,
  placeDraft,
  placeSourceDraft,
  type Rule,
  type Tier,
  weakerTier,
} from 'unmangle-core'
import { rules as allRules } from 'unmangle-rules'
import type { Accepts } from './accepted.ts'
import { alignBlocks } from './align.ts'
import { Silence } from './suppressions.ts'

/** A finding with what is needed to make it and to see that it was made well. */
export interface Candidate {
  readonly finding: Finding
  /** Of a prose rule: its draft, in offsets of the prose. */
  readonly draft?: Draft
  /** Of a source rule: the structure that it promises. */
  readonly announces?: readonly Announcement[]
}

export type Caps = Readonly<Record<string, Tier | 'off'>>

/** What a caller has settled about findings. */
export interface Policy {
  readonly caps: Caps
  readonly accepts: Accepts
}

/** What each rule found in a document, as far as it was asked. */
export type Heard = Map<Rule, readonly Candidate[]>

/** What rules found that say the same of the document whatever it seems to come from. */
export function heardWhateverOrigin(heard: Heard): Heard {
  return new Map([...heard].filter(([rule]) => rule.readsOrigin !== true && allRules.includes(rule)))
}

/** A document as it is seen in each of its languages, its own first. */
export type Contexts = readonly [ProseContext, ...ProseContext[]]

/**
 * What all rules find in one reading of a document, clashes and all, but for what is accepted and what its comments
 * silence.
 *
 * @param heard Rules that are in it are not asked again; the others are added.
 */
export function candidatesOf(
  document: Document,
  contexts: Contexts,
  rules: readonly Rule[],
  { caps, accepts }: Policy,
  heard: Heard,
): Candidate[] {
  const works = ({ id, family }: Pick<Rule, 'id' | 'family'>) => (caps[id] ?? caps[family]) !== 'off'
  const working = rules.filter(works)
  const first = working
    .filter((rule) => !isLast(rule))
    .flatMap((rule) => {
      const found = heard.get(rule) ?? ask(rule, document, contexts, caps)
      heard.set(rule, found)
      return found
    })
    .filter(({ finding, announces }) => !accepts(finding, announces !== undefined))
  const silence = Silence.of(document)
  if (!silence) return first
  const loud = first.filter(({ finding }) => !silence.covers(finding))
  const rests = ({ id, family }: Rule, name: string) =>
    (id === name || family === name) && !working.some((rule) => rule.id === id)
  // A name that no rule has is at work, and silences nothing.
  const active = (name: string) => ![...rules, ...allRules].some((rule) => rests(rule, name))
  const after = { ...document, suppressions: silence.suppressions(active) }
  return [...loud, ...working.filter(isLast).flatMap((rule) => ask(rule, after, contexts, caps))]
}

function isLast(rule: Rule): boolean {
  return rule.kind === 'source' && rule.last === true
}

/** What one rule finds. */
function ask(rule: Rule, document: Document, contexts: Contexts, caps: Caps): Candidate[] {
  const cap = caps[rule.id] ?? caps[rule.family]
  if (cap === 'off') return []
  if (rule.kind === 'source')
    return rule.check(document).map((draft) => ({
      finding: capped(placeSourceDraft(rule, document.source, draft), cap),
      announces: draft.announces,
    }))
  const drafts = rule.kind === 'prose' ? proseDrafts(rule, contexts) : pairDrafts(rule, contexts[0])
  const { prose } = document.reading
  return drafts.map((draft) => ({
    finding: capped(kept(prose, draft, placeDraft(rule, prose, draft)), cap),
    draft,
  }))
}

/** What a prose rule says in each language; where there are several, of the blocks of that language alone. */
function proseDrafts(rule: ProseRule, contexts: Contexts): readonly Draft[] {
  if (contexts.length === 1) return rule.check(contexts[0])
  return contexts.flatMap((context) => {
    const starts = new Set(context.blocks.map(({ start }) => start))
    return rule.check(context).filter((draft) => {
      const block = context.prose.blocks[blockAt(context.prose, draft.start)]
      return block !== undefined && starts.has(block.start)
    })
  })
}

/** What a pair rule says; nothing where there is no original. */
function pairDrafts(rule: PairRule, translation: ProseContext): readonly Draft[] {
  const { original } = translation.document
  if (!original) return []
  const blocks = alignBlocks(translation.prose.blocks, original.reading.prose.blocks)
  return rule.check({ translation, original, blocks })
}

/** What a new letter would do to the syntax around a block, where the block is a value and no running text. */
const BREAKS: Partial<Readonly<Record<BlockKind, RegExp>>> = {
  frontMatter: /["'#:\\[\]{}\n]/,
  tableCell: /[|\n]/,
}

/** A finding whose edit could break the value it stands in is offered, not made. */
function kept(prose: Prose, draft: Draft, finding: Finding): Finding {
  const kind = prose.blocks[blockAt(prose, draft.start)]?.kind
  const breaks = kind === undefined ? undefined : BREAKS[kind]
  if (!breaks || !finding.edits?.some((edit) => breaks.test(edit.text))) return finding
  return { ...finding, tier: weakerTier(finding.tier, 'suggest'), edits: null }
}

function capped(finding: Finding, cap: Tier | undefined): Finding {
  if (cap === undefined) return finding
  const tier = weakerTier(finding.tier, cap)
  return tier === 'report' ? { ...finding, tier, expected: [], edits: null } : { ...finding, tier }
}
