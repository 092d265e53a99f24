import { type Cue, type ProseBlock, TokenKind, tokenise, Vocabulary } from 'unmangle-core'
import { plainFacts } from 'unmangle-languages'
import { describe, expect, test } from 'vitest'
import { Cues } from './cues.ts'

const isNumber: Cue = ({ kind }) => kind === TokenKind.number
const isArticle: Cue = ({ is }) => is('articles')

function searchIn(cues: Cues, vocabulary: Vocabulary, text: string) {
  const tokens = tokenise(text, vocabulary)
  const middle = tokens.count >> 1
  const blocks: ProseBlock[] = [
    { kind: 'paragraph', start: 0, end: 0, first: 0, last: middle },
    { kind: 'paragraph', start: 0, end: 0, first: middle, last: tokens.count - 1 },
  ]
  const search = cues.searchOf(tokens, blocks)
  return (cue: Cue) => search(cue).map(({ block, at }) => [blocks.indexOf(block), at])
}

describe('cues', () => {
  const vocabulary = new Vocabulary()
  const cues = new Cues({
    facts: plainFacts('en'),
    glossary: undefined,
    vocabulary,
    is: (list, folded) => list === 'articles' && folded === 'the',
  })

  test('find the tokens of the blocks, each with its block, whichever cue is asked for first', () => {
    const first = searchIn(cues, vocabulary, 'The 1 the 2 THE 3')
    expect(first(isNumber)).toEqual([
      [0, 1],
      [1, 3],
    ])
    expect(first(isArticle)).toEqual([
      [0, 0],
      [0, 2],
      [1, 4],
    ])
  })

  test('hold for forms that an earlier document brought', () => {
    const second = searchIn(cues, vocabulary, 'the end 7 of 7 the')
    expect(second(isArticle)).toEqual([[0, 0]])
    expect(second(isNumber)).toEqual([
      [0, 2],
      [1, 4],
    ])
  })
})
