import type { Finding, Span } from 'unmangle-core'
import { distance } from './distance.ts'
import type { Label, LabelledDocument } from './labelled.ts'
import { wordsOf } from './words.ts'

/** What became of a label. `right`: the first answers of the findings on it make one of its answers. */
export interface JudgedLabel {
  readonly label: Label
  readonly found: boolean
  readonly right: boolean
}

/**
 * What a finding was worth. `right`: its first answer makes an answer of a label, alone or with the other findings on
 * it. `sound`: it is right, or brings the text nearer to an answer, or reports damage that nobody can mend from the
 * text alone. The share of sound findings is the precision.
 */
export interface JudgedFinding {
  readonly finding: Finding
  readonly right: boolean
  readonly sound: boolean
}

export interface Judgement {
  readonly labels: readonly JudgedLabel[]
  readonly findings: readonly JudgedFinding[]
}

/** A finding of a whole sentence has not found the one wrong word in it. */
const WIDE = 60

/** Compares what was found in a document with what is wrong in it. Answers are compared but for the form of an apostrophe and the width of white space. */
export function judge(document: LabelledDocument, findings: readonly Finding[]): Judgement {
  const right = new Set<Finding>()
  const sound = new Set<Finding>()
  const labels = document.labels.map((label): JudgedLabel => {
    const touching = findings.filter((finding) => overlaps(finding, label) && !isWide(finding, label))
    for (const finding of touching) {
      if (answers([finding], label, document.text)) right.add(finding)
      if (isSound(finding, label, document.text)) sound.add(finding)
    }
    if (!touching.some((finding) => right.has(finding))) {
      const together = disjoint(touching)
      if (answers(together, label, document.text)) for (const finding of together) right.add(finding)
    }
    return { label, found: touching.length > 0, right: touching.some((finding) => right.has(finding)) }
  })
  return {
    labels,
    findings: findings.map((finding) => ({
      finding,
      right: right.has(finding),
      sound: right.has(finding) || sound.has(finding),
    })),
  }
}

function overlaps(a: Span, b: Span): boolean {
  return a.start < b.end && b.start < a.end
}

function isWide(finding: Span, label: Span): boolean {
  const length = finding.end - finding.start
  return length > WIDE && length > 2 * (label.end - label.start)
}

/** Findings that do not overlap, the earlier and longer first. */
function disjoint(findings: readonly Finding[]): Finding[] {
  const out: Finding[] = []
  for (const finding of [...findings].sort((a, b) => a.start - b.start || b.end - a.end)) {
    const last = out.at(-1)
    if (finding.expected.length > 0 && (last === undefined || finding.start >= last.end)) out.push(finding)
  }
  return out
}

/** Whether the first answers make one of the label's, whatever else of the text the findings reach over. */
function answers(findings: readonly Finding[], label: Label, text: string): boolean {
  const made = findings.filter(({ expected }) => expected.length > 0)
  if (made.length === 0 || made.length < findings.length) return false
  const got = loose(replaced(made, label, text))
  return label.expected.some((answer) => loose(inContext(answer, made, label, text)) === got)
}

function isSound(finding: Finding, label: Label, text: string): boolean {
  const [answer] = finding.expected
  if (answer === undefined) return true
  if (label.expected.length === 0) return finding.tier !== 'safe'
  const got = loose(replaced([finding], label, text))
  const had = loose(inContext(label.text, [finding], label, text))
  return label.expected.some((expected) => {
    const wanted = loose(inContext(expected, [finding], label, text))
    return isNearer(got, had, wanted)
  })
}

/** By letters, or by words and the spaces before them: a lost space beside a word that is wrong too counts as mended. */
function isNearer(got: string, had: string, wanted: string): boolean {
  if (distance(got, wanted) < distance(had, wanted)) return true
  const words = wordsOf(wanted, true)
  return distance(wordsOf(got, true), words) < distance(wordsOf(had, true), words)
}

/** The label and all that the findings reach over, with the first answers in it. Findings are disjoint and in order. */
function replaced(findings: readonly Finding[], label: Label, text: string): string {
  const { start, end } = reach(findings, label)
  let out = ''
  let at = start
  for (const finding of findings) {
    out += text.slice(at, finding.start) + (finding.expected[0] ?? '')
    at = finding.end
  }
  return out + text.slice(at, end)
}

function inContext(answer: string, findings: readonly Finding[], label: Label, text: string): string {
  const { start, end } = reach(findings, label)
  return text.slice(start, label.start) + answer + text.slice(label.end, end)
}

function reach(findings: readonly Finding[], label: Span): Span {
  return {
    start: Math.min(label.start, ...findings.map(({ start }) => start)),
    end: Math.max(label.end, ...findings.map(({ end }) => end)),
  }
}

function loose(text: string): string {
  return text.replaceAll('’', "'").replace(/\s+/g, ' ').trim()
}
