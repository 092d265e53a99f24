import { createUnmangler, type Unmangler } from 'unmangle-engine'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { loadPack, packTags } from 'unmangle-languages/node'
import { beforeAll, expect, test } from 'vitest'
import { DEEP, LONG, NESTED, repeated } from './hostile.ts'

// What repeats itself is taken in full size by the second suite.
let fast: Unmangler
let pure: Unmangler
beforeAll(async () => {
  fast = await createNodeUnmangler({ lang: 'en' })
  pure = createUnmangler({ lang: 'en', packs: { tags: packTags(), load: loadPack } })
})

for (const [name, text] of Object.entries(LONG)) {
  test(`answered: ${name}`, () => {
    expect(fast.check({ text, format: 'markdown' }).output).toBe(text)
  }, 180_000)
}

for (const [name, text] of Object.entries(NESTED)) {
  test(`read as plain text: ${name}`, () => {
    for (const unmangler of [fast, pure])
      for (const format of ['markdown', 'mdx'] as const) {
        const { output, notes } = unmangler.check({ text, format })
        expect(output).toBe(text)
        expect(notes[0], format).toMatch(/^Read as plain text: /)
      }
  })
}

for (const [name, text] of Object.entries({ ...repeated(0.02), ...DEEP })) {
  test(`answered: ${name}`, () => {
    expect(fast.check({ text, format: 'text' }).output).toBe(text)
    for (const unmangler of [fast, pure])
      for (const format of ['markdown', 'mdx'] as const) expect(unmangler.check({ text, format }).output).toBe(text)
  })
}
