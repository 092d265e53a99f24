import { createNodeUnmangler, type NodeUnmangler } from 'unmangle-engine/node'
import { beforeAll, describe, expect, test } from 'vitest'

let unmangler: NodeUnmangler
beforeAll(async () => {
  unmangler = await createNodeUnmangler({ lang: 'en' })
})

/** What is found, as rule and line, by a text whose lines are given. */
function found(lines: readonly string[], format: 'markdown' | 'mdx' = 'markdown'): string[] {
  const text = lines.join('\n')
  const { findings } = unmangler.check({ text, format })
  return findings.map(({ rule, start }) => `${rule} ${text.slice(0, start).split('\n').length}`)
}

const TWICE = 'The kettle boils and and whistles.'

describe('a suppression', () => {
  test('holds until it is taken back, for the rules that it names', () => {
    expect(
      found([
        ...[TWICE, '', '<!-- unmangle-disable doubled-word -- a song -->', '', TWICE, ''],
        ...['The tea is ready , dear.', '', '<!-- unmangle-enable doubled-word -->', '', TWICE],
      ]),
    ).toEqual(['doubled-word 1', 'space-before-punct 7', 'doubled-word 11'])
  })

  test('without names silences every rule, and enabling one wakes that one', () => {
    expect(
      found([
        ...['<!-- unmangle-disable -->', '', `${TWICE} The tea is ready , dear.`, ''],
        ...['<!-- unmangle-enable doubled-word -->', '', `${TWICE} The tea is ready , dear.`],
      ]),
    ).toEqual(['doubled-word 7'])
  })

  test('of the next line goes no further', () => {
    expect(found(['<!-- unmangle-disable-next-line -->', TWICE, TWICE])).toEqual(['doubled-word 3'])
  })

  test('of a file holds before it too', () => {
    expect(found([TWICE, '', '<!-- unmangle-disable-file repetition -->', '', TWICE])).toEqual([])
  })

  test('in MDX is an expression, inside an element too', () => {
    expect(
      found(['<Note>', '  {/* unmangle-disable-next-line doubled-word */}', `  ${TWICE}`, '</Note>', '', TWICE], 'mdx'),
    ).toEqual(['doubled-word 6'])
  })

  test('inside an element of HTML is heard', () => {
    expect(found(['<div>', '<!-- unmangle-disable-next-line -->', TWICE, '</div>'])).toEqual([])
  })

  test('keeps its finding from being made, and itself from being removed', () => {
    const text = `<!-- unmangle-disable-next-line -->\n${TWICE}\n\n${TWICE}\n`
    expect(unmangler.fix({ text, format: 'markdown' }).output).toBe(
      `<!-- unmangle-disable-next-line -->\n${TWICE}\n\nThe kettle boils and whistles.\n`,
    )
  })

  test('of a rule that is off is not idle', async () => {
    const off = await createNodeUnmangler({ lang: 'en', caps: { 'doubled-word': 'off' } })
    const text = `<!-- unmangle-disable-next-line doubled-word -->\n${TWICE}\n`
    expect(off.check({ text, format: 'markdown' }).findings).toEqual([])
  })

  test('beside thousands of others is answered', () => {
    const text = `<!-- unmangle-disable-next-line doubled-word -->\n${TWICE}\n\n`.repeat(5_000)
    expect(unmangler.check({ text, format: 'markdown' }).findings).toEqual([])
  })
})

describe('a finding that does not count', () => {
  const text = `${TWICE}\n\nThe tea is ready , dear, and and hot.\n`

  test('is neither reported nor made', () => {
    const later = (finding: { readonly start: number }) => finding.start > TWICE.length
    const report = unmangler.fix({ text, format: 'markdown', counts: later }, 'suggest')
    expect(report.output).toBe(`${TWICE}\n\nThe tea is ready, dear, and hot.\n`)
    expect(report.findings.every(({ start, applied }) => start > TWICE.length && applied)).toBe(true)
    expect(unmangler.check({ text, format: 'markdown', counts: later }).findings).toHaveLength(2)
  })
})
