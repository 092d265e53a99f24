import { readFileSync } from 'node:fs'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { parseGlossary } from 'unmangle-glossary'
import { expect, test } from 'vitest'

const folder = new URL('../corpora/names/', import.meta.url)

interface Mention {
  readonly lang: string
  readonly kind: 'right' | 'damaged' | 'lookalike'
  readonly text: string
  /** How the name stands in the text, and how it should. */
  readonly form: string
  readonly right: string
  readonly note: string
}

function mentions(): Mention[] {
  const lines = readFileSync(new URL('mentions.jsonl', folder), 'utf8').split('\n')
  return lines.filter(Boolean).map((line) => JSON.parse(line))
}

const percent = (part: number, whole: number): number => (whole === 0 ? 100 : (100 * part) / whole)

test('names stand right, are mended and are told apart as often as they should', async () => {
  const { terms, errors } = parseGlossary(readFileSync(new URL('glossary.yaml', folder), 'utf8'), 'glossary.yaml')
  expect(errors).toEqual([])
  const unmangler = await createNodeUnmangler({ terms })
  const all = mentions()
  expect(all.length).toBeGreaterThanOrEqual(400)
  expect(new Set(all.map(({ lang }) => lang)).size).toBeGreaterThanOrEqual(8)
  const missed: string[] = []
  const sums = new Map<string, { count: number; suggest: number; safe: number }>()
  for (const { lang, kind, text, form, right, note } of all) {
    const wanted = text.replace(form, right)
    const suggest = unmangler.fix({ text, lang }, 'suggest').output === wanted
    const safe = unmangler.fix({ text, lang }).output === wanted
    if (!suggest) missed.push(`${lang} ${kind} (${note}): ${form} → ${right}`)
    for (const key of [kind, `${lang} ${kind}`]) {
      const sum = sums.get(key) ?? { count: 0, suggest: 0, safe: 0 }
      sums.set(key, { count: sum.count + 1, suggest: sum.suggest + (suggest ? 1 : 0), safe: sum.safe + (safe ? 1 : 0) })
    }
  }
  const table = [...sums].map(
    ([key, { count, suggest, safe }]) => `${key.padEnd(14)} ${count} suggest ${suggest} safe ${safe}`,
  )
  console.log([...table, ...missed].join('\n'))
  const share = (kind: string, tier: 'safe' | 'suggest'): number => {
    const sum = sums.get(kind) ?? { count: 0, suggest: 0, safe: 0 }
    return percent(sum[tier], sum.count)
  }
  expect(share('right', 'suggest')).toBeGreaterThanOrEqual(98)
  expect(share('right', 'safe')).toBeGreaterThanOrEqual(99.5)
  expect(share('lookalike', 'suggest')).toBeGreaterThanOrEqual(98)
  expect(share('lookalike', 'safe')).toBe(100)
  expect(share('damaged', 'suggest')).toBeGreaterThanOrEqual(95)
})
