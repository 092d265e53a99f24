import type { PhraseTable } from 'unmangle-core'
import { expect, test } from 'vitest'
import { createNodeUnmangler } from './node.ts'

const calques: PhraseTable = {
  name: 'calques',
  rows: [
    { wrong: 'enters in force', right: ['takes effect'], why: 'The house style.' },
    { wrong: 'blue envelope', right: ['tax letter'], why: 'A calque of the house.' },
  ],
}

test('a table of one’s own is read beside the pack’s, and is right where both find the same words', async () => {
  const unmangler = await createNodeUnmangler({ tables: [{ ...calques, lang: 'en' }] })
  const text = 'The law enters in force when a blue envelope comes. They took in account the rain.'
  for (const lang of ['en', 'en-GB']) {
    const { findings } = unmangler.check({ text, lang })
    expect(findings.map(({ expected }) => expected)).toEqual([['takes effect'], ['tax letter'], ['took into account']])
  }
  const german = 'Das Gesetz enters in force, wenn ein blue envelope kommt und man ihn nicht öffnet.'
  expect(unmangler.check({ text: german, lang: 'de' }).findings).toEqual([])
})

test('template tags of one’s own are no prose', async () => {
  const text = 'The law <% on the the list %> stands on the the list of laws.\n'
  const found = async (templateTags?: { open: string; close: string }[]) => {
    const unmangler = await createNodeUnmangler({ templateTags })
    return unmangler.check({ text, path: 'a.md', lang: 'en' }).findings.map(({ start }) => start)
  }
  expect(await found()).toHaveLength(2)
  expect(await found([{ open: '<%', close: '%>' }])).toEqual([text.lastIndexOf('the the')])
})
