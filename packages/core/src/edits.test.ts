import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import {
  applyEdits,
  type Change,
  chooseDisjoint,
  compose,
  type Finding,
  minimalEdits,
  settle,
  toInput,
} from './index.ts'

const words = fc.array(fc.constantFrom('a', 'un', 'Kim', 'é', 'e\u0301', '👩‍👩‍👧', '漢', ' ', '-', '’', '\n', '𝒳'), {
  maxLength: 14,
})
const text = words.map((parts) => parts.join(''))

function finding(start: number, end: number, source: string, answer: string, extra: Partial<Finding> = {}): Finding {
  return {
    rule: 'r',
    family: 'name',
    tier: 'safe',
    start,
    end,
    text: source.slice(start, end),
    expected: [answer],
    message: 'm',
    why: 'w',
    url: '',
    edits: [{ start, end, text: answer }],
    ...extra,
  }
}

/** Disjoint findings over a text, from cut points. */
const findingsOver = (source: string) =>
  fc
    .array(fc.record({ cut: fc.nat(source.length), size: fc.nat(3), answer: fc.constantFrom('', 'x', 'yy') }), {
      maxLength: 5,
    })
    .map((picks) =>
      chooseDisjoint(
        picks
          .map(({ cut, size, answer }) => finding(cut, Math.min(source.length, cut + size + 1), source, answer))
          .filter((f) => f.end > f.start && f.text !== f.expected[0]),
      ),
    )

const made = (findings: readonly Finding[]) => findings.flatMap((f) => f.edits ?? [])

describe('minimal edits', () => {
  test('turn one text into the other and never cut a character', () => {
    fc.assert(
      fc.property(text, text, (before, after) => {
        const edits = minimalEdits(before, after)
        expect(applyEdits(before, edits)).toBe(after)
        const cuts = new Set([...new Intl.Segmenter().segment(before)].map((s) => s.index).concat(before.length))
        for (const { start, end } of edits) expect([cuts.has(start), cuts.has(end)]).toEqual([true, true])
      }),
    )
  })

  test('cut out what stays as a whole, however long it is', () => {
    const page = 'The kettle boils. '.repeat(200)
    expect(minimalEdits(`<${page}>`, page)).toEqual([
      { start: 0, end: 1, text: '' },
      { start: page.length + 1, end: page.length + 2, text: '' },
    ])
  })

  test('leave the words that stay', () => {
    expect(minimalEdits('Kim Jong one', 'Kim Jong Un')).toEqual([{ start: 9, end: 12, text: 'Un' }])
    expect(minimalEdits('so -called', 'so-called')).toEqual([{ start: 2, end: 3, text: '' }])
    expect(minimalEdits('the ishiba’s', 'Ishiba’s')).toEqual([{ start: 0, end: 5, text: 'I' }])
  })
})

describe('composition', () => {
  test('three rounds give disjoint findings whose answers make the output', () => {
    const source = fc.string({ minLength: 1, maxLength: 24 })
    const rounds = source.chain((input) =>
      findingsOver(input).chain((first) => {
        const second = applyEdits(input, made(first))
        return findingsOver(second).map((next) => ({ input, first, second, next }))
      }),
    )
    fc.assert(
      fc.property(rounds, ({ input, first, second, next }) => {
        const changes: readonly Change[] = compose(input, second, compose(input, input, [], first), next)
        const output = applyEdits(second, made(next))
        expect(applyEdits(input, made(changes.map((c) => c.finding)))).toBe(output)
        for (const { finding: f, outStart, outEnd } of changes) {
          expect(f.text).toBe(input.slice(f.start, f.end))
          expect(f.expected[0]).toBe(output.slice(outStart, outEnd))
          expect(f.text).not.toBe(f.expected[0])
        }
        for (let i = 1; i < changes.length; i++)
          expect(changes[i]!.finding.start).toBeGreaterThanOrEqual(changes[i - 1]!.finding.end)
      }),
    )
  })

  test('what is found afterwards is placed in the input', () => {
    const input = 'Kim Jong one met met XI'
    const changes = compose(input, input, [], [finding(0, 12, input, 'Kim Jong Un'), finding(13, 20, input, 'met')])
    const output = 'Kim Jong Un met XI'
    const late = toInput(input, output, changes, finding(16, 18, output, 'Xi'))
    expect([late.start, late.end, late.text, late.expected]).toEqual([21, 23, 'XI', ['Xi']])
    const wide = toInput(input, output, changes, finding(9, 18, output, 'Un left'))
    expect([wide.text, wide.expected]).toEqual(['Kim Jong one met met XI', ['Kim Jong Un left']])
  })
})

describe('arbitration', () => {
  const source = 'abcdefghij'
  test('is one order: tier, then longer, then earlier, then rule id', () => {
    const a = finding(0, 4, source, 'x', { rule: 'a', tier: 'suggest' })
    const b = finding(2, 4, source, 'x', { rule: 'b' })
    const c = finding(3, 7, source, 'x', { rule: 'c' })
    expect(chooseDisjoint([a, b, c])).toEqual([c])
    expect(chooseDisjoint([c, b, a])).toEqual([c])
  })

  test('keeps the loser unless the winner made it moot', () => {
    const wide = finding(0, 6, source, 'x', { rule: 'wide' })
    const inner = finding(2, 4, source, 'y', { rule: 'inner' })
    const across = finding(4, 8, source, 'z', { rule: 'across' })
    expect(settle([inner, across, wide]).map((f) => f.rule)).toEqual(['wide', 'across'])
  })
})
