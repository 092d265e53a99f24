import { applyEdits } from 'unmangle-core'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { seeded } from 'unmangle-mangler'
import { expect, test } from 'vitest'
import { mutatedSnippets } from '../parsers.ts'

const MINUTE = 60_000
const DAMAGE = ['the the ', 'so -called ', 'Kim Jong one ', 'XI ', ' 609,000 million dollars ', '#', '** a ** ', '] (']

test(
  'a minute of damaged, mutated Markdown: answered, whole, and settled',
  async () => {
    const unmangler = await createNodeUnmangler({ lang: 'en' })
    const seed = Date.now()
    const random = seeded(seed)
    const end = performance.now() + MINUTE
    let count = 0
    while (performance.now() < end) {
      for (const snippet of mutatedSnippets(200, Math.floor(random() * 2 ** 32))) {
        const at = Math.floor(random() * (snippet.length + 1))
        const text = snippet.slice(0, at) + (DAMAGE[Math.floor(random() * DAMAGE.length)] ?? '') + snippet.slice(at)
        for (const format of ['text', 'markdown', 'mdx'] as const) {
          const { findings, output } = unmangler.fix({ text, format }, 'suggest')
          const made = findings
            .filter(({ applied }) => applied)
            .map(({ start, end, expected }) => ({ start, end, text: expected[0] ?? '' }))
          expect(applyEdits(text, made), JSON.stringify(text)).toBe(output)
          expect(unmangler.fix({ text: output, format }, 'suggest').output, JSON.stringify(text)).toBe(output)
        }
        count++
      }
    }
    console.info(`${count} documents in three formats, seed ${seed}`)
  },
  3 * MINUTE,
)
