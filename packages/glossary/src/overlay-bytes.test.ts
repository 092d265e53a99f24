import type { Term } from 'unmangle-core'
import { expect, test } from 'vitest'
import { shippedOverlay, shippedTerms } from './node.source.ts'
import { openOverlay, overlayBytes, type TermSource } from './overlay-bytes.ts'
import { openTerms, termBytes } from './term-bytes.ts'

const source = (terms: readonly Term[]): TermSource => ({ count: terms.length, at: (place) => terms[place] as Term })

test('an overlay comes back from its bytes', () => {
  const terms = shippedTerms()
  for (const lang of ['en', 'es', 'zh', 'und']) {
    const overlay = shippedOverlay(lang)
    const back = openOverlay(overlayBytes(overlay, terms), source(terms), lang)
    expect(back.terms).toEqual([...new Set(overlay.forms.map(({ term }) => term))])
    expect(overlay.forms.map((_, payload) => back.form(payload))).toEqual(overlay.forms)
    expect(back.forms).toEqual(overlay.forms)
    expect(back.index).toEqual(overlay.index)
  }
})

test('terms come back from their bytes, and an overlay over them', () => {
  const terms = shippedTerms()
  const back = openTerms(termBytes(terms))
  expect(JSON.parse(JSON.stringify(back))).toEqual(terms)
  for (const [i, term] of terms.entries())
    for (const [key, value] of Object.entries(term)) expect(Reflect.get(back[i] ?? {}, key)).toEqual(value)
  const overlay = shippedOverlay('es')
  const { forms } = openOverlay(overlayBytes(overlay, terms), source(back), 'es')
  expect(forms.map(({ form }) => form)).toEqual(overlay.forms.map(({ form }) => form))
  expect(() => openTerms(termBytes(terms).subarray(1))).toThrow('no terms')
  expect(() => openTerms(termBytes(terms).slice(0, -1))).toThrow('no terms')
})

test('bytes of other terms are refused', () => {
  const terms = shippedTerms()
  const bytes = overlayBytes(shippedOverlay('en'), terms)
  expect(() => openOverlay(bytes, source(terms.slice(1)), 'en')).toThrow('no overlay of these terms')
  expect(() => openOverlay(new Uint8Array(4), source(terms), 'en')).toThrow('no overlay of these terms')
})
