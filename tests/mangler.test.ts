import fc from 'fast-check'
import { FAMILIES, TIERS } from 'unmangle-core'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { shippedTerms } from 'unmangle-glossary/node'
import { carrier, type MangleInput, type Mechanism, mangle, mechanisms, pageOf, seeded } from 'unmangle-mangler'
import { documentOf, namesOf } from 'unmangle-yardstick'
import { describe, expect, it } from 'vitest'
import { readCorpus } from '../corpora/labelled.mjs'

const unmangler = await createNodeUnmangler()
const names = new Map(['de', 'en', 'es', 'fr'].map((lang) => [lang, namesOf(shippedTerms(), lang)] as const))
const clean: MangleInput[] = [
  ...readCorpus('corpora/clean').map(documentOf),
  ...[...names].flatMap(([lang, known]) =>
    Array.from({ length: 12 }, (_, seed) => ({
      text: carrier(lang, known, seed),
      lang,
      format: 'markdown' as const,
      names: known,
    })),
  ),
]
const fixed = new Map<MangleInput, string>()

function fixOnce(page: MangleInput): string {
  const known = fixed.get(page)
  if (known !== undefined) return known
  const { output } = unmangler.fix({ text: page.text, lang: page.lang, format: page.format })
  fixed.set(page, output)
  return output
}

/** The pages that a mechanism can strike; where it says of some damage that no doubt is left, those with such damage. */
const struck = new Map<Mechanism, MangleInput[]>()
const undone: Mechanism[] = []
for (const input of clean) {
  const page = pageOf({ names: [], ...input, random: seeded(1) })
  for (const mechanism of mechanisms) {
    const damages = mechanism.damages(page)
    const certain = damages.some((damage) => damage.every(({ invertible }) => invertible))
    if (certain && !undone.includes(mechanism)) {
      undone.push(mechanism)
      struck.set(mechanism, [])
    }
    if (certain || (damages.length > 0 && !undone.includes(mechanism)))
      struck.set(mechanism, [...(struck.get(mechanism) ?? []), input])
  }
}

describe('the mangler', () => {
  it('has mechanisms of its own names, families and tiers', () => {
    expect(new Set(mechanisms.map(({ id }) => id)).size).toBe(mechanisms.length)
    expect(mechanisms.length).toBeGreaterThanOrEqual(40)
    expect(undone.length).toBeGreaterThanOrEqual(12)
    expect(undone.filter(({ tier }) => tier !== 'safe')).toEqual([])
    for (const { id, family, tier, why } of mechanisms) {
      expect(id).toMatch(/^[a-z]+(?:-[a-z]+)*$/)
      expect(FAMILIES).toContain(family)
      expect(TIERS).toContain(tier)
      expect(why).toMatch(/\.$/)
    }
  })

  it('finds somewhere to strike with every mechanism', () => {
    expect(mechanisms.filter((mechanism) => !struck.has(mechanism)).map(({ id }) => id)).toEqual([])
  })

  it('labels what it did, and does the same for the same seed', () => {
    fc.assert(
      fc.property(fc.constantFrom(...clean), fc.nat(10_000), (page, seed) => {
        const once = mangle(page, { seed, most: 2 })
        expect(mangle(page, { seed, most: 2 })).toEqual(once)
        for (const { start, end, text, expected } of once.labels) {
          expect(once.text.slice(start, end)).toBe(text)
          expect(text.length).toBeGreaterThan(0)
          expect(expected).not.toContain(text)
        }
      }),
      { numRuns: 60 },
    )
  })

  it.each(undone.map((mechanism) => ({ id: mechanism.id, mechanism })))(
    'is undone where it says that no doubt is left: $id',
    ({ mechanism }) => {
      const pages = struck.get(mechanism) ?? []
      fc.assert(
        fc.property(fc.constantFrom(...pages), fc.nat(10_000), (page, seed) => {
          const mangled = mangle(page, { seed, mechanisms: [mechanism], invertible: true })
          const { output } = unmangler.fix({ text: mangled.text, lang: page.lang, format: page.format })
          expect(output, JSON.stringify(mangled.labels)).toBe(fixOnce(page))
        }),
        { numRuns: 25 },
      )
    },
  )
})
