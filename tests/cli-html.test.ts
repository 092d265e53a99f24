import { createHash } from 'node:crypto'
import type { ReportedFinding } from 'unmangle-engine'
import { expect, it } from 'vitest'
import { createReporter } from '../packages/cli/src/reports/formats.ts'
import type { FileResult } from '../packages/cli/src/reports/reporter.ts'

function findingsOf(text: string, damage: string): ReportedFinding[] {
  const found: ReportedFinding[] = []
  for (let start = text.indexOf(damage); start >= 0; start = text.indexOf(damage, start + damage.length))
    found.push({
      rule: 'fake',
      family: 'residue',
      tier: 'safe',
      start,
      end: start + damage.length,
      text: damage,
      expected: [`right ${damage}`],
      message: 'It is wrong.',
      why: 'The test says so.',
      url: 'https://example.org/',
      edits: null,
      applied: false,
    })
  return found
}

async function page(results: readonly (readonly [path: string, text: string, damage: string])[]): Promise<string> {
  const reporter = await createReporter('html', { terminal: { color: false, links: false }, dry: false })
  const parts = results.map(([path, text, damage]) => {
    const report = { lang: 'en', from: [], findings: findingsOf(text, damage), notes: [] }
    const result: FileResult = { path, text, report, failOn: 'safe' }
    return reporter.file(result)
  })
  return parts.join('') + reporter.end()
}

/** The text of a document on the page, without marks. */
function shownText(html: string): string {
  const parts = [...html.matchAll(/<div class="text" dir="auto">(.*?)<\/div>/gs)].map((match) => match[1] ?? '')
  const text = parts
    .join('')
    .replace(/<ins>.*?<\/ins>/gs, '')
    .replace(/<[^>]*>/g, '')
  const entities: Record<string, string> = { lt: '<', gt: '>', amp: '&', quot: '"', '#39': "'" }
  return text.replace(/&([^;]+);/g, (_, name: string) => entities[name] ?? `?${name}?`)
}

it('shows a text as it is, and takes nothing in it for HTML', async () => {
  const damage = '</script><script>alert(1)</script><!-- "a" \'b\' &amp; 日本👍'
  const text = `one ${damage}\n\n<img src=x onerror=alert(1)> two\n`
  const html = await page([['a "b" <c>.md', text, damage]])
  expect(shownText(html)).toBe(text)
  expect(html.match(/<script/g)).toHaveLength(2)
  expect(html).not.toContain('<img')
  expect(html).not.toContain('<!--')
  const data = html.match(/<script type="application\/json" class="data">(.*?)<\/script>/s)?.[1] ?? ''
  expect(JSON.parse(data)).toMatchObject([{ text: damage, expected: [`right ${damage}`], line: 1, column: 5 }])
  expect(html).toContain('data-path="a &quot;b&quot; &lt;c&gt;.md"')
})

it('allows its own script and style and nothing else', async () => {
  const html = await page([])
  expect(html).toContain('prefers-color-scheme: dark')
  const policy = html.match(/content="(default-src [^"]*)"/)?.[1]
  const hash = (tag: string) => {
    const text = html.match(new RegExp(`<${tag}>(.*?)</${tag}>`, 's'))?.[1] ?? ''
    return createHash('sha256').update(text).digest('base64')
  }
  expect(policy).toBe(
    `default-src 'none'; script-src 'sha256-${hash('script')}'; style-src 'sha256-${hash('style')}'; base-uri 'none'; form-action 'none'`,
  )
  expect(html.match(/\b(?:src|href|action)="(?!#)[^"]*"/g)).toEqual(['href="https://github.com/unmangle/unmangle"'])
})

it('shows of a long document what stands around its findings', async () => {
  const filler = (name: string) => Array.from({ length: 400 }, (_, i) => `${name} ${i} and some more words.\n`).join('')
  const text = `${filler('first')}the bad one\n${filler('second')}${'x'.repeat(100_000)} bad ${'y'.repeat(100_000)}\n`
  const html = await page([['a.md', text, 'bad']])
  const shown = shownText(html)
  expect(shown).toContain('first 399 and some more words.\nthe bad one\nsecond 0')
  expect(shown).toContain('x bad y')
  expect(shown.length).toBeLessThan(4000)
  expect(html.match(/(\d+ lines left out|…)<\/span>/g)).toEqual([
    expect.stringMatching(/^3\d\d lines/),
    expect.stringMatching(/^7\d\d lines|^[34]\d\d lines/),
    '…</span>',
  ])
})

it('marks findings that overlap one by one', async () => {
  const reporter = await createReporter('html', { terminal: { color: false, links: false }, dry: false })
  const text = 'one two three four'
  const findings = [...findingsOf(text, 'one two three'), ...findingsOf(text, 'two'), ...findingsOf(text, 'four')]
  const html = reporter.file({ path: 'a.md', text, report: { lang: 'en', from: [], findings, notes: [] } })
  expect([...html.matchAll(/data-i="(\d+)"/g)].map((match) => match[1])).toEqual(['0', '1', '2'])
  expect(shownText(html).replace('+1', '')).toBe(text)
})

it('stays within what a browser can show', async () => {
  const text = 'bad '.repeat(2000)
  const html = await page([1, 2, 3, 4].map((n) => [`${n}.md`, text, 'bad'] as const))
  expect(html.match(/<article/g)).toHaveLength(2)
  expect(html).toContain('4 files read. 2 more with findings')
})
