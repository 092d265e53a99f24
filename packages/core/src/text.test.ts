import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  compileIndex,
  editableRange,
  fold,
  openIndex,
  PhraseMatcher,
  ProseBuilder,
  phraseTokens,
  sourceEnd,
  sourceStart,
  spellOut,
  TokenKind,
  Trait,
  tokenise,
  tokenText,
  Vocabulary,
} from './index.ts'

function listed(text: string): string[] {
  const tokens = tokenise(text, new Vocabulary())
  return Array.from({ length: tokens.count }, (_, i) => tokenText(tokens, i))
}

describe('tokens', () => {
  test('words, numbers, marks and unspaced letters', () => {
    expect(listed('Putin-Kim-XI cost 609,000.5 (in 2024), l’Iran.')).toEqual([
      'Putin',
      '-',
      'Kim',
      '-',
      'XI',
      'cost',
      '609,000.5',
      '(',
      'in',
      '2024',
      ')',
      ',',
      'l',
      '’',
      'Iran',
      '.',
    ])
    expect(listed('习近平说ok')).toEqual(['习', '近', '平', '说', 'ok'])
  })

  test('cover all that is no white space, in order, and cut no pair', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 40 }), (text) => {
        const tokens = tokenise(text, new Vocabulary())
        let at = 0
        for (let i = 0; i < tokens.count; i++) {
          expect(text.slice(at, tokens.start[i]).trim()).toBe('')
          expect(tokens.end[i]).toBeGreaterThan(tokens.start[i]!)
          at = tokens.end[i]!
        }
        expect(text.slice(at).trim()).toBe('')
      }),
    )
  })

  test('a long text without a space is one pass', () => {
    const tokens = tokenise('a'.repeat(300_000), new Vocabulary())
    expect([tokens.count, tokens.kind[0]]).toEqual([1, TokenKind.word])
  })

  test('folding', () => {
    expect(['Ørsted', 'İşiba', 'Łódź', 'Straße', 'Jong', 'd’Être', 'anti\u2011'].map(fold)).toEqual([
      'orsted',
      'isiba',
      'lodz',
      'strasse',
      'jong',
      "d'etre",
      'anti-',
    ])
  })
})

describe('phrase index', () => {
  test('finds slots, gaps and stems, and hands the ending back', () => {
    const phrases = ['{number} million', 'make {gap} sense', 'ishiba', 'point {word} out']
    const index = openIndex(compileIndex(phrases.map((p, payload) => ({ tokens: phraseTokens(p), payload }))).bytes)
    const vocabulary = new Vocabulary()
    const stems = (word: string) => (word.endsWith('n') ? [{ stem: fold(word.slice(0, -1)), ending: 'n' }] : [])
    const tokens = tokenise('5 Million; make a lot of sense; Ishiban, make sense', vocabulary)
    const found = new PhraseMatcher(index, vocabulary, stems).scan(tokens, 0, tokens.count)
    expect(found.map((m) => [m.payload, m.first, m.last])).toEqual([
      [0, 0, 1],
      [1, 3, 7],
      [2, 9, 9],
      [1, 11, 12],
    ])
    expect(found[1]!.slots).toEqual([[4, 6]])
    expect(found[2]!.endings).toEqual(['n'])
  })

  test('is the same whatever the order of its entries', () => {
    const entry = fc.record({
      tokens: fc.array(fc.constantFrom('a', 'b', 'c', '{gap}'), { minLength: 1, maxLength: 4 }),
      payload: fc.nat(5),
    })
    fc.assert(
      fc.property(fc.array(entry, { maxLength: 12 }), (entries) => {
        const one = new Uint8Array(compileIndex(entries).bytes)
        expect(new Uint8Array(compileIndex([...entries].reverse()).bytes)).toEqual(one)
      }),
    )
  })

  test('spells choices out, the answer in step', () => {
    expect(spellOut('(make|makes) sense', ['(do|does)'])).toEqual([
      { tokens: ['make', 'sense'], answers: ['do'] },
      { tokens: ['makes', 'sense'], answers: ['does'] },
    ])
    expect(
      spellOut('the (cat|dog) (black|white)', ['the (black|white) (cat|dog)']).map(({ answers }) => answers[0]),
    ).toEqual(['the black cat', 'the black dog', 'the white cat', 'the white dog'])
    expect(spellOut('(on|at) (low|high) (a|b|c)', ['over (soft|hot|cold)']).at(-1)?.answers).toEqual(['over cold'])
    expect(() => spellOut('(on|at) (a|b|c)', ['(x|y|z|w)'])).toThrow('(x|y|z|w)')
    expect(() => spellOut('(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)(a|b)', [])).toThrow('512')
  })
})

describe('prose', () => {
  const source = '**Kim** Jong&nbsp;one `x` end'
  const builder = new ProseBuilder(source)
  builder.open('paragraph')
  builder.text(2, 5)
  builder.text(7, 12)
  builder.decoded('\u00A0', 12, 18)
  builder.text(18, 22)
  builder.opaque(22, 25)
  builder.text(25, 29)
  const prose = builder.build()

  test('knows its place', () => {
    expect(prose.text).toBe('Kim Jong\u00A0one \uFFFC end')
    expect([sourceStart(prose, 0), sourceEnd(prose, 3), sourceStart(prose, 3), sourceEnd(prose, 12)]).toEqual([
      2, 5, 7, 21,
    ])
  })

  test('says what may be changed', () => {
    expect(editableRange(prose, 9, 12)).toEqual({ start: 18, end: 21 })
    expect(editableRange(prose, 8, 9)).toEqual({ start: 12, end: 18 })
    expect(editableRange(prose, 2, 5)).toBeNull()
    expect(editableRange(prose, 13, 14)).toBeNull()
    expect(editableRange(prose, 3, 3)).toEqual({ start: 5, end: 5 })
  })
})

describe('a vocabulary', () => {
  test('knows every form by one number, in any text that holds it', () => {
    const vocabulary = new Vocabulary()
    const forms = Array.from({ length: 5000 }, (_, i) => `f${i.toString(36)}`)
    const ids = forms.map((form) => vocabulary.intern(form))
    expect(new Set(ids).size).toBe(forms.length)
    expect(forms.map((form) => vocabulary.internPart(`x${form}y`, 1, form.length + 1))).toEqual(ids)
    expect(ids.map((id) => vocabulary.form(id))).toEqual(forms)
    expect(vocabulary.size).toBe(forms.length)
  })

  test.each([
    ['word', Trait.spacedWord | Trait.lower],
    ['Élan', Trait.spacedWord | Trait.capitalised],
    ['XI', Trait.spacedWord | Trait.capitalised | Trait.upper],
    ['X', Trait.spacedWord | Trait.capitalised],
    ['12', Trait.lower],
    ['a1', Trait.lower],
    ['字', Trait.lower],
  ])('says once what %s shows', (form, traits) => {
    const vocabulary = new Vocabulary()
    expect(vocabulary.traits(vocabulary.intern(form))).toBe(traits)
  })
})
