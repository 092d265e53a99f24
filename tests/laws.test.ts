import { readFileSync } from 'node:fs'
import fc from 'fast-check'
import { applyEdits, type Format } from 'unmangle-core'
import { createNodeUnmangler, type NodeUnmangler } from 'unmangle-engine/node'
import { rules } from 'unmangle-rules'
import { beforeAll, describe, expect, test } from 'vitest'
import { readCorpus } from '../corpora/labelled.mjs'

let unmangler: NodeUnmangler
let backwards: NodeUnmangler
beforeAll(async () => {
  unmangler = await createNodeUnmangler()
  backwards = await createNodeUnmangler({ rules: [...rules].reverse() })
})

const pieces = fc.constantFrom(
  ...['Kim Jong one', 'Kim **Jong** one', 'President Xi Jinping', 'XI', 'the XI century', 'Ishhiba', 'Shigeru Ishiba'],
  ...['the ishiba’s', 'so -called', 'anti&nbsp;-dumping', '609,000 million dollars', 'the the', 'pro-china', 'had had'],
  ...['Democratic Liberal Party', 'Japan and Japan', '[text] (https://example.org)', '`XI so -called`', '** bold **'],
  ...[
    '#Heading',
    '\r\n',
    '\n',
    '\n\n',
    '> ',
    '- ',
    '| a | b |\n|---|---|\n',
    '```\nthe the\n```\n',
    '\u{1F469}\u200D\u{1F680}',
    'e\u0301',
  ],
  ...[
    '漢字',
    '{{ x }}',
    '<b>the the</b>',
    '&amp;',
    '\\*',
    '\uFEFF',
    '\uD800',
    '10:30',
    '$5, or $6',
    ' ',
    '. ',
    ', ',
    '---\n',
    '*',
    '_',
  ],
)
const damaged = fc.array(pieces, { maxLength: 14 }).map((parts) => parts.join(' '))
const formats: readonly Format[] = ['text', 'markdown', 'mdx']

function holdsFor(text: string, format: Format, lang: string): void {
  for (const tier of ['safe', 'suggest'] as const) {
    const report = unmangler.fix({ text, format, lang }, tier)
    for (const finding of report.findings) {
      expect(finding.text).toBe(text.slice(finding.start, finding.end))
      expect(finding.end).toBeGreaterThan(finding.start)
      for (const at of [finding.start, finding.end]) {
        const code = text.charCodeAt(at)
        const before = text.charCodeAt(at - 1)
        expect(code >= 0xdc00 && code <= 0xdfff && before >= 0xd800 && before <= 0xdbff).toBe(false)
      }
      if (finding.tier === 'report') expect(finding.expected).toEqual([])
    }
    const applied = report.findings.filter((finding) => finding.applied)
    const made = applied.map(({ start, end, expected }) => ({ start, end, text: expected[0] ?? '' }))
    for (let i = 1; i < made.length; i++) expect(made[i]!.start).toBeGreaterThanOrEqual(made[i - 1]!.end)
    expect(applyEdits(text, made)).toBe(report.output)
    expect(unmangler.fix({ text: report.output, format, lang }, tier).output).toBe(report.output)
    expect(backwards.fix({ text, format, lang }, tier)).toEqual(report)
  }
}

describe('laws', () => {
  test('over generated text', () => {
    fc.assert(
      fc.property(damaged, fc.constantFrom(...formats), (text, format) => holdsFor(text, format, 'en')),
      { numRuns: 300 },
    )
  })

  test('over the corpora', () => {
    for (const { path, text, head } of readCorpus('corpora'))
      holdsFor(text, path.endsWith('.txt') ? 'text' : path.endsWith('.mdx') ? 'mdx' : 'markdown', head.lang ?? 'en')
  })

  test('over the bundled example, whose front matter, links, code and table stay untouched', () => {
    const text = readFileSync('examples/news.md', 'utf8')
    holdsFor(text, 'markdown', 'en')
    const { output } = unmangler.fix({ text, path: 'news.md' })
    const kept = (source: string) =>
      source
        .split('\n')
        .filter((line) => /^(?:---|title:|description:|date:|tags:|\||curl|#\s?rows|```|!\[)/.test(line))
    expect(kept(output)).toEqual(kept(text))
  })
})
