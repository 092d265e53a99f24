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
  expect(acceptance(['Kim Jong-il'], [])({ text, family: 'name' }, false)).toBe(expected)
})

test('where no spaces part words a phrase stands anywhere', () => {
  expect(acceptance(['金正恩'], [])({ text: '见金正恩同志', family: 'name' }, false)).toBe(true)
})

test('structure is accepted only as a whole, and so are terms, of which name rules speak themselves', () => {
  const { terms } = parseGlossary('terms: [{ term: Ana Ruiz, aliases: [A. Ruiz] }]', 'a.yaml')
  const shipped = terms.map((term) => ({ ...term, shipped: true }))
  const accepts = acceptance(['teh'], terms)
  const asked = (text: string, whole = false) => accepts({ text, family: 'residue' }, whole)
  expect([asked('teh', true), asked('a teh', true)]).toEqual([true, false])
  expect([asked('A. Ruiz'), asked('the Ana Ruiz')]).toEqual([true, false])
  expect(accepts({ text: 'A. Ruiz', family: 'name' }, false)).toBe(false)
  expect(acceptance([], shipped)({ text: 'Ana Ruiz', family: 'residue' }, false)).toBe(false)
})

test('what is accepted is neither found nor corrected', async () => {
  const text = 'A so -called expert. It is enters in force day.'
  const plain = await createNodeUnmangler()
  expect(plain.fix({ text, lang: 'en' }, 'suggest').findings).toHaveLength(2)
  const unmangler = await createNodeUnmangler({ accept: ['so -called', 'enters in force'] })
  expect(unmangler.check({ text, lang: 'en' }).findings).toEqual([])
  expect(unmangler.fix({ text, lang: 'en' }, 'suggest').output).toBe(text)
})
