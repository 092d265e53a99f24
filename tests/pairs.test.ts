import type { PairRule } from 'unmangle-core'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { expect, test } from 'vitest'

/** Says which block of the original stands beside a block of the translation. */
const rule: PairRule = {
  kind: 'pair',
  id: 'shows-its-partner',
  family: 'grammar',
  description: 'For this test',
  check({ translation, original, blocks }) {
    const { prose } = original.reading
    return blocks.map((pair) => {
      const { start, end } = translation.prose.blocks[pair.translation]!
      const partner = prose.blocks[pair.original]!
      return {
        start,
        end,
        expected: [],
        tier: 'report',
        message: 'm',
        why: prose.text.slice(partner.start, partner.end),
      }
    })
  },
}

test('a pair rule sees aligned blocks where there is an original, and is silent where there is none', async () => {
  const unmangler = await createNodeUnmangler({ rules: [rule] })
  const input = { text: '# Uno\n\nDos.\n\n- nuevo\n\nTres.\n', lang: 'es', format: 'markdown' as const }
  const { findings } = unmangler.check({ ...input, original: '# One\n\nTwo.\n\nThree.\n' })
  expect(findings.map(({ text, why }) => [text, why])).toEqual([
    ['Uno', 'One'],
    ['Dos.', 'Two.'],
    ['Tres.', 'Three.'],
  ])
  expect(unmangler.check(input).findings).toEqual([])
})
