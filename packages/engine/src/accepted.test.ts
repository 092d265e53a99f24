import { parseGlossary } from 'unmangle-glossary'
import { expect, test } from 'vitest'
import { acceptance } from './accepted.ts'
import { createNodeUnmangler } from './node.ts'

test.each([
  ['Kim Jong-il', true],
  ['to Kim Jong-il, the', true],
  ['Kim Jong-ill', false],
  ['kim jong-il', false],
  ['xKim Jong-il', false],
])('in “%s” an accepted name stands: %s', (text, expected) => {
  expect(acceptance(['Kim Jong-il'], [])(text, false)).toBe(expected)
})

test('where no spaces part words a phrase stands anywhere', () => {
  expect(acceptance(['金正恩'], [])('见金正恩同志', false)).toBe(true)
})

test('structure is accepted only as a whole, and so are terms', () => {
  const { terms } = parseGlossary('terms: [{ term: Ana Ruiz, aliases: [A. Ruiz] }]', 'a.yaml')
  const accepts = acceptance(['teh'], terms)
  expect([accepts('teh', true), accepts('a teh', true)]).toEqual([true, false])
  expect([accepts('A. Ruiz', false), accepts('the Ana Ruiz', false)]).toEqual([true, false])
  expect(
    acceptance(
      [],
      terms.map((term) => ({ ...term, shipped: true })),
    )('Ana Ruiz', false),
  ).toBe(false)
})

test('what is accepted is neither found nor corrected', async () => {
  const text = 'A so -called expert. It is enters in force day.'
  const plain = await createNodeUnmangler()
  expect(plain.fix({ text, lang: 'en' }, 'suggest').findings).toHaveLength(2)
  const unmangler = await createNodeUnmangler({ accept: ['so -called', 'enters in force'] })
  expect(unmangler.check({ text, lang: 'en' }).findings).toEqual([])
  expect(unmangler.fix({ text, lang: 'en' }, 'suggest').output).toBe(text)
})
