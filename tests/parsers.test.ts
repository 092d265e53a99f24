import { expect, test } from 'vitest'
import { differenceOf, mutatedSnippets, SNIPPETS } from './parsers.ts'

test('both parsers read the same prose from every construct', () => {
  for (const snippet of SNIPPETS) expect(differenceOf(snippet), JSON.stringify(snippet)).toBeUndefined()
})

test('both parsers read the same prose from 2,000 mutated snippets', () => {
  for (const snippet of mutatedSnippets(2_000, 1))
    expect(differenceOf(snippet), JSON.stringify(snippet)).toBeUndefined()
})
