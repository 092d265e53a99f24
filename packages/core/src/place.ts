import { applyEdits, type Draft, type Edit, type Finding, weakerTier } from './finding.ts'
import { minimalEdits } from './minimal-edits.ts'
import { editableRange, type Prose, sourceEnd, sourceStart } from './prose.ts'
import type { Rule } from './rule.ts'

/** Where the readme of a rule can be read. */
export function ruleUrl(id: string): string {
  return `https://github.com/unmangle/unmangle/tree/main/packages/rules/src/${id}`
}

/**
 * Turns what a rule says of prose into a finding in source offsets.
 *
 * An answer that would have to change markup keeps its place among the answers, in plain words; if it is the first,
 * the finding has no edits and is at most a suggestion.
 */
export function placeDraft(rule: Pick<Rule, 'id' | 'family' | 'url'>, prose: Prose, draft: Draft): Finding {
  const start = sourceStart(prose, draft.start)
  const end = sourceEnd(prose, draft.end)
  const text = prose.source.slice(start, end)
  const before = prose.text.slice(draft.start, draft.end)
  const mapped = draft.expected.map((answer) => mapEdits(prose, draft.start, minimalEdits(before, answer)))
  const first = mapped[0] ?? null
  return {
    rule: rule.id,
    family: rule.family,
    tier: first === null && draft.expected.length > 0 ? weakerTier(draft.tier, 'suggest') : draft.tier,
    start,
    end,
    text,
    expected: draft.expected.map((answer, i) => {
      const edits = mapped[i]
      return edits
        ? applyEdits(
            text,
            edits.map((edit) => shifted(edit, -start)),
          )
        : answer
    }),
    message: draft.message,
    why: draft.why,
    url: rule.url ?? ruleUrl(rule.id),
    edits: first,
  }
}

function mapEdits(prose: Prose, offset: number, edits: readonly Edit[]): Edit[] | null {
  const out: Edit[] = []
  for (const edit of edits) {
    const range = editableRange(prose, edit.start + offset, edit.end + offset)
    if (!range) return null
    out.push({ ...range, text: edit.text })
  }
  return out
}

function shifted(edit: Edit, by: number): Edit {
  return { start: edit.start + by, end: edit.end + by, text: edit.text }
}

/** Turns what a source rule says into a finding: its span is source already. */
export function placeSourceDraft(rule: Pick<Rule, 'id' | 'family' | 'url'>, source: string, draft: Draft): Finding {
  const { start, end, expected, tier, message, why } = draft
  const text = source.slice(start, end)
  const edits = expected.length > 0 ? minimalEdits(text, expected[0]!).map((edit) => shifted(edit, start)) : null
  return {
    rule: rule.id,
    family: rule.family,
    tier,
    start,
    end,
    text,
    expected,
    message,
    why,
    url: rule.url ?? ruleUrl(rule.id),
    edits,
  }
}
