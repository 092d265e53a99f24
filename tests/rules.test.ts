import { readFileSync } from 'node:fs'
import { applyEdits, FIRST_VERSION, PROVENANCES, type RuleCase } from 'unmangle-core'
import type { ReportedFinding } from 'unmangle-engine'
import { loadPack, packTags } from 'unmangle-languages/node'
import { rules } from 'unmangle-rules'
import { describe, expect, test } from 'vitest'
import { casesOf, examplesOf, filesOf, ruleFolders, unmanglerFor } from './rule-cases.ts'

interface Found {
  readonly text: string
  readonly expected: readonly string[]
  readonly tier?: string
}

/** The findings in the form of the case: its tiers count only where it names them. */
function inTermsOf(findings: readonly ReportedFinding[], wanted: readonly Found[]): Found[] {
  return findings.map(({ text, expected, tier }, i) => ({
    text,
    expected,
    ...(wanted[i]?.tier === undefined ? {} : { tier }),
  }))
}

async function findingsOf(rule: (typeof rules)[number], given: RuleCase): Promise<readonly ReportedFinding[]> {
  const unmangler = await unmanglerFor(rule, given.glossary)
  const { text, lang, format } = given
  const { findings } = unmangler.check({ text, lang, format, from: given.from ? [given.from] : undefined })
  return findings.filter((finding) => finding.rule === rule.id)
}

test('every rule has a folder of its name', () => {
  expect(rules.map(({ id }) => id)).toEqual(ruleFolders())
})

test('the version that a rule came with is one', () => {
  for (const { since = FIRST_VERSION } of rules) expect(since).toMatch(/^\d+\.\d+\.\d+$/)
})

test('some rule reads each table of the packs', () => {
  const read = new Set(rules.map(({ table }) => table))
  const tables = packTags().flatMap((tag) => loadPack(tag)?.rows.map(({ table }) => table) ?? [])
  expect([...new Set(tables)].filter((table) => !read.has(table))).toEqual([])
})

test('no rule says that it came later than the version that it ships in', () => {
  const { version } = JSON.parse(readFileSync(new URL('../packages/rules/package.json', import.meta.url), 'utf8'))
  const later = rules.filter(({ since }) => since?.localeCompare(version, 'en', { numeric: true }) === 1)
  expect(later.map(({ id }) => id)).toEqual([])
})

describe.each(rules.map((rule) => ({ id: rule.id, rule })))('$id', ({ id, rule }) => {
  const files = filesOf(id)
  const cases = files.includes('cases.jsonl') ? casesOf(id) : []
  // What expects something waits for the pack of its language.
  const ready = cases.filter(({ lang, expect: wanted }) => wanted === undefined || packTags().includes(lang))
  const examples = files.includes('readme.md') ? examplesOf(id) : []

  test('has its readme and its cases', () => {
    expect(files).toEqual(expect.arrayContaining(['cases.jsonl', 'readme.md']))
  })

  test.each(ready.map((given) => ({ given, name: `${given.kind}, ${given.lang}: ${given.text}` })))(
    '$name',
    async ({ given }) => {
      expect(PROVENANCES).toContain(given.kind)
      expect(given.note, 'says where it comes from').toBeTruthy()
      const wanted = given.expect ?? []
      const found = inTermsOf(await findingsOf(rule, given), wanted)
      if (given.kind === 'negative') expect(wanted, 'a negative case expects nothing').toEqual([])
      if (given.kind === 'known-failure') expect(found, 'this failure is mended: it is a case now').not.toEqual(wanted)
      else expect(found).toEqual(wanted)
    },
  )

  test.each(examples.map((example) => ({ example, name: `${example.lang}: ${example.before}` })))(
    'readme, $name',
    async ({ example }) => {
      const { before, after, lang, from, format } = example
      const unmangler = await unmanglerFor(rule)
      const report = unmangler.check({ text: before, lang, format, from: from ? [from] : undefined })
      const findings = report.findings.filter((finding) => finding.rule === id)
      if (after === undefined) expect(findings.map(({ tier }) => tier)).toContain('report')
      else if (after === before) expect(findings).toEqual([])
      else {
        const answers = findings.map(({ start, end, expected }) => ({ start, end, text: expected[0] ?? '' }))
        expect(applyEdits(before, answers)).toBe(after)
      }
    },
  )
})
