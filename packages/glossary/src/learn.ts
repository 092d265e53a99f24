import { fold, type Term } from 'unmangle-core'
import { namesInBlocks } from './name-candidates.ts'
import { slipBetween } from './slips.ts'

/** A block of an original with the block that translates it. */
export interface BlockPair {
  readonly original: string
  readonly translation: string
}

/** How often a form stands. */
export interface FormCount {
  readonly form: string
  readonly count: number
}

/** What is proposed for a name, the commonest first. */
export interface LearntName extends FormCount {
  /** How translations render it, the commonest first; empty without translations. */
  readonly renderings: readonly FormCount[]
  /** Other spellings of it in the same texts. */
  readonly variants: readonly FormCount[]
}

export interface LearnOptions {
  /** Of the originals, or of the only texts. */
  readonly isOrdinary: (word: string) => boolean
  /** Of the translations. */
  readonly isOrdinaryThere?: (word: string) => boolean
  /** How often a name must stand. Default 3. */
  readonly least?: number
}

/** How well a rendering must go with a name: 1 where they always stand together, 0 where never (Dice). */
const TOGETHER = 0.5

/** Names that a spelling is compared with, of those that begin or end alike; the commonest ones. */
const MOST_NEAR = 100

/** The frequent names of texts, with their other spellings. */
export function learnNames(blocks: readonly string[], { isOrdinary, least = 3 }: LearnOptions): LearntName[] {
  const groups = spellings(countNames(namesInBlocks(blocks, isOrdinary)))
  return groups
    .filter(({ total }) => total >= least)
    .map(({ forms: [head, ...variants] }) => ({ form: head.form, count: head.count, variants, renderings: [] }))
}

/** The frequent names of originals, with what translations have in their place. */
export function learnPairs(pairs: readonly BlockPair[], options: LearnOptions): LearntName[] {
  const { isOrdinary, isOrdinaryThere = isOrdinary, least = 3 } = options
  const sources = namesInBlocks(
    pairs.map(({ original }) => original),
    isOrdinary,
  ).map((names) => new Set(names))
  const targets = namesInBlocks(
    pairs.map(({ translation }) => translation),
    isOrdinaryThere,
  ).map((names) => new Set(names))
  const here = countNames(sources)
  const there = countNames(targets)
  const together = new Map<string, Map<string, number>>()
  for (const [i, names] of sources.entries()) {
    for (const name of names) {
      if ((here.get(name) ?? 0) < least) continue
      const counts = together.get(name) ?? new Map<string, number>()
      together.set(name, counts)
      for (const other of targets[i] ?? []) counts.set(other, (counts.get(other) ?? 0) + 1)
    }
  }
  const found: LearntName[] = []
  for (const [form, counts] of together) {
    const count = here.get(form) ?? 0
    const dice = ([other, both]: readonly [string, number]) => (2 * both) / (count + (there.get(other) ?? 0))
    const [best] = [...counts].sort((a, b) => dice(b) - dice(a) || b[1] - a[1] || byText(a[0], b[0]))
    if (!best || dice(best) < TOGETHER) continue
    const minor = [...counts].filter(([other]) => other !== best[0] && isSpelling(other, best[0]))
    const renderings = [best, ...minor.sort(byCount)].map(([other, both]) => ({ form: other, count: both }))
    found.push({ form, count, renderings, variants: [] })
  }
  return found.sort((a, b) => b.count - a.count || byText(a.form, b.form))
}

/** Learnt names as terms to review: counts and minority forms stand in the notes. */
export function learntTerms(names: readonly LearntName[], lang?: string, target?: string): Term[] {
  return names.map(({ form, count, renderings, variants }, i) => {
    const [rendering, ...minor] = renderings
    const others = rendering ? minor : variants
    const also = others.map((other) => `“${other.form}” ${other.count}`).join(', ')
    const seen = rendering ? `seen ${count}, “${rendering.form}” ${rendering.count}` : `seen ${count}`
    return {
      term: form,
      kind: 'term',
      ...(lang && { lang }),
      aliases: [],
      never: [],
      forms: rendering && target ? { [target]: rendering.form } : {},
      note: also === '' ? seen : `${seen}; also ${also}`,
      source: { file: '', line: i + 1 },
    }
  })
}

/** How often each name stands: of sets, in how many of them. */
function countNames(blocks: readonly Iterable<string>[]): Map<string, number> {
  const counts = new Map<string, number>()
  for (const names of blocks) for (const name of names) counts.set(name, (counts.get(name) ?? 0) + 1)
  return counts
}

interface Group {
  readonly total: number
  /** The commonest first. */
  readonly forms: readonly [FormCount, ...FormCount[]]
}

/** Spellings of one name together, the commonest names first. */
function spellings(counts: ReadonlyMap<string, number>): Group[] {
  const sorted = [...counts].sort(byCount)
  const groups: [FormCount, ...FormCount[]][] = []
  // A spelling shares its first or its last letters with what it is a spelling of: names are compared with those alone.
  const near = new Map<string, [FormCount, ...FormCount[]][]>()
  for (const [form, count] of sorted) {
    const folded = plain(form)
    const keys = [`^${folded.slice(0, 3)}`, `$${folded.slice(-3)}`]
    const group = keys.flatMap((key) => near.get(key) ?? []).find(([head]) => isSpelling(form, head.form))
    if (group) {
      group.push({ form, count })
      continue
    }
    const fresh: [FormCount] = [{ form, count }]
    groups.push(fresh)
    for (const key of keys) {
      const bucket = near.get(key) ?? []
      near.set(key, bucket)
      if (bucket.length < MOST_NEAR) bucket.push(fresh)
    }
  }
  return groups
    .map((forms) => ({ forms, total: forms.reduce((sum, { count }) => sum + count, 0) }))
    .sort((a, b) => b.total - a.total || byText(a.forms[0].form, b.forms[0].form))
}

/** Whether two names are the same but for case, diacritics, hyphens or a slip in one of the words. */
function isSpelling(a: string, b: string): boolean {
  const [left, right] = [plain(a).split(' '), plain(b).split(' ')]
  if (left.join('') === right.join('')) return true
  const off = left.flatMap((word, i) => (word === right[i] ? [] : [i]))
  const [only = -1] = off
  return (
    left.length === right.length && off.length === 1 && slipBetween(left[only] ?? '', right[only] ?? '') !== undefined
  )
}

function plain(name: string): string {
  return fold(name).replace(/[-’']/g, ' ')
}

function byCount(a: readonly [string, number], b: readonly [string, number]): number {
  return b[1] - a[1] || byText(a[0], b[0])
}

function byText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
