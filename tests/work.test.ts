import type { Reader } from 'unmangle-core'
import { createUnmangler } from 'unmangle-engine'
import { loadPack, packTags } from 'unmangle-languages/node'
import { createMarkdownReader } from 'unmangle-readers'
import { expect, test } from 'vitest'
import { repeated } from './hostile.ts'

const read = createMarkdownReader()
let characters = 0
const counting: Reader = (source) => {
  characters += source.length
  return read(source)
}
const unmangler = createUnmangler({
  lang: 'en',
  packs: { tags: packTags(), load: loadPack },
  readers: { markdown: counting },
})

/** Characters that are read until a document is mended: each round of mending reads all of it, and so does each look at what went wrong. */
function readFor(text: string): number {
  characters = 0
  unmangler.fix({ text, format: 'markdown' }, 'suggest')
  return characters
}

test('twice the size is no more than twice the reading, and a little', () => {
  const two = repeated(0.02)
  for (const [kind, text] of Object.entries(repeated(0.01))) {
    const small = readFor(text)
    expect(small, kind).toBeGreaterThanOrEqual(text.length)
    expect(readFor(two[kind] ?? text), kind).toBeLessThanOrEqual(3 * small)
  }
}, 120_000)
