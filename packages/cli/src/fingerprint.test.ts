import { describe, expect, it } from 'vitest'
import { fingerprintInFile, fingerprintsOf } from './fingerprint.ts'

/** The fingerprints of every `teh` of a text. */
function prints(text: string, damage = 'teh', rule = 'misspelt'): string[] {
  const findings = []
  for (let start = text.indexOf(damage); start >= 0; start = text.indexOf(damage, start + 1))
    findings.push({ rule, start, end: start + damage.length, text: damage })
  return fingerprintsOf(text, findings)
}

const [plain] = prints('On the hill stood teh house of a baker.')

describe('fingerprints', () => {
  it.each([
    ['below other blocks', '# New\n\nMore text.\n\nOn the hill stood teh house of a baker.\n\nEnd.\n'],
    ['wrapped otherwise', 'On the hill\nstood teh  house of\r\na baker.'],
    ['after a byte-order mark and blank lines', '\ufeff\n \t\n\nOn the hill stood teh house of a baker.'],
    ['under a heading without a blank line', '## Old\n- On the hill stood teh house of a baker.\n- another item\n'],
  ])('stay when the block stands %s', (_, text) => {
    expect(prints(text)).toEqual([plain])
  })

  it('stay when something farther away in the block is corrected', () => {
    const far = `one two three four five six seven eight nine ten eleven teh ${'word '.repeat(20)}`
    expect(prints(`A so -called start ${far} so -called end`)).toEqual(prints(`A so-called start ${far} so-called end`))
  })

  it.each([
    ['another neighbourhood', prints('On the moor stood teh house of a baker.')],
    ['another rule', prints('On the hill stood teh house of a baker.', 'teh', 'other')],
    ['other damage', prints('On the hill stood hte house of a baker.', 'hte')],
  ])('change with %s', (_, [other]) => {
    expect(other).not.toBe(plain)
  })

  it('tell repetitions of one block apart by their rank', () => {
    const twice = prints('teh end\n\nteh end\n\nteh end\n')
    expect(new Set(twice).size).toBe(3)
    expect(prints('teh end\n')).toEqual([twice[0]])
  })

  it('keep an item of a list from its neighbours', () => {
    const [, second] = prints('- teh first\n- teh second\n- third\n')
    expect(prints('1. one\n2. teh second\n* 3')).toEqual([second])
    expect(prints('- new\n- teh second\n- changed\n')).toEqual([second])
  })

  it('cost no more on one long line', () => {
    const text = 'teh wide world '.repeat(50_000)
    expect(new Set(prints(text)).size).toBe(50_000)
  })

  it('tell files apart where that is asked for', () => {
    expect(fingerprintInFile('a.md', plain!)).not.toBe(fingerprintInFile('b.md', plain!))
  })
})
