import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { GENDERS, TERM_KINDS, type Term } from 'unmangle-core'
import {
  compileOverlay,
  convertGlossary,
  describeError,
  GLOSSARY_FORMATS,
  type GlossaryFormat,
  parseGlossary,
  writeGlossary,
} from 'unmangle-glossary'
import { describe, expect, test } from 'vitest'

const errorsOf = (text: string, file: string) => parseGlossary(text, file).errors.map(describeError)
const bare = ({ source: _, ...term }: Term) => term
const termsOf = (text: string, file: string) => {
  const { terms, errors } = parseGlossary(text, file)
  expect(errors).toEqual([])
  return terms.map(bare)
}

const DCA = `<?xml version="1.0" encoding="UTF-8"?>
<?xml-model href="https://example.org/TBXcoreStructV03.rng"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader><fileDesc><sourceDesc><p>Ours &amp; theirs</p></sourceDesc></fileDesc></tbxHeader>
  <text><body>
    <!-- courts -->
    <conceptEntry id="c1">
      <descrip type="subjectField">organization</descrip>
      <descripGrp><descrip type="definition">a court of <hi>last</hi> resort</descrip><admin type="source">the statute</admin></descripGrp>
      <langSec xml:lang="en">
        <termSec><term>High Court</term><termNote type="partOfSpeech">noun</termNote></termSec>
        <termSec><term>Upper Court</term><termNote type="administrativeStatus">deprecatedTerm-admn-sts</termNote></termSec>
      </langSec>
      <langSec xml:lang="es">
        <termSec><term>Corte Alta</term><termNote type="administrativeStatus">admittedTerm-admn-sts</termNote></termSec>
        <termSec>
          <term>Tribunal
            Superior</term>
          <termNote type="administrativeStatus">preferredTerm-admn-sts</termNote>
          <termNote type="grammaticalGender">masculine</termNote>
        </termSec>
      </langSec>
      <langSec xml:lang="de"><termSec><term><![CDATA[Obergericht]]></term></termSec></langSec>
    </conceptEntry>
  </body></text>
</tbx>
`

const COURT = {
  kind: 'organization',
  note: 'a court of last resort',
  authority: 'the statute',
}
const ENGLISH = {
  ...COURT,
  term: 'High Court',
  lang: 'en',
  aliases: [],
  never: ['Upper Court'],
  forms: { es: 'Tribunal Superior', de: 'Obergericht' },
  gender: { es: 'masculine' },
}
const SPANISH = {
  ...COURT,
  term: 'Tribunal Superior',
  lang: 'es',
  aliases: ['Corte Alta'],
  never: [],
  forms: { en: 'High Court', de: 'Obergericht' },
  gender: { es: 'masculine' },
}

describe('TBX', () => {
  test('DCA', () => {
    expect(termsOf(DCA, 'g.tbx')).toEqual([ENGLISH, SPANISH])
    expect(parseGlossary(DCA, 'g.tbx').terms[0]?.source).toEqual({ file: 'g.tbx', line: 7 })
    expect([...(parseGlossary(DCA, 'g.tbx').passedOver ?? [])]).toEqual([['partOfSpeech', 1]])
  })

  test('DCT', () => {
    const text = `<tbx style="dct" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2"
      xmlns:min="http://www.tbxinfo.net/ns/min" xmlns:basic="http://www.tbxinfo.net/ns/basic"><text><body>
      <conceptEntry id="c1"><min:subjectField>place</min:subjectField><basic:definition>a port</basic:definition>
      <langSec xml:lang="en"><termSec><term>Leghorn</term><min:administrativeStatus>supersededTerm-admn-sts</min:administrativeStatus></termSec>
      <termSec><term>Livorno</term><basic:grammaticalGender>other</basic:grammaticalGender></termSec></langSec></conceptEntry></body></text></tbx>`
    expect(termsOf(text, 'g.tbx')).toEqual([
      {
        term: 'Livorno',
        kind: 'place',
        lang: 'en',
        aliases: [],
        never: ['Leghorn'],
        forms: {},
        gender: { en: 'common' },
        note: 'a port',
      },
    ])
  })

  test('the older martif', () => {
    const text = `<?xml version='1.0'?>\r\n<!DOCTYPE martif SYSTEM "TBXBasiccoreStructV02.dtd">\r\n<martif type="TBX-Basic" xml:lang="en">
      <text><body><termEntry id="1"><langSet xml:lang="en"><ntig><termGrp><term>sea ice</term></termGrp></ntig></langSet>
      <langSet xml:lang="pt-br"><tig><term>gelo marinho</term><note>Arctic</note></tig></langSet></termEntry></body></text></martif>`
    expect(termsOf(text, 'g.tbx')).toEqual([
      {
        term: 'sea ice',
        kind: 'term',
        lang: 'en',
        aliases: [],
        never: [],
        forms: { 'pt-BR': 'gelo marinho' },
        note: 'Arctic',
      },
    ])
  })

  test('a language has the forms of its own of a concept', () => {
    const { terms } = parseGlossary(DCA, 'g.tbx')
    const formsIn = (lang: string) => compileOverlay(terms, lang).forms.map(({ form }) => form)
    expect(formsIn('en')).toEqual(['High Court', 'Upper Court'])
    expect(formsIn('es')).toEqual(['Tribunal Superior', 'Corte Alta'])
    expect(formsIn('de')).toEqual(['Obergericht'])
  })

  test.each([
    ['1:1: not TBX: the root is <html>', '<html></html>'],
    ['2:3: `xml:lang` is missing', '<tbx><conceptEntry>\n  <langSec><termSec><term>x</term></termSec></langSec>'],
    ['1:20: "e" is no language tag', '<tbx><conceptEntry><langSec xml:lang="e">'],
    ['1:52: `<term>` is empty', '<tbx><conceptEntry><langSec xml:lang="es"><termSec><term> </term>'],
    ['2:2: a concept without a right term', '<tbx>\n <conceptEntry></conceptEntry></tbx>'],
    ['2:5: unexpected close tag', '<tbx>\n</x></tbx>'],
    ['1:2: text data outside of root node', 'x'],
  ])('names %s', (expected, text) => {
    expect(errorsOf(text, 'g.tbx').join('\n')).toContain(`g.tbx:${expected}`)
  })

  test('what stands before a mistake counts', () => {
    const broken = DCA.replace('</body>', '<conceptEntry>&nope;</conceptEntry></body>')
    const { terms, errors } = parseGlossary(broken, 'g.tbx')
    expect(terms).toHaveLength(2)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toMatchObject({ line: 25 })
  })
})

