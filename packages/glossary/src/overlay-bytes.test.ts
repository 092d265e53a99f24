import { expect, test } from 'vitest'
import { shippedOverlay, shippedTerms } from './node.source.ts'
import { openOverlay, overlayBytes } from './overlay-bytes.ts'

test('an overlay comes back from its bytes', () => {
  const terms = shippedTerms()
  for (const lang of ['en', 'es', 'zh', 'und']) {
    const overlay = shippedOverlay(lang)
    const back = openOverlay(overlayBytes(overlay, terms), terms, lang)
    expect(back.forms).toEqual(overlay.forms)
    expect(back.index).toEqual(overlay.index)
  }
})

test('bytes of other terms are refused', () => {
  const terms = shippedTerms()
  const bytes = overlayBytes(shippedOverlay('en'), terms)
  expect(() => openOverlay(bytes, terms.slice(1), 'en')).toThrow('no overlay of these terms')
  expect(() => openOverlay(new Uint8Array(4), terms, 'en')).toThrow('no overlay of these terms')
})
