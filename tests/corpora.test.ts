import { FAMILIES, TIERS } from 'unmangle-core'
import { formatOf } from 'unmangle-readers'
import { countWords, documentOf } from 'unmangle-yardstick'
import { describe, expect, it } from 'vitest'
import { parseLabelled, readCorpus } from '../corpora/labelled.mjs'

const damaged = readCorpus('corpora/damaged')
const clean = readCorpus('corpora/clean')
const LEFT_BY_MODELS = [
  'llm-talk',
  'fence-wrapped',
  'fence-lost',
  'rule-doubled',
  'wrong-script-letter',
  'source-paragraph-left',
  'section-twice',
  'cut-off',
]

describe.each([...damaged, ...clean].map((file) => ({ path: file.path, file })))('$path', ({ file }) => {
  const { path, head, text, labels } = file
  const isDamaged = path.startsWith('corpora/damaged')

  it('says where it comes from', () => {
    expect(head).toMatchObject({
      licence: 'CC0-1.0',
      provenance: expect.stringMatching(/\S/),
      kind: expect.stringMatching(/^[a-z-]+$/),
    })
    expect(formatOf(path)).toBeDefined()
    const folder = path.split('/').at(-2)
    expect(folder).toBe(isDamaged ? `${head.from}-${head.lang}` : head.lang)
    expect(head.id?.startsWith(`${folder}-`)).toBe(true)
    if (isDamaged) expect(['dev', 'test']).toContain(head.split)
    else expect(labels).toEqual([])
  })

  it('has exact labels in a text without marks of its own', () => {
    expect(text).toBe(text.normalize('NFC'))
    expect(text).not.toMatch(/[⟦⟧⇒∷]/)
    expect(labels.length > 0).toBe(isDamaged)
    for (const { start, end, text: part, expected, tier, family, mechanism } of labels) {
      expect(text.slice(start, end)).toBe(part)
      expect(part).toMatch(/\S/)
      expect(expected).not.toContain(part)
      expect(new Set(expected).size, part).toBe(expected.length)
      for (const answer of expected) expect(answer).toBe(answer.normalize('NFC'))
      expect(TIERS, part).toContain(tier)
      expect(FAMILIES, part).toContain(family)
      expect(mechanism).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
      expect(expected.length === 0, `${part}: only a report has no answer`).toBe(tier === 'report')
    }
  })
})

describe('the corpora', () => {
  it('have ids of their own', () => {
    const ids = [...damaged, ...clean].map(({ head }) => head.id)
    expect(new Set(ids).size).toBe(ids.length)
  })

  it('are as large as they say', () => {
    const words = clean.map(documentOf).reduce((sum, { text }) => sum + countWords(text), 0)
    expect(words).toBeGreaterThan(20_000)
    expect(new Set(clean.map(({ head }) => head.lang)).size).toBeGreaterThanOrEqual(8)
    for (const split of ['dev', 'test'])
      expect(damaged.filter(({ head }) => head.split === split).flatMap(({ labels }) => labels).length).toBeGreaterThan(
        800,
      )
  })

  it.each(LEFT_BY_MODELS)('have damage that language models leave, in both splits: %s', (mechanism) => {
    for (const split of ['dev', 'test']) {
      const labels = damaged.filter(({ head }) => head.split === split).flatMap((file) => file.labels)
      expect(labels.some((label) => label.mechanism === mechanism)).toBe(true)
    }
  })

  it('refuse what is no labelled text', () => {
    expect(() => parseLabelled('no head')).toThrow('head')
    expect(() => parseLabelled('%%%\nid: a\n%%%\n⟦broken⟧')).toThrow('a: a label reads “broken”')
  })
})
