import { createUnmangler, type Unmangler } from 'unmangle-engine'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { loadPack, packTags } from 'unmangle-languages/node'
import { beforeAll, describe, expect, test } from 'vitest'
import { repeated } from '../hostile.ts'

let fast: Unmangler
let pure: Unmangler
beforeAll(async () => {
  fast = await createNodeUnmangler({ lang: 'en' })
  pure = createUnmangler({ lang: 'en', packs: { tags: packTags(), load: loadPack } })
})

/** The least CPU time of three runs, in milliseconds. */
function cost(run: () => void): number {
  let least = Number.POSITIVE_INFINITY
  for (let i = 0; i < 3; i++) {
    const before = process.cpuUsage()
    run()
    const { user, system } = process.cpuUsage(before)
    least = Math.min(least, (user + system) / 1000)
  }
  return least
}

/** What is done with a document that means harm, and the share of its full size. */
const WORK: Readonly<Record<string, readonly [share: number, work: (text: string) => void]>> = {
  'checking text': [0.25, (text) => fast.check({ text, format: 'text' })],
  'mending text': [0.1, (text) => fast.fix({ text, format: 'text' }, 'suggest')],
  'mending Markdown': [0.1, (text) => fast.fix({ text, format: 'markdown' }, 'suggest')],
}

for (const [name, [share, work]] of Object.entries(WORK)) {
  describe(`${name}: twice the size takes less than four times as long`, () => {
    const two = repeated(2 * share)
    for (const [kind, text] of Object.entries(repeated(share))) {
      test(kind, () => {
        const small = cost(() => work(text))
        // Less than that is the collector's noise.
        expect(cost(() => work(two[kind] ?? text))).toBeLessThan(4 * Math.max(small, 50))
      }, 180_000)
    }
  })
}

describe('answered in full size, though the parsers take their time', () => {
  for (const [name, text] of Object.entries(repeated(1))) {
    test(name, () => {
      expect(fast.check({ text, format: 'markdown' }).output).toBe(text)
    })
  }
  // The parser in pure JavaScript is quadratic in some of them within the limits: a quarter of the size for it.
  for (const [name, text] of Object.entries(repeated(0.25))) {
    test(`${name}, the other parser`, () => {
      expect(pure.check({ text, format: 'markdown' }).output).toBe(text)
    })
  }
})
