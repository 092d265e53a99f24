import { type Glosses, tokenise, Vocabulary } from 'unmangle-core'
import { describe, expect, it } from 'vitest'
import { compileGlosses, type GlossSource, glossBytes, openGlosses } from './glosses.ts'
import { parseGlosses } from './parse.ts'

const SOURCES: readonly GlossSource[] = [
  {
    tag: 'fr',
    functionWords: ['de'],
    words: [
      ['forgot password', ['mot de passe oublié']],
      ['password', ['mot de passe']],
    ],
  },
  { tag: 'de', functionWords: ['das'], words: [['password', ['Passwort', 'Kennwort']]] },
  { tag: 'ja', functionWords: [], words: [['password', ['暗証番号']]] },
]

const found = (glosses: Glosses, text: string) => {
  const tokens = tokenise(text, new Vocabulary())
  const match = glosses.longest(tokens, 0, tokens.count)
  return match && { last: match.last, words: match.glosses.map(({ tag, word }) => `${tag} ${word}`) }
}

const shifted = new Uint8Array(glossBytes(SOURCES).length + 1)
shifted.set(glossBytes(SOURCES), 1)

describe.each([
  ['compiled', compileGlosses(SOURCES)],
  ['read back from the midst of other bytes', openGlosses(shifted.subarray(1))],
])('%s', (_, glosses) => {
  it('finds the longest, whatever its letter case', () => {
    expect(found(glosses, 'Mot de passe oublié ?')).toEqual({ last: 3, words: ['fr mot de passe oublié'] })
    expect(found(glosses, 'MOT DE PASSE perdu')).toEqual({ last: 2, words: ['fr mot de passe'] })
    expect(found(glosses, '暗証番号です')).toEqual({ last: 3, words: ['ja 暗証番号'] })
    expect(found(glosses, 'mot de')).toBeUndefined()
    expect(found(glosses, 'mot de passe oublie')).toEqual({ last: 2, words: ['fr mot de passe'] })
  })

  it('knows what begins one, what a language says, and its function words', () => {
    expect(['Mot', 'kennwort', 'passe'].map((word) => glosses.begins(word))).toEqual([true, true, false])
    const tokens = tokenise('暗証番号', new Vocabulary())
    expect(glosses.longest(tokens, 0, tokens.count)?.glosses).toEqual([
      {
        tag: 'ja',
        word: '暗証番号',
        concept: 'password',
        words: { fr: ['mot de passe'], de: ['Passwort', 'Kennwort'], ja: ['暗証番号'] },
      },
    ])
    expect([glosses.isFunctionWord('fr', 'de'), glosses.isFunctionWord('de', 'de')]).toEqual([true, false])
  })
})

it('takes no other bytes', () => {
  expect(() => openGlosses(new Uint8Array(4))).toThrow('these bytes are no glosses')
  expect(() => openGlosses(new Uint8Array(64))).toThrow('of this version')
})

it('names file and line of what is wrong', () => {
  expect(() => parseGlosses({ file: 'fr/glosses/x.yaml', text: 'salt: sel\nsugar: sucre,' })).toThrow(
    'fr/glosses/x.yaml:2: "sugar" has an empty word',
  )
})
