import { SegmentKind } from 'unmangle-core'
import { expect, test } from 'vitest'
import {
  beyondLimits,
  createMarkdownReader,
  formatOf,
  MAX_BRACKETS,
  MAX_CONTAINER_DEPTH,
  MAX_DELIMITER_RUNS,
  MAX_LINES,
  MAX_OPEN_ELEMENTS,
  MAX_PARAGRAPH_LINES,
  MAX_UNCLOSED,
  readText,
} from './index.ts'
import { blocksOf, faultsOf, sourcesOf } from './reading.test-helper.ts'

const WRAPPED = 'A line that was wrapped by hand is about as long as this one here is,'

test('a line is a block, and a byte-order mark is counted', () => {
  const reading = readText('\uFEFFOne.\nTwo\u2028three.\r\n\r\n  Four.  ')
  expect(blocksOf(reading)).toEqual(['paragraph: One.', 'paragraph: Two\u2028three.', 'paragraph: Four.'])
  expect(sourcesOf(reading, SegmentKind.text)[0]).toBe('One.')
  expect(faultsOf(reading)).toEqual([])
})

test('wrapped lines are read on', () => {
  expect(blocksOf(readText(`${WRAPPED}\nand goes on.\nNext.`))).toEqual([
    `paragraph: ${WRAPPED}\nand goes on.`,
    'paragraph: Next.',
  ])
  const reading = readText(`${WRAPPED}\r\nand goes on.`)
  expect(sourcesOf(reading, SegmentKind.decoded)).toEqual(['\r\n'])
  expect(faultsOf(reading)).toEqual([])
})

test('formats go by extension', () => {
  expect(['a.md', 'b/c.MARKDOWN', 'd.es.mdx', 'e.txt', 'f.html', 'md', 'x.md/y'].map(formatOf)).toEqual([
    'markdown',
    'markdown',
    'mdx',
    'text',
    undefined,
    undefined,
    undefined,
  ])
})

test('what parsers could choke on is read as plain text, with a note', () => {
  const deep = Array.from({ length: MAX_CONTAINER_DEPTH * 2 }, (_, i) => `${'  '.repeat(i)}- a`).join('\n')
  for (const source of [
    '>'.repeat(MAX_CONTAINER_DEPTH + 1),
    '[a '.repeat(MAX_UNCLOSED + 1),
    '<http:'.repeat(MAX_UNCLOSED + 1),
    ':::a\n'.repeat(MAX_CONTAINER_DEPTH + 1),
    '::::a\n:::\n'.repeat(MAX_CONTAINER_DEPTH + 1),
    Array.from({ length: 40 }, (_, i) => '`'.repeat(i + 1)).join(' '),
    '[a] '.repeat(MAX_BRACKETS + 1),
    deep,
  ]) {
    expect(beyondLimits(source)).toBeTypeOf('string')
    expect(createMarkdownReader()(source).notes).toHaveLength(1)
  }
  expect(beyondLimits('- [a](b)\n\n'.repeat(5000))).toBeUndefined()
  expect(beyondLimits(':::a\nb\n:::\n\n'.repeat(500))).toBeUndefined()
})

test('items, rows and code do not add up to one paragraph', () => {
  const many = MAX_DELIMITER_RUNS * 2
  for (const source of [
    '- [a](b) *c*\n'.repeat(many),
    `| a | b |\n| - | - |\n${'| [a](b) | *c* |\n'.repeat(many)}`,
    `a | b\n- | -\n${'[a](b) | *c*\n'.repeat(many)}`,
    `\`\`\`js\n${'a_b = c[d] * e:f\n'.repeat(many)}\`\`\`\n`,
  ])
    expect(beyondLimits(source)).toBeUndefined()
  expect(beyondLimits(`\`\`\`\na\n\`\`\`\n${'[a] '.repeat(MAX_BRACKETS + 1)}`)).toBeTypeOf('string')
  expect(beyondLimits(`<div>\n\`\`\`\n\n${'[a] '.repeat(MAX_BRACKETS + 1)}`)).toBeTypeOf('string')
})

test('elements of MDX that stay open', () => {
  const open = '<A>'.repeat(MAX_OPEN_ELEMENTS + 1)
  expect(beyondLimits(`${open}${open.replaceAll('<', '</')}`, { mdx: true })).toBeTypeOf('string')
  expect(beyondLimits(open)).toBeUndefined()
  expect(beyondLimits('<A/><A></A><></>'.repeat(MAX_OPEN_ELEMENTS), { mdx: true })).toBeUndefined()
})

test('the slow parser is given fewer lines', () => {
  for (const source of ['\n'.repeat(MAX_LINES + 1), 'a\n'.repeat(MAX_PARAGRAPH_LINES + 1)]) {
    expect(beyondLimits(source)).toBeUndefined()
    expect(beyondLimits(source, { slow: true })).toBeTypeOf('string')
  }
})