const PO = String.raw`# Terms of the town
msgid ""
msgstr ""
"Language: pt_BR\n"
"X-Source-Language: en\n"
"X-Generator: by hand\n"

#. where the mayor sits
#: maps/town.c:3
#, terminology
msgid "Town Hall"
msgstr "Prefeitura"
#, forbidden
msgctxt "word for word"
msgid "Town Hall"
msgstr "Salão da Cidade"

#, read-only
msgid "Zilla \"Z\" Park"
msgstr ""

#, fuzzy
msgid ""
"long "
"avenue"
msgstr "avenida"

#~ msgid "gone"
#~ msgstr "ido"
`

describe('PO', () => {
  test('terms, explanations, flags', () => {
    const base = { kind: 'term', aliases: [], never: [], forms: {} }
    expect(termsOf(PO, 'g.po')).toEqual([
      {
        ...base,
        term: 'Prefeitura',
        lang: 'pt-BR',
        never: ['Salão da Cidade'],
        forms: { en: 'Town Hall' },
        note: 'where the mayor sits',
      },
      { ...base, term: 'Zilla "Z" Park' },
      { ...base, term: 'long avenue', lang: 'en' },
    ])
    const { terms, languages, passedOver } = parseGlossary(PO, 'g.po')
    expect(terms.map(({ source }) => source.line)).toEqual([11, 19, 23])
    expect(languages).toEqual({ source: 'en', target: 'pt-BR' })
    expect(Object.fromEntries(passedOver ?? [])).toEqual({ reference: 1, msgctxt: 1, 'flag fuzzy': 1 })
  })

  test.each([
    ['1:1: a comment', 'msgud "x"'],
    ['2:3: a comment', '\n  x'],
    ['1:9: something follows the closing quote', 'msgid "" x "'],
    ['1:8: unknown escape \\q', 'msgid "\\q"'],
    ['1:7: the quote is not closed', 'msgid "x'],
    ['1:1: `msgid` is missing', 'msgstr "x"'],
    ['1:1: the header names no language', 'msgid "x"\nmsgstr "y"'],
  ])('names %s', (expected, text) => {
    expect(errorsOf(text, 'g.po').join('\n')).toContain(`g.po:${expected}`)
  })
})

