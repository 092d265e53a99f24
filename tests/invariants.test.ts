import { applyEdits, minimalEdits, tierRank } from 'unmangle-core'
import { createNodeUnmangler, type NodeUnmangler } from 'unmangle-engine/node'
import { rules } from 'unmangle-rules'
import { beforeAll, describe, expect, test } from 'vitest'
import { casesOf, filesOf } from './rule-cases.ts'

const texts = rules
  .filter(({ id }) => filesOf(id).includes('cases.jsonl'))
  .flatMap(({ id }) => casesOf(id).map((given) => ({ ...given, rule: id })))

let all: NodeUnmangler
beforeAll(async () => {
  all = await createNodeUnmangler()
})

describe('the cases of all rules, seen by all rules', () => {
  test('have findings that lie in the text, say why, and answer as their tier promises', () => {
    for (const { text, lang, format, rule } of texts) {
      for (const finding of all.check({ text, lang, format }).findings) {
        const place = `${rule}: ${finding.rule} in ${text}`
        expect(finding.text, place).toBe(text.slice(finding.start, finding.end))
        expect(finding.message && finding.why, place).toBeTruthy()
        expect(finding.expected.length === 0, place).toBe(finding.tier === 'report')
        for (const answer of finding.expected) expect(answer, place).not.toBe(finding.text)
        if (finding.tier === 'safe') expect(finding.edits, place).not.toBeNull()
      }
    }
  })

  test.each(['safe', 'suggest'] as const)('come to rest when mended: %s', (tier) => {
    for (const { text, lang, format, rule } of texts) {
      const once = all.fix({ text, lang, format }, tier)
      const twice = all.fix({ text: once.output, lang, format }, tier)
      expect(twice.output, `${rule}: ${text}`).toBe(once.output)
      const made = once.findings.filter(({ applied }) => applied)
      expect(
        made.every((finding) => tierRank(finding.tier) <= tierRank(tier)),
        `${rule}: ${text}`,
      ).toBe(true)
      const edits = made.map(({ start, end, expected }) => ({ start, end, text: expected[0] ?? '' }))
      expect(applyEdits(text, edits), `${rule}: ${text}`).toBe(once.output)
    }
  })

  test('are mended alike whatever ends their lines', () => {
    for (const { text, lang, format, rule } of texts) {
      if (!text.includes('\n') || text.includes('\r')) continue
      const crlf = all.fix({ text: text.replaceAll('\n', '\r\n'), lang, format })
      const lf = all.fix({ text, lang, format })
      expect(crlf.output, `${rule}: ${text}`).toBe(lf.output.replaceAll('\n', '\r\n'))
    }
  })
})

test('the smallest edits of an answer make the answer', () => {
  for (const { expect: wanted = [] } of texts)
    for (const { text, expected } of wanted)
      for (const answer of expected) expect(applyEdits(text, minimalEdits(text, answer))).toBe(answer)
})
