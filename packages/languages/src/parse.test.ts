import { describe, expect, it } from 'vitest'
import { plainFacts } from './facts.ts'
import { loadPack } from './node.source.ts'
import { parseFacts, parseTable } from './parse.ts'

const facts = (...texts: string[]) =>
  parseFacts(
    'xx',
    texts.map((text, i) => ({ file: `xx/${i}.yaml`, text })),
  )
const table = (text: string) => parseTable('t', { file: 'xx/phrases/t.yaml', text })

describe('facts', () => {
  it('are gathered from all files; what is left out is empty', () => {
    const read = facts('name: Test\narticles: the a no', 'scales:\n  - { word: million, exponent: 6 }')
    expect(read.articles).toEqual(['the', 'a', 'no'])
    expect(read.scales).toEqual([{ word: 'million', exponent: 6 }])
    expect(read.pronouns).toEqual([])
  })

  it('keep renderings by source language, best first', () => {
    expect(facts('renderings:\n  es:\n    un: one, a').renderings).toEqual([
      { from: 'es', word: 'un', as: ['one', 'a'] },
    ])
  })

  it.each([
    ['an unknown key', 'name: Test\nartikles: the', 'xx/0.yaml:2: unknown key "artikles"'],
    ['broken YAML', 'name: Test\narticles: [the', 'xx/0.yaml:2'],
    ['an empty file', '', 'xx/0.yaml:1: the file is empty'],
    ['a value of another kind', 'name: Test\nscales: many', 'xx/0.yaml:2: scales must be a list'],
    ['a scale that is no number', 'scales:\n  - word: million\n    exponent: six', 'xx/0.yaml:2: exponent'],
    ['a word in contradicting lists', 'neverDoubled: the had\nmayDouble: had', 'neverDoubled: "had"'],
    ['one mark for both', 'thousandsMark: "."\ndecimalMark: "."', 'decimalMark'],
    ['a broken pattern', 'nameEndings:\n  - { strip: "", add: s, after: "(" }', 'nameEndings'],
  ])('refuse %s', (_, text, message) => {
    expect(() => facts(text)).toThrow(message)
  })

  it('refuse a field that stands in two files', () => {
    expect(() => facts('name: One', 'name: Two')).toThrow('xx/1.yaml:1: "name" stands in another file too')
  })
})

describe('a table', () => {
  it('has rows with all their keys', () => {
    const row = { wrong: 'a b', right: ['c'], from: ['es'], tier: 'safe', unless: { after: ['of'] }, why: 'x' }
    expect(table('- { wrong: a b, right: [c], from: [es], tier: safe, unless: { after: [of] }, why: x }').rows).toEqual(
      [row],
    )
  })

  it.each([
    ['an unknown key', '- { wrong: a, right: [], why: x, note: y }', 'xx/phrases/t.yaml:1: unknown key "note"'],
    [
      'no reason',
      '- { wrong: a, right: [], why: x }\n- { wrong: b, right: [] }',
      'xx/phrases/t.yaml:2: a row has no "why"',
    ],
    ['an unknown tier', '- { wrong: a, right: [], tier: sure, why: x }', 'tier must be one of'],
    [
      'nothing to find',
      '- { wrong: "(|)", right: [], why: x }',
      'xx/phrases/t.yaml:1: "(|)" has a wording without words',
    ],
  ])('refuses %s', (_, text, message) => {
    expect(() => table(text)).toThrow(message)
  })
})

describe('a language without a pack', () => {
  it.each([
    ['uk', 'Cyrl', true],
    ['th', 'Thai', false],
    ['sr-Latn', 'Latn', true],
    ['fi', 'Latn', true],
  ])('%s', (tag, script, spaced) => {
    expect(plainFacts(tag)).toMatchObject({ tag, script, spaced, functionWords: [] })
  })
})

describe('loading', () => {
  it('falls back to the language of a region', () => {
    expect(loadPack('es-419')).toBe(loadPack('es'))
    expect(loadPack('pt-BR')?.facts.tag).toBe('pt')
    expect(loadPack('xx')).toBeUndefined()
  })
})
