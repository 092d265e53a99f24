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
  placeDraft,
  placeSourceDraft,
  type Rule,
  type Tier,
  weakerTier,
} from 'unmangle-core'
import { alignBlocks } from './align.ts'
import { contextOf, type Language } from './context.ts'

/** A finding with what is needed to make it and to see that it was made well. */
export interface Candidate {
  readonly finding: Finding
  /** Of a prose rule: its draft, in offsets of the prose. */
  readonly draft?: Draft
  /** Of a source rule: the structure that it promises. */
  readonly announces?: readonly Announcement[]
}

export type Caps = Readonly<Record<string, Tier | 'off'>>

/** What all rules find in one reading of a document, clashes and all. */
export function candidatesOf(document: Document, language: Language, rules: readonly Rule[], caps: Caps): Candidate[] {
  const context = contextOf(document, language)
  const out: Candidate[] = []
  for (const rule of rules) {
    const cap = caps[rule.id] ?? caps[rule.family]
    if (cap === 'off') continue
    if (rule.kind !== 'source') {
      for (const draft of rule.kind === 'prose' ? rule.check(context) : pairDrafts(rule, context)) {
        const finding = kept(context.prose, draft, placeDraft(rule, context.prose, draft))
        out.push({ finding: capped(finding, cap), draft })
      }
    } else {
      for (const draft of rule.check(document)) {
        const finding = capped(placeSourceDraft(rule, document.source, draft), cap)
        out.push({ finding, announces: draft.announces })
      }
    }
  }
  return out
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
