import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Report } from 'unmangle-engine'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { describe, expect, it } from 'vitest'
import { type Label, parseLabelled } from '../corpora/labelled.mjs'

const read = (name: string) => readFileSync(fileURLToPath(new URL(`../examples/${name}`, import.meta.url)), 'utf8')
const { head, text, labels } = parseLabelled(read('news.labelled.md'))
const { fix } = await createNodeUnmangler()
const fixed = fix({ text, path: 'examples/news.md' })
const certain = labels.filter(({ tier }) => tier === 'safe')

/** What stands at a place after the corrections, with those that reach beyond the place. */
function mended({ findings }: Report, place: Label): string {
  const touching = findings.filter(({ applied, start, end }) => applied && start < place.end && end > place.start)
  const from = Math.min(place.start, ...touching.map(({ start }) => start))
  const to = Math.max(place.end, ...touching.map(({ end }) => end))
  let out = ''
  let at = from
  for (const { start, end, expected } of touching) {
    out += text.slice(at, start) + (expected[0] ?? '')
    at = end
  }
  return out + text.slice(at, to)
}

/** The same stretch with the label's own answer in it. */
function wanted({ findings }: Report, place: Label, answer: string): string {
  const touching = findings.filter(({ applied, start, end }) => applied && start < place.end && end > place.start)
  const from = Math.min(place.start, ...touching.map(({ start }) => start))
  const to = Math.max(place.end, ...touching.map(({ end }) => end))
  return text.slice(from, place.start) + answer + text.slice(place.end, to)
}

describe('the bundled article', () => {
  it('is its labelled form without the labels', () => {
    expect(read('news.md')).toBe(text)
    expect(certain.length).toBeGreaterThan(25)
  })

  it.each(certain.map((label) => [label.text, label] as const))('mends “%s”', (_, label) => {
    expect(mended(fixed, label)).toBe(wanted(fixed, label, label.expected[0] ?? ''))
  })

  it('changes nothing else', () => {
    const stray = fixed.findings.filter(
      ({ applied, start, end }) => applied && !certain.some((label) => label.start < end && label.end > start),
    )
    expect(stray.map((finding) => `${finding.rule}: ${finding.text}`)).toEqual([])
  })

  it('reports with the same places and answers as it makes', () => {
    let output = ''
    let at = 0
    for (const { start, end, text: part, expected, applied } of fixed.findings) {
      expect(text.slice(start, end)).toBe(part)
      if (!applied) continue
      output += text.slice(at, start) + (expected[0] ?? '')
      at = end
    }
    expect(output + text.slice(at)).toBe(fixed.output)
    expect(fixed).toMatchObject({ lang: head.lang })
  })
})
