import { readFileSync } from 'node:fs'
import { TIERS, type Tier } from 'unmangle-core'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { rules } from 'unmangle-rules'
import {
  catalogue,
  documentOf,
  type JudgedFinding,
  judge,
  type LabelledDocument,
  measureClean,
  measureLabelled,
  type Score,
  scorePage,
} from 'unmangle-yardstick'
import { describe, expect, it } from 'vitest'
import { readCorpus } from '../corpora/labelled.mjs'

/** What a safe rule must reach on the labelled text that rules are developed on, once it has found this much. */
const PRECISION = 0.95
const ENOUGH = 10

const read = (path: string) => readFileSync(path, 'utf8')
const score: Score = JSON.parse(read('corpora/score.json'))
/** By language: the findings in 10,000 words of clean text that a tier may have. */
const budgets: Readonly<Record<string, Readonly<Record<Tier, number>>>> = JSON.parse(read('corpora/budgets.json'))
const unmangler = await createNodeUnmangler()

describe('the gate', () => {
  it(`asks of a safe rule that it is right ${100 * PRECISION} % of the time`, () => {
    const dev = readCorpus('corpora/damaged').filter(({ head }) => head.split === 'dev')
    const wrong: string[] = []
    const measured = measureLabelled(unmangler, dev.map(documentOf), ({ id, judged: { finding, sound } }) => {
      if (!sound && finding.tier === 'safe')
        wrong.push(`${id}: ${finding.rule}: ${finding.text} → ${finding.expected[0]}`)
    })
    const failing = Object.entries(measured.rules)
      .filter(([, { safe }]) => safe && safe.findings >= ENOUGH && safe.sound / safe.findings < PRECISION)
      .map(([rule]) => rule)
    expect(failing, `not sound:\n${wrong.join('\n')}`).toEqual([])
    const all = measured.tiers.safe
    expect(all && all.sound / all.findings, wrong.join('\n')).toBeGreaterThanOrEqual(PRECISION)
  })

  it('keeps the noise in clean text within its budgets', () => {
    const noise: string[] = []
    const { languages } = measureClean(unmangler, readCorpus('corpora/clean').map(documentOf), ({ id, judged }) => {
      const { tier, rule, text, expected } = judged.finding
      noise.push(`${id}: ${tier} ${rule}: ${text} → ${expected[0] ?? ''}`)
    })
    const over = Object.entries(languages).flatMap(([lang, { words, findings }]) =>
      TIERS.filter((tier) => (1e4 * findings[tier]) / words > (budgets[lang]?.[tier] ?? 0)).map(
        (tier) => `${lang} ${tier}`,
      ),
    )
    expect(over, `corpora/budgets.json\n${noise.join('\n')}`).toEqual([])
  })
})

describe('what is published', () => {
  it('is the page of the score', () => {
    expect(read('corpora/score.md'), 'npm run score').toBe(scorePage(score))
  })

  it('is the catalogue of the rules as they are', () => {
    const entries = rules.map(({ id, family, description }) => ({
      id,
      family,
      description,
      readme: read(`packages/rules/src/${id}/readme.md`),
      cases: read(`packages/rules/src/${id}/cases.jsonl`),
    }))
    expect(read('packages/rules/catalogue.md'), 'npm run score').toBe(catalogue(entries, score))
  })
})

describe('a judgement', () => {
  const text = 'The  two so -called men of XI met on 5 mayo.'
  const label = (part: string, ...expected: string[]) => {
    const start = text.indexOf(part)
    return { start, end: start + part.length, text: part, expected, tier: 'safe', family: 'x', mechanism: 'x' }
  }
  const finding = (part: string, tier: Tier, ...expected: string[]) => {
    const { start, end } = label(part)
    const plain = { rule: 'x', family: 'name' as const, message: '', why: '', url: '', edits: null }
    return { ...plain, start, end, text: part, tier, expected }
  }
  const judged = (labels: LabelledDocument['labels'], ...findings: JudgedFinding['finding'][]) =>
    judge({ id: 'x', lang: 'en', format: 'text', text, labels }, findings)
  const worth = ({ findings }: ReturnType<typeof judged>) => findings.map(({ right, sound }) => [right, sound])

  it('takes the answer for right whatever the finding reaches over', () => {
    const { labels, findings } = judged(
      [label('so -called', 'so-called')],
      finding('two so -called men', 'safe', 'two so-called men'),
    )
    expect(labels).toMatchObject([{ found: true, right: true }])
    expect(findings).toMatchObject([{ right: true, sound: true }])
  })

  it('takes two findings together for the answer of one label', () => {
    const both = judged(
      [label('so -called men of XI', 'so-called men of Xi')],
      finding('so -called', 'safe', 'so-called'),
      finding('XI', 'safe', 'Xi'),
    )
    expect(both.labels).toMatchObject([{ right: true }])
    expect(worth(both)).toEqual([
      [true, true],
      [true, true],
    ])
  })

  it('takes a step towards the answer for sound, and a step away for noise', () => {
    const mayo = label('5 mayo', 'May 5')
    expect(worth(judged([mayo], finding('mayo', 'safe', 'May')))).toEqual([[false, true]])
    expect(worth(judged([mayo], finding('mayo', 'safe', 'mayonnaise')))).toEqual([[false, false]])
    expect(worth(judged([mayo], finding('two', 'safe', '2')))).toEqual([[false, false]])
  })

  it('lets nothing be certain where only a person can tell', () => {
    const unknown = label('XI')
    expect(worth(judged([unknown], finding('XI', 'safe', 'Xi')))).toEqual([[false, false]])
    expect(worth(judged([unknown], finding('XI', 'report')))).toEqual([[false, true]])
  })

  it('does not take a sentence for its word', () => {
    const long = finding(text, 'report')
    expect(judged([label('XI', 'Xi')], { ...long, end: 61 }).labels).toMatchObject([{ found: false }])
  })
})
