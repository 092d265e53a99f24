import { describe, expect, it } from 'vitest'
import { type Decision, parseDecisions } from './decisions.ts'

const place = { path: 'docs/a b.md', fingerprint: 'f00', rule: 'misspelt', start: 3, end: 6, text: 'teh' }

describe('a file of decisions', () => {
  it('holds accepted, rejected and edited findings', () => {
    const decisions: Decision[] = [
      { ...place, decision: 'accept', replacement: 'the' },
      { ...place, decision: 'edit', replacement: 'a “the”\n' },
      { ...place, decision: 'reject' },
      { ...place, decision: 'reject', replacement: null },
    ]
    expect(parseDecisions(JSON.stringify(decisions))).toEqual(decisions)
    expect(parseDecisions('[]')).toEqual([])
  })

  it.each([
    ['{', 'is no JSON'],
    ['{}', 'Expected Array'],
    [JSON.stringify([{ ...place, decision: 'accept' }]), 'decision 1: "replacement"'],
    [JSON.stringify([{ ...place, decision: 'reject' }, 7]), 'decision 2: '],
    [JSON.stringify([{ ...place, decision: 'maybe', replacement: '' }]), 'decision 1: "decision"'],
    [JSON.stringify([{ ...place, start: -1, decision: 'reject' }]), 'decision 1: "start"'],
  ])('that is broken names the place: %s', (json, message) => {
    expect(() => parseDecisions(json)).toThrow(message)
  })
})