describe('tables of pairs', () => {
  const pair = (term: string, form: string) => ({
    term,
    kind: 'term',
    lang: 'es',
    aliases: [],
    never: [],
    forms: { en: form },
  })

  test.each([
    ['a row of languages', 'en,es\n"flea market, big",rastro\nis,es\n', 'g.csv'],
    ['languages beside the terms', '"flea market, big",rastro,EN,ES\nis,es,en,es\n', 'g.csv'],
    ['languages in the name', 'flea market, big\trastro\nis\tes\n', 'words.en-es.tsv'],
    ['remarks', 'en,es,pos,description\n"flea market, big",rastro,noun,x\nis,es,,\n', 'g.csv'],
  ])('%s', (_, text, file) => {
    expect(termsOf(text, file)).toEqual([pair('rastro', 'flea market, big'), pair('es', 'is')])
  })

  test('words that look like tags are words', () => {
    expect(termsOf('go,ir\n', 'g.en-es.csv')).toEqual([pair('ir', 'go')])
  })

  test.each([
    ['1:1: a table of two columns names no languages', 'goose,ganso\nduck,pato\n', 'g.csv'],
    ['2:7: a form is missing', 'en,es\ngoose,\n', 'g.csv'],
    ['2:1: the row has 1 cells', 'en,es\ngoose\n', 'g.csv'],
    ['2:1: "?" is no language tag', 'goose,ganso,en,es\nduck,pato,en,?', 'g.csv'],
  ])('names %s', (expected, text, file) => {
    const errors = errorsOf(text, file)
    expect(errors).toHaveLength(1)
    expect(errors[0]).toContain(`${file}:${expected}`)
  })
})

const word = fc
  .string({ unit: fc.constantFrom('a', 'É', 'ж', '金', ' ', ',', '"', "'", '\\', ':', '#', '&', '<', '-', '1', ';') })
  .map((text) => `x${text.replace(/\s+/g, ' ')}x`)
const line = fc.array(word, { minLength: 1, maxLength: 3 }).map((words) => words.join('\n'))

/** Terms that hold whatever a format can hold. */
function termOf(
  lang: string | undefined,
  forms: readonly string[],
  holds: ReadonlySet<string>,
): fc.Arbitrary<Omit<Term, 'source'>> {
  const optional = <T>(key: string, value: fc.Arbitrary<T>) =>
    holds.has(key) ? fc.option(value, { nil: undefined }) : fc.constant(undefined)
  return fc
    .record({
      names: fc.uniqueArray(word, { minLength: 7, maxLength: 7 }),
      kind: holds.has('kind') ? fc.constantFrom(...TERM_KINDS) : fc.constant('term' as const),
      aliases: fc.nat(2),
      never: fc.nat(2),
      gender: optional('gender', fc.constantFrom(...GENDERS)),
      note: optional('note', line),
      authority: optional('authority', word),
      parts: optional('parts', fc.constant(true)),
    })
    .map(({ names: [term = '', a = '', b = '', c = '', d = '', e = '', f = ''], aliases, never, parts, ...rest }) => ({
      term: parts ? `${term} ${a}` : term,
      kind: rest.kind,
      ...(lang && { lang }),
      ...(parts && { parts: { given: term, family: a } }),
      aliases: holds.has('aliases') ? [b, c].slice(0, aliases) : [],
      never: holds.has('aliases') ? [d, e].slice(0, never) : [],
      forms: Object.fromEntries(forms.map((tag) => [tag, f])),
      ...(rest.gender && { gender: holds.has('gender by language') ? { es: rest.gender } : rest.gender }),
      ...(rest.note && { note: rest.note }),
      ...(rest.authority && { authority: rest.authority }),
    }))
}

const ALL = ['kind', 'aliases', 'gender', 'note', 'authority', 'parts']
const HELD: Readonly<Record<GlossaryFormat, readonly string[]>> = {
  yaml: ALL,
  json: ALL,
  csv: ALL,
  tsv: ALL,
  tbx: ['kind', 'aliases', 'gender', 'gender by language', 'note', 'authority'],
  po: ['aliases'],
  deepl: [],
  google: [],
}
const EXTENSION: Readonly<Record<GlossaryFormat, string>> = {
  yaml: 'yaml',
  json: 'json',
  csv: 'csv',
  tsv: 'tsv',
  tbx: 'tbx',
  po: 'po',
  deepl: 'csv',
  google: 'csv',
}

describe.each(GLOSSARY_FORMATS)('%s', (format) => {
  const file = `g.${EXTENSION[format]}`
  const languages = { source: 'en', target: 'es' }

  test('gives back the terms that it was written from', () => {
    const term = termOf('es', ['en'], new Set(HELD[format]))
    fc.assert(
      fc.property(fc.uniqueArray(term, { selector: ({ forms }) => forms.en, minLength: 1, maxLength: 5 }), (terms) => {
        const placed = terms.map((entry) => ({ ...entry, source: { file, line: 1 } }))
        const { text, lost } = writeGlossary(placed, format, languages)
        expect([...lost]).toEqual([])
        const { terms: back, errors } = parseGlossary(text, file)
        expect(errors).toEqual([])
        expect(back.map(bare)).toEqual(terms)
      }),
    )
  })

  test('holds a term of every language, if it has a place for it', () => {
    const term: Term = { ...(parseGlossary('terms: [{ term: Zilla }]', 'g.yaml').terms[0] ?? expect.fail()) }
    const back = parseGlossary(writeGlossary([term], format, languages).text, file).terms.map(bare)
    const isPair = format === 'deepl' || format === 'google'
    expect(back).toEqual([isPair ? { ...bare(term), lang: 'es', forms: { en: 'Zilla' } } : bare(term)])
  })
})

