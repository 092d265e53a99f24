import { TIERS, type Tier } from 'unmangle-core'
import type { Unmangler } from 'unmangle-engine'
import { interval, type Share } from './interval.ts'
import { type JudgedFinding, judge } from './judge.ts'
import type { CleanDocument, LabelledDocument } from './labelled.ts'
import { countWords } from './words.ts'

/** Findings of one sort on labelled text. `low` and `high`: the 95 % interval of the precision, `sound / findings`. */
export interface Precision {
  readonly findings: number
  readonly sound: number
  readonly right: number
  readonly low: number
  readonly high: number
}

export interface Recall {
  readonly labels: number
  readonly found: number
  readonly right: number
}

/** What was measured on labelled text. */
export interface LabelledScore {
  readonly documents: number
  readonly words: number
  readonly tiers: Readonly<Record<string, Precision>>
  /** By rule, and in it by tier. */
  readonly rules: Readonly<Record<string, Readonly<Record<string, Precision>>>>
  readonly mechanisms: Readonly<Record<string, Recall>>
  readonly all: Recall
}

/** What was found in a language's clean text, as counts. */
export interface Noise {
  readonly words: number
  readonly findings: Readonly<Record<Tier, number>>
}

export interface CleanScore {
  readonly languages: Readonly<Record<string, Noise>>
  readonly rules: Readonly<Record<string, Readonly<Record<Tier, number>>>>
}

/** A finding with the document it is in, to look at. */
export interface Example {
  readonly id: string
  readonly judged: JudgedFinding
}

/** Checks labelled documents and compares what is found with their labels. `see` is shown every finding. */
export function measureLabelled(
  unmangler: Pick<Unmangler, 'check'>,
  documents: readonly LabelledDocument[],
  see: (example: Example) => void = () => {},
): LabelledScore {
  const judged = documents.map((document) => {
    const { id, text, lang, format } = document
    const judgement = judge(document, unmangler.check({ text, lang, format }).findings)
    for (const finding of judgement.findings) see({ id, judged: finding })
    return judgement
  })
  const labels = judged.flatMap((one) => one.labels)
  const perDocument = judged.map((one) => one.findings)
  const rules = unique(perDocument.flat().map(({ finding }) => finding.rule))
  return {
    documents: documents.length,
    words: documents.reduce((total, { text }) => total + countWords(text), 0),
    all: recallOf(labels),
    tiers: precisions(perDocument),
    rules: Object.fromEntries(
      rules.map((rule) => [
        rule,
        precisions(perDocument.map((found) => found.filter(({ finding }) => finding.rule === rule))),
      ]),
    ),
    mechanisms: Object.fromEntries(
      unique(labels.map(({ label }) => label.mechanism)).map((mechanism) => [
        mechanism,
        recallOf(labels.filter(({ label }) => label.mechanism === mechanism)),
      ]),
    ),
  }
}

function unique(names: readonly string[]): string[] {
  return [...new Set(names)].sort()
}

function precisions(perDocument: readonly (readonly JudgedFinding[])[]): Record<string, Precision> {
  const out: Record<string, Precision> = {}
  for (const tier of TIERS) {
    const ofTier = perDocument.map((found) => found.filter(({ finding }) => finding.tier === tier))
    if (ofTier.some(({ length }) => length > 0)) out[tier] = precisionOf(ofTier)
  }
  return out
}

function precisionOf(perDocument: readonly (readonly JudgedFinding[])[]): Precision {
  const shares: Share[] = perDocument.map((found) => ({
    part: found.filter(({ sound }) => sound).length,
    whole: found.length,
  }))
  const [low, high] = interval(shares)
  const all = perDocument.flat()
  return {
    findings: all.length,
    sound: all.filter(({ sound }) => sound).length,
    right: all.filter(({ right }) => right).length,
    low: rounded(low),
    high: rounded(high),
  }
}

function recallOf(labels: readonly { readonly found: boolean; readonly right: boolean }[]): Recall {
  return {
    labels: labels.length,
    found: labels.filter(({ found }) => found).length,
    right: labels.filter(({ right }) => right).length,
  }
}

function rounded(share: number): number {
  return Math.round(share * 1000) / 1000
}

/** Checks clean documents: every finding is noise. `see` is shown every finding. */
export function measureClean(
  unmangler: Pick<Unmangler, 'check'>,
  documents: readonly CleanDocument[],
  see: (example: Example) => void = () => {},
): CleanScore {
  const languages: Record<string, { words: number; findings: Record<Tier, number> }> = {}
  const rules: Record<string, Record<Tier, number>> = {}
  for (const { id, text, lang, format } of documents) {
    languages[lang] ??= { words: 0, findings: none() }
    const language = languages[lang]
    language.words += countWords(text)
    for (const finding of unmangler.check({ text, lang, format }).findings) {
      language.findings[finding.tier]++
      rules[finding.rule] ??= none()
      rules[finding.rule][finding.tier]++
      see({ id, judged: { finding, right: false, sound: false } })
    }
  }
  return { languages, rules }
}

function none(): Record<Tier, number> {
  return { safe: 0, suggest: 0, report: 0 }
}
