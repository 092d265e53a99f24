import { readdirSync, readFileSync } from 'node:fs'
import type { Origin, ProseContext, Rule } from 'unmangle-core'
import { rules } from 'unmangle-rules'
import { expect, test } from 'vitest'
import { createNodeUnmangler } from './node.ts'
import { originsOf } from './origin.ts'

const clue = (tags: string, weight: number, why = 'a sign') => ({ tags: tags.split(' '), weight, why })

test('nothing is said where little speaks for anything', () => {
  expect(originsOf([], 9)).toEqual([])
  expect(originsOf([clue('es', 2)], 3)).toEqual([])
})

test('the likeliest language comes first, with what it stands on, and is never as sure as a given one', () => {
  const [first, ...others] = originsOf([clue('es', 3, 'the acronym OTAN'), clue('es fr it pt', 2, 'a calque')], 3)
  expect(first).toMatchObject({ tag: 'es', given: false, why: 'the acronym OTAN; a calque' })
  expect(first?.confidence).toBeGreaterThan(0.5)
  expect(first?.confidence).toBeLessThan(1)
  expect(others).toEqual([])
})

test('of languages that the same clues speak for none is sure', () => {
  const found = originsOf([clue('ja zh', 4)], 3)
  expect(found.map(({ tag, confidence }) => ({ tag, confidence }))).toEqual([
    { tag: 'ja', confidence: 0.5 },
    { tag: 'zh', confidence: 0.5 },
  ])
})

const damaged =
  'The minister said that the plan makes sense of way. The deficit was 3,4% last year, or 1.200 million euros. ' +
  'She thanked the señora Núñez from the OTAN, who took in account the opinion of Feijóo. The law enters in force ' +
  'on Monday for the the members of the ONU.'

test('a broken text says where it comes from, and a good one does not', async () => {
  const unmangler = await createNodeUnmangler()
  expect(unmangler.check({ text: damaged, lang: 'en' }).from[0]).toMatchObject({ tag: 'es', given: false })
  const good = 'The señora Núñez met Feijóo in Cádiz, and they spoke of the weather for an hour.'
  expect(unmangler.check({ text: good, lang: 'en' }).from).toEqual([])
  expect(unmangler.check({ text: damaged, lang: 'en', from: ['pt'] }).from).toMatchObject([{ tag: 'pt', given: true }])
})

test('what only seems to be so makes nothing safe', async () => {
  const unmangler = await createNodeUnmangler()
  const safe = (from?: string[]) => {
    const { findings } = unmangler.check({ text: damaged, lang: 'en', from })
    return findings.filter(({ tier }) => tier === 'safe').map(({ text }) => text)
  }
  const given = new Set(safe(['es']))
  for (const text of safe()) expect(given.has(text), text).toBe(true)
})

test('only rules that say so look at what a text seems to come from', async () => {
  const looking = new Set<string>()
  const spying = (rule: Rule): Rule => {
    if (rule.kind !== 'prose') return rule
    const seeming: Origin = {
      given: false,
      confidence: 1,
      why: 'as it seems',
      get tag() {
        looking.add(rule.id)
        return 'es'
      },
    }
    return {
      ...rule,
      check: (context: ProseContext) => rule.check({ ...context, document: { ...context.document, from: [seeming] } }),
    }
  }
  const home = new URL('../../../corpora/damaged/es-en/', import.meta.url)
  const texts = readdirSync(home).map((name) => readFileSync(new URL(name, home), 'utf8'))
  for (const rule of rules) {
    const unmangler = await createNodeUnmangler({ lang: 'en', rules: [spying(rule)] })
    for (const text of [damaged, ...texts]) unmangler.check({ text, format: 'markdown' })
  }
  expect([...looking]).toEqual(rules.filter(({ readsOrigin }) => readsOrigin).map(({ id }) => id))
})

test('a block in another language is read in its own, and said', async () => {
  const unmangler = await createNodeUnmangler()
  const english = 'The mayor said that the harbour would be closed for the the rest of the week.'
  const spanish = 'El alcalde dijo que el puerto estaría cerrado durante el resto de la semana por obras.'
  const text = `${spanish}\n\n${english}\n\n${spanish}\n`
  const report = unmangler.check({ text, format: 'markdown' })
  expect(report.lang).toBe('es')
  expect(report.findings.map(({ rule, text: found }) => [rule, found])).toEqual([['doubled-word', 'the the']])
  expect(report.notes).toEqual(['1 block is read as English.'])
})

test('a language without a pack is said', async () => {
  const unmangler = await createNodeUnmangler()
  const { notes } = unmangler.check({ text: 'Hamnen är stängd .', lang: 'sv' })
  expect(notes).toEqual(['There is no pack of “sv”: rules that need its words are silent.'])
})