/** Files with things that mean nothing here. */
const AWKWARD: readonly (readonly [format: GlossaryFormat, file: string, text: string])[] = [
  ['yaml', 'g.yaml', '\uFEFF# ours\r\nteam: docs\r\nterms:\r\n  - { term: Oslo, seen: 3 } # twice\r\n'],
  ['json', 'g.json', '{ "team": "docs", "terms": [ { "term": "Oslo", "seen": [3, null] } ] }'],
  ['csv', 'g.csv', 'Term ,Seen\n"Oslo",3\n\n'],
  ['tsv', 'g.tsv', 'term\tSeen\nOslo\t"3\t4"'],
  ['tbx', 'g.tbx', DCA],
  ['po', 'g.po', PO],
  ['deepl', 'g.csv', '"goose",ganso,EN,ES'],
  ['google', 'g.csv', 'en,es,pos\ngoose,ganso,noun\n'],
]

test.each(AWKWARD)('%s in its own format stays as it is', (format, file, text) => {
  expect(convertGlossary(text, file, format)).toMatchObject({ text, lost: new Map() })
})

test('keys and columns that mean nothing here come along into the sister format', () => {
  const yaml = 'team: docs\nterms:\n  - term: Oslo\n    seen: [3, null, { on: true }]\n  - 7\n'
  const json = convertGlossary(yaml, 'g.yaml', 'json')
  expect(JSON.parse(json.text)).toEqual({ team: 'docs', terms: [{ term: 'Oslo', seen: [3, null, { on: true }] }, 7] })
  const lenient = yaml.replace('  - 7\n', '')
  const there = convertGlossary(lenient, 'g.yaml', 'json').text
  expect(JSON.parse(convertGlossary(convertGlossary(there, 'g.json', 'yaml').text, 'g.yaml', 'json').text)).toEqual(
    JSON.parse(there),
  )
  const tsv = convertGlossary('term,Seen\n"Oslo, Norway",3\n', 'g.csv', 'tsv').text
  expect(tsv).toBe('term\tSeen\nOslo, Norway\t3\n')
  expect(convertGlossary(tsv, 'g.tsv', 'csv').text).toBe('term,Seen\n"Oslo, Norway",3\n')
})

test('what the other format has no place for is told', () => {
  const lostOf = (text: string, file: string, format: GlossaryFormat) =>
    Object.fromEntries(convertGlossary(text, file, format, { source: 'en', target: 'es' }).lost)
  expect(lostOf(PO, 'g.po', 'yaml')).toEqual({ reference: 1, msgctxt: 1, 'flag fuzzy': 1 })
  const yaml =
    'lang: en\nterms: [{ term: A B, kind: person, parts: { family: A, given: B }, forms: { es: C, fr: D }, note: n }]'
  expect(lostOf(yaml, 'g.yaml', 'tbx')).toEqual({ parts: 1 })
  expect(lostOf(yaml, 'g.yaml', 'po')).toEqual({ 'form fr': 1, kind: 1, parts: 1 })
  expect(lostOf(yaml, 'g.yaml', 'deepl')).toEqual({ 'form fr': 1, kind: 1, parts: 1, note: 1 })
  expect(lostOf('terms: [{ term: A, aliases: ["B|C"] }]', 'g.yaml', 'csv')).toEqual({ 'alias with |': 1 })
  expect(() => convertGlossary('terms: [{ term: A }]', 'g.yaml', 'po')).toThrow('po holds two languages')
})

test('the examples of the reference are read as it says', () => {
  const text = readFileSync(new URL('../packages/glossary/glossary.md', import.meta.url), 'utf8')
  const examples = [...text.matchAll(/^```(yaml|csv|po)\n([\s\S]*?)^```$/gm)].map(([, extension = '', example = '']) =>
    termsOf(example, `g.${extension}`),
  )
  expect(examples).toHaveLength(4)
  const person = { kind: 'person', parts: { family: 'Kim', given: 'Jong Un' }, never: ['Kim Chong one'] }
  expect(examples[0]).toMatchObject([{ ...person, gender: 'masculine', authority: 'https://example.org/names' }])
  expect(examples[1]).toMatchObject([{ ...person, forms: { es: 'Kim Jong-un', ru: 'Ким Чен Ын' } }])
  expect(examples[2]).toMatchObject([{ term: 'rastro', lang: 'es', forms: { en: 'flea market' } }])
  expect(examples[3]).toMatchObject([
    { term: 'Ayuntamiento', never: ['Sala del Pueblo'], note: 'where the mayor sits' },
  ])
})
