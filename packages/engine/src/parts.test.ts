import { applyEdits, type Edit, type Finding } from 'unmangle-core'
import { describe, expect, test } from 'vitest'
import { partsOf } from './parts.ts'

function finding(source: string, edits: readonly Edit[]): Finding {
  return {
    rule: 'r',
    family: 'markup',
    tier: 'safe',
    start: 0,
    end: source.length,
    text: source,
    expected: [applyEdits(source, edits)],
    message: 'm',
    why: 'w',
    url: '',
    edits,
  }
}

const cut = (source: string, edits: readonly Edit[]) =>
  partsOf(source, finding(source, edits)).map(({ text, expected }) => [text, expected[0]])

describe('parts of a finding', () => {
  test('are the lines that change', () => {
    const edits = [
      { start: 1, end: 2, text: 'B' },
      { start: 8, end: 9, text: 'H' },
    ]
    expect(cut('abc\ndef\nghi', edits)).toEqual([
      ['abc', 'aBc'],
      ['ghi', 'Hhi'],
    ])
  })

  test('are whole lines where lines go', () => {
    const edits = [
      { start: 0, end: 4, text: '' },
      { start: 7, end: 11, text: '' },
    ]
    expect(cut('abc\ndef\nghi', edits)).toEqual([
      ['abc\n', ''],
      ['\nghi', ''],
    ])
  })

  test('show the line before where a line is put in', () => {
    expect(cut('abc\n\ndef', [{ start: 4, end: 4, text: 'x\n' }])).toEqual([['abc\n', 'abc\nx\n']])
  })

  test('are one where the finding stands in a line', () => {
    expect(cut('abc', [{ start: 1, end: 2, text: '' }])).toEqual([['abc', 'ac']])
  })
})
