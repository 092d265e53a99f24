import { packTags } from 'unmangle-languages/node'
import { expect, test } from 'vitest'
import { identifyLanguage } from './identify.ts'
import { createNodeUnmangler } from './node.ts'

const SWEDISH =
  'Hamnen är stängd sedan i går eftermiddag, eftersom stormen skadade två av murarna. Skeppen väntar utanför tills ' +
  'vinden har lagt sig, och borgmästaren säger att arbetet kommer att ta en månad. Ingen vet ännu vad det ska kosta.'

test.each([
  ['sv', SWEDISH],
  [
    'el',
    'Το λιμάνι είναι κλειστό από χθες το απόγευμα, επειδή η καταιγίδα έκανε ζημιές σε δύο από τα τείχη. Τα πλοία ' +
      'περιμένουν έξω μέχρι να πέσει ο άνεμος, και ο δήμαρχος λέει ότι τα έργα θα κρατήσουν έναν μήνα.',
  ],
])('%s', async (tag, text) => {
  expect(await identifyLanguage(text, packTags())).toBe(tag)
})

test('is not sure of little text, nor where our own detection is the judge', async () => {
  expect(await identifyLanguage('Hamnen är stängd.', packTags())).toBeUndefined()
  expect(await identifyLanguage(SWEDISH, ['sv'])).toBeUndefined()
})

test('trigrams are asked where nothing else tells', async () => {
  const unmangler = await createNodeUnmangler()
  expect(unmangler.check({ text: SWEDISH }).lang).toBe('sv')
  expect(unmangler.fix({ text: SWEDISH }).lang).toBe('sv')
  expect(unmangler.check({ text: SWEDISH, path: 'docs/nl/hamnen.txt' }).lang).toBe('nl')
})

test('a guess is taken where nothing else tells', async () => {
  const unmangler = await createNodeUnmangler({ trigrams: false })
  const input = { text: SWEDISH, path: 'hamnen.txt' }
  expect(unmangler.check(input).lang).toBe('und')
  const guess = await unmangler.identify(input)
  expect(unmangler.check({ ...input, guess }).lang).toBe('sv')
  expect(unmangler.check({ ...input, guess, lang: 'da' }).lang).toBe('da')
})
