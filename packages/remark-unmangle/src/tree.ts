import type { Root } from 'mdast'
import { chooseDisjoint, type Finding, type Tier, tierRank } from 'unmangle-core'
import type { Input, Report, Unmangler } from 'unmangle-engine'
import { type ProseOptions, proseFromMdast } from 'unmangle-readers'
import { changeTree, type Layout, layOut, leafAt, liesInText, type TreeNode } from './layout.ts'

/** Rounds until which a tree has to settle; each mends what an earlier one uncovered. */
const MOST_ROUNDS = 12

/** How a tree is checked. */
export interface TreeCheck {
  readonly unmangler: Unmangler
  readonly input: Input
  readonly prose: ProseOptions
}

/** Checks a tree by its text nodes alone. The findings' offsets are in the source of the layout. */
export function checkLayout(check: TreeCheck, layout: Layout): Report {
  const reading = proseFromMdast(layout.tree, layout.source, check.prose)
  const report = check.unmangler.checkReading(reading, { ...check.input, text: layout.source })
  // A layout has no markup of its own: what is said of it is true of no file.
  return { ...report, findings: report.findings.filter(({ family }) => family !== 'markup') }
}

/** What became of the findings of a tree. */
export interface TreeFix {
  /** The findings that were made at first sight, by {@link ordinals}. */
  readonly made: ReadonlySet<string>
  /** The rules that still find something. */
  readonly rest: ReadonlySet<string>
}

/** Corrects the text nodes of a tree up to a tier. */
export function fixTree(check: TreeCheck, tree: Root, tier: 'safe' | 'suggest'): TreeFix {
  const seen = new Set<string>()
  let made: ReadonlySet<string> | undefined
  let found: readonly Finding[] = []
  for (let round = 0; round < MOST_ROUNDS; round++) {
    const layout = layOut(tree)
    found = checkLayout(check, layout).findings
    const chosen = chooseDisjoint(found.filter((finding) => isMade(layout, finding, tier)))
    made ??= namesOf(found, new Set(chosen))
    if (chosen.length === 0 || seen.has(layout.source)) break
    seen.add(layout.source)
    changeTree(
      layout,
      chosen.flatMap(({ edits }) => edits ?? []),
    )
  }
  return { made: made ?? new Set(), rest: new Set(found.map(({ rule }) => rule)) }
}

/** What tells findings of one prose apart, wherever it was read from: the rule, and the how-manieth it is of it. */
function ordinals(findings: readonly Finding[]): string[] {
  const counts = new Map<string, number>()
  return findings.map(({ rule }) => {
    const count = (counts.get(rule) ?? 0) + 1
    counts.set(rule, count)
    return `${rule} ${count}`
  })
}

function namesOf(findings: readonly Finding[], among: ReadonlySet<Finding>): Set<string> {
  const names = ordinals(findings)
  return new Set(findings.flatMap((finding, i) => (among.has(finding) ? (names[i] ?? []) : [])))
}

/** The findings that are left when a tree was corrected. */
export function withoutMade<F extends Finding>(findings: readonly F[], { made, rest }: TreeFix): F[] {
  const names = ordinals(findings)
  return findings.filter(({ rule, family }, i) => family === 'markup' || (!made.has(names[i] ?? '') && rest.has(rule)))
}

function isMade(layout: Layout, finding: Finding, tier: Tier): boolean {
  const { edits } = finding
  return tierRank(finding.tier) <= tierRank(tier) && edits !== null && edits.length > 0 && liesInText(layout, edits)
}

/** Where a finding of a layout stands in the file that the tree was parsed from, where the tree knows. */
export function placeOf(layout: Layout, finding: Finding): TreeNode['position'] {
  return leafAt(layout, finding.start + 1)?.node.position ?? leafAt(layout, finding.start)?.node.position
}
