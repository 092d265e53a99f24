import type { Unmangler } from 'unmangle-engine'
import { distance } from './distance.ts'
import { countWords, wordsOf } from './words.ts'

/** A machine translation and what a person made of it. */
export interface PostEdit {
  readonly mt: string
  readonly pe: string
  readonly target: string
}

/**
 * What corrections did to machine translations. Distances are in words; `before` is that of the machine's text from the
 * person's. `gain` is by how much the corrections shortened it, `edits` how many words they changed: a gain of one for
 * each edit would be perfect, below nought they do harm.
 */
export interface PostEditScore {
  readonly rows: number
  readonly touched: number
  readonly better: number
  readonly same: number
  readonly worse: number
  readonly gain: number
  readonly edits: number
  readonly before: number
}

/** Corrects machine translations up to a tier, and measures whether that brings them nearer to what people made of them. */
export function measurePostEdits(
  unmangler: Pick<Unmangler, 'fix'>,
  rows: readonly PostEdit[],
  tier: 'safe' | 'suggest',
  spacing = false,
): PostEditScore {
  const score = { rows: rows.length, touched: 0, better: 0, same: 0, worse: 0, gain: 0, edits: 0, before: 0 }
  for (const { mt, pe, target } of rows) {
    const had = wordsOf(mt, spacing)
    const wanted = wordsOf(pe, spacing)
    const before = distance(had, wanted)
    score.before += before
    const { output } = unmangler.fix({ text: mt, lang: target }, tier)
    if (output === mt) continue
    const has = wordsOf(output, spacing)
    const gain = before - distance(has, wanted)
    score.touched++
    score.gain += gain
    score.edits += distance(had, has)
    if (gain > 0) score.better++
    else if (gain === 0) score.same++
    else score.worse++
  }
  return score
}

/** A machine translation with the spans that translators marked as wrong. */
export interface Marked {
  readonly mt: string
  readonly target: string
  readonly spans: readonly { readonly start: number; readonly end: number }[]
}

export interface MarkedScore {
  readonly rows: number
  readonly findings: number
  /** Of the findings, those on a marked error. */
  readonly hits: number
  readonly errors: number
  /** Of the marked errors, those with a finding on them. */
  readonly covered: number
  /** The share of characters in a marked error: what a finding put down by chance would hit. */
  readonly chance: number
}

/** Whether findings stand where translators marked errors. */
export function measureMarked(unmangler: Pick<Unmangler, 'check'>, rows: readonly Marked[]): MarkedScore {
  const score = { rows: rows.length, findings: 0, hits: 0, errors: 0, covered: 0 }
  let marked = 0
  let characters = 0
  for (const { mt, target, spans } of rows) {
    const { findings } = unmangler.check({ text: mt, lang: target })
    const meets = (a: { start: number; end: number }, b: { start: number; end: number }) =>
      a.start < b.end && b.start < a.end
    score.findings += findings.length
    score.errors += spans.length
    score.hits += findings.filter((finding) => spans.some((span) => meets(span, finding))).length
    score.covered += spans.filter((span) => findings.some((finding) => meets(span, finding))).length
    const mask = new Uint8Array(mt.length)
    for (const { start, end } of spans) mask.fill(1, start, end)
    marked += mask.reduce((sum, bit) => sum + bit, 0)
    characters += mt.length
  }
  return { ...score, chance: characters === 0 ? 0 : marked / characters }
}

/** A sentence of a machine around a name, with its right forms, and how the machine did. */
export interface Mention {
  readonly mt: string
  readonly target: string
  readonly mentions: readonly string[]
  readonly status: string
}

/** By how the machine did: how many mentions, and how many are right after correction. */
export function measureNames(
  unmangler: Pick<Unmangler, 'fix'>,
  rows: readonly Mention[],
  tier: 'safe' | 'suggest',
): Readonly<Record<string, { readonly mentions: number; readonly right: number; readonly changed: number }>> {
  const out: Record<string, { mentions: number; right: number; changed: number }> = {}
  for (const { mt, target, mentions, status } of rows) {
    out[status] ??= { mentions: 0, right: 0, changed: 0 }
    const { output } = unmangler.fix({ text: mt, lang: target }, tier)
    out[status].mentions++
    if (mentions.some((mention) => output.includes(mention))) out[status].right++
    if (output !== mt) out[status].changed++
  }
  return out
}

/** The prose of a Markdown file, roughly: without front matter, code, tags and addresses. */
export function countProse(markdown: string): number {
  return countWords(
    outsideFences(markdown.replace(/^---\r?\n[\s\S]*?\n---\r?\n/, ''))
      .replace(/`[^`\n]*`/g, '')
      .replace(/^(?:import|export) .*$/gm, '')
      .replace(/<[^<>]*>|\]\([^()]*\)/g, ' '),
  )
}

/** A fence that nothing closes is no code. */
function outsideFences(markdown: string): string {
  const out: string[] = []
  let held: string[] = []
  let fence = ''
  for (const line of markdown.split('\n')) {
    const marks = /^ *(`{3,}|~{3,})/.exec(line)?.[0] ?? ''
    if (fence !== '') {
      held.push(line)
      if (line.startsWith(fence)) fence = ''
    } else if (marks === '') out.push(line)
    else {
      fence = marks
      held = [line]
    }
  }
  return [...out, ...(fence === '' ? [] : held)].join('\n')
}
