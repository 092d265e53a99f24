import { expect, test } from 'vitest'
import { differenceOf, mutatedSnippets } from '../parsers.ts'

test('both parsers read the same prose from 20,000 mutated snippets', () => {
  const differing: string[] = []
  for (const snippet of mutatedSnippets(20_000, 2)) if (differenceOf(snippet)) differing.push(JSON.stringify(snippet))
  expect(differing).toEqual([])
}, 300_000)
