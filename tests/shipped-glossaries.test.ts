import { readFileSync } from 'node:fs'
import type { Term } from 'unmangle-core'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { isWordOf, parseGlossary, shippedName } from 'unmangle-glossary'
import { shippedOverlay, shippedTerms } from 'unmangle-glossary/node'
import { ordinaryWords } from 'unmangle-languages'
import { loadPack, packTags } from 'unmangle-languages/node'
import { describe, expect, test } from 'vitest'

const nameFindings = async (text: string, options: Parameters<typeof createNodeUnmangler>[0]) => {
  const unmangler = await createNodeUnmangler(options)
  return unmangler.check({ text }).findings.filter(({ family }) => family === 'name')
}

describe.each(packTags())('in %s a shipped term', (lang) => {
  const facts = loadPack(lang)?.facts ?? expect.fail()
  const words = [...new Set([...ordinaryWords(facts), ...facts.commonWords, ...facts.functionWords])]
  const [a = '', b = '', c = ''] = facts.functionWords
  const capital = (word: string) => word.charAt(0).toLocaleUpperCase(lang) + word.slice(1)
  const gap = facts.spaced ? ' ' : ''

  test('leaves ordinary words alone, small and at the head of a sentence', async () => {
    const lines = words.flatMap((word) => [
      `${[capital(word), a, b, word, c].join(gap)}.`,
      `${[capital(a), word, word, b, word].join(gap)}!`,
      `${[capital(b), c, a, word].join(gap)}, ${word}.`,
    ])
    const found = await nameFindings(lines.join('\n\n'), { lang })
    expect(found.map(({ text, why }) => `${text}: ${why}`)).toEqual([])
  })

  test('leaves a word of its name alone beside the name', async () => {
    const ordinary = ordinaryWords(facts)
    const overlay = shippedOverlay(lang)
    const unmangler = await createNodeUnmangler({ lang })
    let tried = 0
    for (const { form, term } of overlay.forms) {
      for (const word of form.split(/[\s-]+/).filter((part) => isWordOf(ordinary, part))) {
        tried++
        const small = word.toLocaleLowerCase(lang)
        const text = `${form}.\n\n${[capital(a), b, small, c].join(gap)}.\n\n${[capital(small), a, b, small].join(gap)}.\n`
        const found = unmangler.check({ text }).findings.filter(({ family }) => family === 'name')
        expect(found.map(({ text: damage, why }) => `${term.term}: ${damage}: ${why}`)).toEqual([])
      }
    }
    if (facts.spaced && facts.script === 'Latin') expect(tried).toBeGreaterThan(10)
  })
})

describe('the glossaries that ship', () => {
  test('can be left out, one by one and all', async () => {
    const text = 'Yesterday kim Jong un spoke.'
    const count = async (shippedGlossaries?: boolean | string[]) =>
      (await nameFindings(text, { lang: 'en', shippedGlossaries })).length
    expect(await count()).toBe(1)
    expect(await count(true)).toBe(1)
    expect(await count(['leaders'])).toBe(1)
    expect(await count(['countries', 'parties'])).toBe(0)
    expect(await count([])).toBe(0)
    expect(await count(false)).toBe(0)
    await expect(count(['leader'])).rejects.toThrow(/none is called “leader”; there are capitals, .*leaders/)
  })

  test('say where a term comes from, and give way to a project’s own', async () => {
    const reasons = async (terms: readonly Term[]) =>
      (await nameFindings('Yesterday kim Jong un spoke.', { lang: 'en', terms })).map(({ expected, why }) => [
        expected[0],
        /\([^)]*\)/.exec(why)?.[0],
      ])
    expect(await reasons([])).toEqual([['Kim Jong Un', '(shipped glossary: leaders)']])
    const same = parseGlossary('terms:\n  - { term: Kim Jong Un, kind: person }\n', 'names.yaml').terms
    expect(await reasons(same)).toEqual([['Kim Jong Un', '(names.yaml:2)']])
    const later = parseGlossary('# ours\nterms:\n  - { term: Kim Jong Un, kind: person }\n', 'later.yaml').terms
    expect(await reasons([...same, ...later])).toEqual([['Kim Jong Un', '(later.yaml:3)']])
  })

  test.each([...new Set(shippedTerms().map(({ source }) => source.file))])(
    '%s says of when it is and whose',
    (file) => {
      const text = readFileSync(new URL(`../${file}`, import.meta.url), 'utf8')
      expect(text).toMatch(/^# Date: \d{4}-\d{2}\. Licence: CC0-1\.0\./m)
      expect(text).toMatch(/^# Facts: /m)
      expect(text).toMatch(/^# Sources: /m)
    },
  )

  test('know the acronyms that languages write differently, and central banks', () => {
    const forms = (name: string) => shippedTerms().find(({ term }) => term === name)?.forms
    expect(forms('UN')).toMatchObject({ es: 'ONU', fr: 'ONU', ru: 'ООН' })
    expect(forms('NATO')).toMatchObject({ es: 'OTAN', fr: 'OTAN', ru: 'НАТО' })
    expect(forms('EU')).toMatchObject({ es: 'UE', ru: 'ЕС' })
    expect(forms('WHO')).toMatchObject({ es: 'OMS', fr: 'OMS' })
    const banks = shippedTerms().filter(({ source }) => shippedName(source.file) === 'central-banks')
    expect(banks.length).toBeGreaterThan(50)
    for (const { kind, note } of banks) expect([kind, Boolean(note)]).toEqual(['organization', true])
  })
})
