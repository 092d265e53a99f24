import { existsSync, readdirSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import type { Term } from 'unmangle-core'
import { describeError, parseGlossary } from 'unmangle-glossary'
import { shippedTerms } from 'unmangle-glossary/node'
import { describe, expect, test } from 'vitest'

const FOLDER = new URL('../glossaries/', import.meta.url)
const FILES = readdirSync(FOLDER).filter((name) => name.endsWith('.yaml'))

function errorsOf(text: string, file: string): string[] {
  return parseGlossary(text, file).errors.map(describeError)
}

function namesOf(text: string, file: string): string[] {
  return parseGlossary(text, file).terms.map(({ term }) => term)
}

const NATIVE: Term = {
  term: 'Ana Ruiz',
  kind: 'person',
  lang: 'en',
  parts: { family: 'Ruiz', given: 'Ana' },
  aliases: ['Ana M. Ruiz'],
  never: ['Anna Ruiz'],
  forms: { ru: 'Ана Руис', 'pt-BR': 'Ana Ruiz' },
  gender: 'feminine',
  note: 'a mayor, once',
  authority: 'the town’s own site',
  source: { file: 'g.yaml', line: 3 },
}

describe('the native form', () => {
  const yaml = `lang: en
terms:
  - term: Ana Ruiz
    kind: person
    parts: { family: Ruiz, given: Ana }
    aliases: [Ana M. Ruiz]
    never: [Anna Ruiz]
    forms: { ru: Ана Руис, pt-br: Ana Ruiz }
    gender: feminine
    note: a mayor, once
    source: the town’s own site
  - term: 3M
    lang: de
`

  test('YAML', () => {
    const bare = { term: '3M', kind: 'term', lang: 'de', aliases: [], never: [], forms: {} }
    for (const text of [yaml, `\uFEFF${yaml}`, yaml.replaceAll('\n', '\r\n')]) {
      const { terms, errors } = parseGlossary(text, 'g.yaml')
      expect(errors).toEqual([])
      expect(terms).toEqual([NATIVE, { ...bare, source: { file: 'g.yaml', line: 12 } }])
    }
  })

  test('JSON', () => {
    const { source: _, authority, ...term } = NATIVE
    const text = JSON.stringify({ terms: [{ ...term, source: authority }] }, null, '\t')
    const { terms, errors } = parseGlossary(text, 'g.JSON')
    expect(errors).toEqual([])
    expect(terms).toEqual([{ ...NATIVE, source: { file: 'g.JSON', line: 3 } }])
  })

  test('JSON is held to its own syntax', () => {
    expect(errorsOf('{ "terms": [ { "term": bare } ] }', 'g.json')).toHaveLength(1)
  })

  test('text becomes NFC, without space around it', () => {
    const [term] = parseGlossary('terms: [{ term: " Zu\u0308rich", never: ["Zu\u0308ri "] }]', 'g.yaml').terms
    expect([term?.term, term?.never]).toEqual(['Zürich', ['Züri']])
  })

  test('the family name stands before, after or inside the given one', () => {
    const term = (name: string, family: string, given: string) =>
      errorsOf(JSON.stringify({ terms: [{ term: name, parts: { family, given } }] }), 'g.json')
    expect(term('Ruiz Ana', 'Ruiz', 'Ana')).toEqual([])
    expect(term('Ana Ruiz López', 'Ruiz', 'Ana López')).toEqual([])
    expect(term('金正恩', '金', '正恩')).toEqual([])
    expect(term('Anabel Ruiz', 'Ruiz', 'Ana')).toEqual(['g.json:1:41: the parts do not make up "Anabel Ruiz"'])
  })

  test('a file of comments has no terms', () => {
    expect(parseGlossary('# later\n', 'g.yaml')).toEqual({ terms: [], errors: [] })
    expect(parseGlossary('', 'g.yaml')).toEqual({ terms: [], errors: [] })
  })

  test.each([
    ['4:11: unknown kind "river"', 'kind: river'],
    ['4:5: unknown key `alias`', 'alias: [x]'],
    ['4:7: a key must be text', '? [a]'],
    ['4:14: `aliases` must be a list', 'aliases: Oslo'],
    ['4:15: an entry of `aliases` must be text; quote it', 'aliases: [2024]'],
    ['4:15: an entry of `aliases` is empty', 'aliases: [""]'],
    ['4:15: an entry of `aliases` must be text', 'aliases: [*there]'],
    ['4:12: `never` must be a list', 'never: {}'],
    ['4:11: `note` must be text', 'note: [x]'],
    ['4:5: `note` must be text', 'note:'],
    ['4:11: "x_y" is no language tag', 'lang: x_y'],
    ['4:12: `forms` must be a map', 'forms: [x]'],
    ['4:14: "Spanish" is no language tag', 'forms: { Spanish: Oslo }'],
    ['4:18: the form `es` must be text', 'forms: { es: [x] }'],
    ['4:13: unknown gender "female"', 'gender: female'],
    ['4:19: unknown gender "f"', 'gender: { es: f }'],
    ['4:15: "Spanish" is no language tag', 'gender: { Spanish: neuter }'],
    ['4:12: `parts` must be a map', 'parts: Oslo'],
    ['4:14: unknown key `first`', 'parts: { first: Oslo }'],
    ['4:12: the parts do not make up "Oslo"', 'parts: { family: Bergen }'],
    ['4:12: "Oslo" is the term itself', 'never: [Oslo]'],
    ['4:12: "Kristiania" is an alias too', 'never: [Kristiania]\n    aliases: [Kristiania]'],
    ['4:5: Map keys must be unique', 'term: Oslo'],
    ['4:11: Nested mappings are not allowed', 'kind: a: b'],
  ])('names %s and reads the other terms', (expected, line) => {
    const text = `terms:\n  - term: Bergen\n  - term: Oslo\n    ${line}\n  - term: Vaduz\n`
    expect(errorsOf(text, 'g.yaml')[0]).toContain(`g.yaml:${expected}`)
    expect(namesOf(text, 'g.yaml')).toEqual(expect.arrayContaining(['Bergen', 'Vaduz']))
  })

  test.each([
    ['1:1: a glossary must be a map', '- Oslo'],
    ['1:1: `terms` is missing', 'lang: en'],
    ['1:1: unknown key `term`', 'term: Oslo\nterms: []'],
    ['1:8: `terms` must be a list', 'terms: Oslo'],
    ['1:1: `terms` must be a list', 'terms:'],
    ['2:5: a term must be a map', 'terms:\n  - Oslo'],
    ['2:5: `term` is missing', 'terms:\n  - kind: place'],
    ['2:11: `term` is empty', 'terms:\n  - term: ""'],
    ['2:5: `term` must be text', 'terms:\n  - term:'],
    ['2:11: `term` must be text; quote it', 'terms:\n  - term: 1984'],
    ['1:7: "x" is no language tag', 'lang: x\nterms: []'],
    ['3:1: Source contains multiple documents', 'terms: []\n\n---\nterms: []'],
  ])('names %s', (expected, text) => {
    const errors = errorsOf(text, 'g.yaml')
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain(`g.yaml:${expected}`)
    expect(namesOf(text, 'g.yaml')).toEqual([])
  })

  test('what nests without end is an error like any other', () => {
    expect(errorsOf(`terms: ${'['.repeat(20_000)}`, 'g.yaml').length).toBeLessThan(3)
  })
})

describe('tables', () => {
  test('CSV', () => {
    const text = [
      '\uFEFFTerm,kind,aliases,never,note,lang,es,pt-br',
      'Ana Ruiz,person,Ana M. Ruiz | A. Ruiz,Anna Ruiz,"a mayor, once",en,Ana Ruíz,',
      '',
      'Oslo,,,,,,,',
      '',
    ].join('\r\n')
    const empty = { aliases: [], never: [], forms: {} }
    expect(parseGlossary(text, 'g.csv')).toEqual({
      errors: [],
      terms: [
        {
          term: 'Ana Ruiz',
          kind: 'person',
          lang: 'en',
          aliases: ['Ana M. Ruiz', 'A. Ruiz'],
          never: ['Anna Ruiz'],
          forms: { es: 'Ana Ruíz' },
          note: 'a mayor, once',
          source: { file: 'g.csv', line: 2 },
        },
        { term: 'Oslo', kind: 'term', ...empty, source: { file: 'g.csv', line: 4 } },
      ],
    })
  })

  test('TSV', () => {
    const { terms, errors } = parseGlossary('term\tzh-hant\nOslo, Norway\t奧斯陸\n', 'g.tsv')
    expect(errors).toEqual([])
    expect(terms[0]).toMatchObject({ term: 'Oslo, Norway', forms: { 'zh-Hant': '奧斯陸' } })
  })

  test('a line is where the row starts, line breaks in cells counted', () => {
    const { terms } = parseGlossary('term,note\n"Oslo","two\nlines"\nVaduz,\n', 'g.csv')
    expect(terms.map(({ source }) => source.line)).toEqual([2, 4])
  })

  test('quotes inside a cell are text', () => {
    expect(namesOf('term,kind\nAna "la Roja" Ruiz,person\n"Ana ""A"" Ruiz",person\n', 'g.csv')).toEqual([
      'Ana "la Roja" Ruiz',
      'Ana "A" Ruiz',
    ])
  })

  test.each([
    ['2:1: the row has 1 cells, the header has 2', 'Oslo'],
    ['2:1: the row has 3 cells, the header has 2', 'Oslo,place,x'],
    ['2:6: unknown kind "river"', 'Oslo,river'],
    ['2:1: `term` is empty', ',place'],
  ])('names %s and reads the other rows', (expected, row) => {
    const text = `term,kind\n${row}\nVaduz,place\n`
    expect(errorsOf(text, 'g.csv')[0]).toContain(`g.csv:${expected}`)
    expect(namesOf(text, 'g.csv')).toEqual(['Vaduz'])
  })

  test.each([
    ['1:1: the header row is missing', ''],
    ['1:1: the column `term` is missing', 'kind,es\nplace,Oslo'],
    ['1:6: unknown column "Remarks"', 'term,Remarks\n'],
    ['1:9: the column `es` stands twice', 'term,es,ES\n'],
    ['3:6: a quoted cell of this row is not closed', 'term,es\nVaduz,Vaduz\nOslo,"Oslo\nParis,París\n'],
    ['2:6: "x" is no language tag', 'term,lang\nOslo,x'],
    ['2:6: "Oslo" is the term itself', 'term,never\nOslo,Olso|Oslo'],
  ])('names %s', (expected, text) => {
    const errors = errorsOf(text, 'g.csv')
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain(`g.csv:${expected}`)
  })

  test('whatever is quoted comes back', () => {
    const cell = fc.string({ unit: fc.constantFrom('a', 'É', ' ', ',', '"', '\n', '\r\n', '\t', '金', ';') })
    const name = cell.map((text) => `x${text}x`)
    const quoted = (text: string) => `"${text.replaceAll('"', '""')}"`
    fc.assert(
      fc.property(fc.array(fc.record({ term: name, note: cell, es: cell }), { minLength: 1 }), (rows) => {
        const lines = rows.map(({ term, note, es }) => [term, note, es].map(quoted).join(','))
        const { terms, errors } = parseGlossary(['term,note,es', ...lines, ''].join('\n'), 'g.csv')
        expect(errors).toEqual([])
        expect(terms.map(({ term, note = '', forms }) => ({ term, note, es: forms.es ?? '' }))).toEqual(
          rows.map(({ term, note, es }) => ({ term, note: note.trim(), es: es.trim() })),
        )
      }),
    )
  })
})

test('another extension is an error', () => {
  for (const file of ['g.txt', 'glossary']) {
    expect(errorsOf('Oslo', file)).toEqual([
      `${file}:1:1: not a glossary format; one of .yaml, .yml, .json, .csv, .tsv, .tbx, .po is expected`,
    ])
  }
})

describe('the glossaries that ship', () => {
  test.each(FILES)('%s is sound, sorted, NFC and free of duplicates', (name) => {
    const text = readFileSync(new URL(name, FOLDER), 'utf8')
    const { terms, errors } = parseGlossary(text, name)
    expect(errors).toEqual([])
    expect(text).toBe(text.normalize('NFC'))
    const names = terms.map(({ term }) => term)
    expect(names).toEqual([...names].sort(byLowerCase))
    const taken = terms.flatMap(({ term, aliases }) => [term, ...aliases])
    expect(taken.filter((form, i) => taken.indexOf(form) !== i)).toEqual([])
    for (const term of terms) if (term.kind === 'person') expect(term.parts).toBeDefined()
  })

  test('each term names its file and line', () => {
    for (const { term, source } of shippedTerms().filter((_, i) => i % 97 === 0)) {
      const lines = readFileSync(new URL(source.file.replace('glossaries/', ''), FOLDER), 'utf8').split('\n')
      expect(lines[source.line - 1]?.replaceAll("'", '')).toBe(`  - term: ${term.replaceAll("'", '')}`)
    }
  })

  test('nothing of a term is lost in JSON, and what was built is up to date', () => {
    const json = JSON.stringify(shippedTerms())
    expect(JSON.parse(json)).toEqual(shippedTerms())
    const built = new URL('../packages/glossary/data/glossaries.json', import.meta.url)
    if (existsSync(built))
      expect(JSON.stringify(JSON.parse(readFileSync(built, 'utf8'))) === json, 'run the build').toBe(true)
  })
})

function byLowerCase(a: string, b: string): number {
  const [lowerA, lowerB] = [a.toLowerCase(), b.toLowerCase()]
  return lowerA < lowerB ? -1 : lowerA > lowerB ? 1 : 0
}
