import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { remark } from 'remark'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkMdx from 'remark-mdx'
import remarkRetext from 'remark-retext'
import remarkUnmangle, { type RemarkUnmangleOptions } from 'remark-unmangle'
import { retext } from 'retext'
import retextEnglish from 'retext-english'
import retextUnmangle from 'retext-unmangle'
import { type PluggableList, unified } from 'unified'
import type { ProseRule, Tier } from 'unmangle-core'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'

type Root = ReturnType<ReturnType<typeof remark>['parse']>

/** A rule whose finding is every place of a wording, so that what is found depends on no data. */
function wording(id: string, tier: Tier, wrong: string, ...expected: string[]): ProseRule {
  return {
    id,
    kind: 'prose',
    family: 'name',
    description: wrong,
    check({ prose }) {
      const drafts = []
      for (let at = prose.text.indexOf(wrong); at >= 0; at = prose.text.indexOf(wrong, at + 1)) {
        drafts.push({ start: at, end: at + wrong.length, expected, tier, message: 'It is broken.', why: 'As made.' })
      }
      return drafts
    },
  }
}

const OWN: RemarkUnmangleOptions = {
  lang: 'und',
  shippedGlossaries: false,
  rules: [
    wording('certain', 'safe', 'orla Quost', 'Orla Quost'),
    wording('likely', 'suggest', 'the Parliament Low', 'the Lower House', 'the House'),
    wording('unclear', 'report', 'said said said'),
    wording('second', 'safe', 'Orla Quost junior', 'Orla Quost Jr'),
  ],
}

const TEXT = [
  '# A visit by orla Quost',
  '',
  'Then *orla* Quost met the Parliament Low,   and said said said nothing.',
  '',
  '* one \\* orla Quost &amp; co',
  '',
  '> Only `orla Quost` and',
  '> orla Quost junior came.',
  '',
].join('\n')

function processor(options?: RemarkUnmangleOptions) {
  return remark().use(remarkUnmangle, { ...OWN, ...options })
}

async function messagesOf(value: string, options?: RemarkUnmangleOptions) {
  return (await processor(options).process(new VFile({ path: 'a.md', value }))).messages
}

describe('messages', () => {
  test('have their exact place and all that vfile foresees', async () => {
    const [first, ...others] = await messagesOf(TEXT)
    expect(first).toMatchObject({
      reason: 'It is broken: “orla Quost” → “Orla Quost”',
      place: { start: { line: 1, column: 14, offset: 13 }, end: { line: 1, column: 24, offset: 23 } },
      ruleId: 'certain',
      source: 'unmangle',
      actual: 'orla Quost',
      expected: ['Orla Quost'],
      note: 'As made.',
      fatal: false,
    })
    expect(first?.url).toMatch(/^https:.*certain$/)
    expect(others.map(String)).toEqual([
      'a.md:3:7-3:18: It is broken: “orla* Quost” → “Orla* Quost”',
      'a.md:3:23-3:41: It is broken: “the Parliament Low” → “the Lower House”',
      'a.md:3:49-3:63: It is broken.',
      'a.md:5:10-5:20: It is broken: “orla Quost” → “Orla Quost”',
      'a.md:8:3-8:13: It is broken: “orla Quost” → “Orla Quost”',
    ])
  })

  test('a report is an information, the other tiers are warnings, nothing is fatal unless asked', async () => {
    const severities = async (failOn?: RemarkUnmangleOptions['failOn']) => {
      const messages = await messagesOf('orla Quost said said said of the Parliament Low', { failOn })
      return Object.fromEntries(messages.map(({ ruleId, fatal }) => [ruleId, fatal]))
    }
    expect(await severities()).toEqual({ certain: false, likely: false, unclear: undefined })
    expect(await severities('safe')).toEqual({ certain: true, likely: false, unclear: undefined })
    expect(await severities('suggest')).toEqual({ certain: true, likely: true, unclear: undefined })
    expect(await severities('report')).toEqual({ certain: true, likely: true, unclear: true })
    expect(await severities('none')).toEqual(await severities())
  })

  test('a byte-order mark is not counted', async () => {
    for (const value of ['\uFEFForla Quost', Buffer.from('\uFEFForla Quost')]) {
      const { messages } = await processor().process(new VFile({ value }))
      expect(messages.map(({ place }) => place)).toMatchObject([
        { start: { column: 1, offset: 0 }, end: { offset: 10 } },
      ])
    }
  })

  test('the report is in the data of the file', async () => {
    const { data } = await processor().process(TEXT)
    expect(data.unmangle?.findings).toHaveLength(6)
  })
})

describe("fix: 'text'", () => {
  const FIXED = TEXT.replaceAll('orla', 'Orla').replace('`Orla', '`orla').replace('junior', 'Jr')

  async function fixed(value: string | Uint8Array, options?: RemarkUnmangleOptions) {
    return processor({ fix: 'text', ...options }).process(new VFile({ path: 'a.md', value }))
  }

  test('writes the input with our edits alone, byte for byte', async () => {
    for (const dress of [(text: string) => text, (text: string) => `\uFEFF${text.replaceAll('\n', '\r\n')}`]) {
      expect(String((await fixed(dress(TEXT))).value)).toBe(dress(FIXED))
      expect(String((await fixed(Buffer.from(dress(TEXT)))).value)).toBe(dress(FIXED))
    }
  })

  test('what is left is said', async () => {
    const { messages } = await fixed(TEXT)
    expect(messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([
      ['likely', 3],
      ['unclear', 3],
    ])
  })

  test('takes suggestions where it may', async () => {
    const file = await fixed(TEXT, { fixTier: 'suggest', failOn: 'suggest' })
    expect(String(file)).toBe(FIXED.replace('the Parliament Low', 'the Lower House'))
    expect(file.messages.map(({ ruleId }) => ruleId)).toEqual(['unclear'])
  })

  test('the changes of other plugins are lost', async () => {
    const shout = () => (tree: Root) => {
      tree.children = []
    }
    const file = await processor({ fix: 'text' }).use(shout).process(TEXT)
    expect(String(file)).toBe(FIXED)
  })
})

describe("fix: 'tree'", () => {
  test('changes text nodes and nothing else', async () => {
    const before = remark().parse(TEXT)
    const pipeline = processor({ fix: 'tree' })
    const file = new VFile(TEXT)
    const after = await pipeline.run(pipeline.parse(file), file)
    const blank = (tree: Root) => JSON.stringify(tree, (key, value) => (key === 'value' ? undefined : value))
    expect(blank(after)).toBe(blank(before))
    expect(String(pipeline.stringify(after))).toContain('*Orla* Quost met the Parliament Low')
    expect(String(pipeline.stringify(after))).toContain('Only `orla Quost` and\n> Orla Quost Jr came')
    expect(file.messages.map(({ ruleId, line }) => [ruleId, line])).toEqual([
      ['likely', 3],
      ['unclear', 3],
    ])
  })

  test('leaves a clean tree as it is', async () => {
    const pipeline = processor({ fix: 'tree' })
    const tree = pipeline.parse('Nothing *of* the `sort`.\n')
    expect(await pipeline.run(structuredClone(tree))).toEqual(tree)
  })
})

describe('a tree without a file', () => {
  const tree = (): Root => ({
    type: 'root',
    children: [
      { type: 'heading', depth: 1, children: [{ type: 'text', value: 'By orla Quost' }] },
      {
        type: 'paragraph',
        children: [
          { type: 'emphasis', children: [{ type: 'text', value: 'orla' }] },
          { type: 'text', value: ' Quost & R*D' },
        ],
      },
    ],
  })

  test('is checked, and corrected', async () => {
    const file = new VFile()
    await processor().run(tree(), file)
    expect(file.messages.map(({ actual, place }) => [actual, place])).toEqual([
      ['orla Quost', undefined],
      ['orla Quost', undefined],
    ])
    const pipeline = processor({ fix: 'tree' })
    expect(pipeline.stringify(await pipeline.run(tree()))).toBe('# By Orla Quost\n\n*Orla* Quost & R\\*D\n')
  })

  test('has the places that its nodes have', async () => {
    const file = new VFile()
    await processor().run(remark().parse(TEXT), file)
    expect(file.messages.map(({ line }) => line)).toEqual([1, 3, 3, 3, 5, 7])
  })

  test('nests as deep as it likes', async () => {
    const deep: Root = { type: 'root', children: [] }
    let children: Root['children'] = deep.children
    for (let i = 0; i < 20_000; i++) {
      const quote = { type: 'blockquote' as const, children: [] }
      children.push(quote)
      children = quote.children
    }
    children.push({ type: 'paragraph', children: [{ type: 'text', value: 'orla Quost' }] })
    const file = new VFile()
    await processor({ fix: 'tree' }).run(deep, file)
    expect(children).toMatchObject([{ children: [{ value: 'Orla Quost' }] }])
  })
})

describe('beside other plugins', () => {
  async function actual(value: string, path: string, ...plugins: PluggableList) {
    const file = await remark().use(plugins).use(remarkUnmangle, OWN).process(new VFile({ path, value }))
    return file.messages.map((message) => `${message.line}:${message.column} ${message.actual}`)
  }

  test('MDX', async () => {
    const text = 'export const a = "orla Quost"\n\n<Box label="orla Quost">\n  orla Quost {"orla Quost"}\n</Box>\n'
    expect(await actual(text, 'a.mdx', remarkMdx)).toEqual(['4:3 orla Quost'])
  })

  test('MDX that is read as Markdown is not edited where it looks like code', async () => {
    const file = await processor().process(new VFile({ path: 'a.mdx', value: 'orla Quost {name}\n' }))
    expect(file.messages).toHaveLength(1)
    expect(file.data.unmangle?.findings[0]).toMatchObject({ edits: null, tier: 'suggest' })
  })

  test('front matter', async () => {
    const text = '---\ntitle: By orla Quost\nid: orla Quost\n---\n\norla Quost\n'
    expect(await actual(text, 'a.md', remarkFrontmatter)).toEqual(['2:11 orla Quost', '6:1 orla Quost'])
  })

  test('directives', async () => {
    const text = 'At 10:30 orla Quost :abbr[orla Quost]{title="orla Quost"}\n\n:::note\norla Quost\n:::\n'
    expect(await actual(text, 'a.md', remarkDirective)).toEqual([
      '1:10 orla Quost',
      '1:27 orla Quost',
      '4:1 orla Quost',
    ])
  })

  test('mathematics', async () => {
    const text = 'It costs $5, or orla Quost $6, and $orla Quost$.\n'
    expect(await actual(text, 'a.md', remarkMath)).toEqual(['1:17 orla Quost'])
  })

  test('tables and literal addresses', async () => {
    const text = '| a |\n| - |\n| orla Quost |\n\nSee www.example.org by orla Quost.\n'
    expect(await actual(text, 'a.md', remarkGfm)).toEqual(['3:3 orla Quost', '5:24 orla Quost'])
  })
})

describe('every door finds the same', () => {
  const path = 'a.md'

  test('remark, remark-retext and the engine', async () => {
    const engine = await createNodeUnmangler(OWN)
    const { findings } = engine.check({ text: TEXT, path })
    const expected = findings.map(({ rule, start, end, expected }) => [rule, start, end, ...expected])
    const bridge = unified()
      .use(retextEnglish)
      .use([[retextUnmangle, OWN]])
    const doors = [remark().use(remarkUnmangle, OWN), remark().use(remarkRetext, bridge)]
    for (const door of doors) {
      const { data } = await door.process(new VFile({ path, value: TEXT }))
      expect(data.unmangle?.findings.map((found) => [found.rule, found.start, found.end, ...found.expected])).toEqual(
        expected,
      )
    }
  })
})

describe('retext', () => {
  test('plain text', async () => {
    const { messages } = await retext()
      .use(retextUnmangle, OWN)
      .process('Here is\norla Quost *orla* Quost.\n\norla Quost')
    expect(messages.map(String)).toEqual([
      '2:1-2:11: It is broken: “orla Quost” → “Orla Quost”',
      '4:1-4:11: It is broken: “orla Quost” → “Orla Quost”',
    ])
    expect(messages[0]).toMatchObject({ source: 'unmangle', expected: ['Orla Quost'], fatal: false })
  })

  test('a tree from markup that is not known is read as it is handed over', async () => {
    const bridge = unified()
      .use(retextEnglish)
      .use([[retextUnmangle, OWN]])
    const { messages } = await remark().use(remarkRetext, bridge).process(TEXT)
    expect(messages.map(({ line }) => line)).toEqual([1, 3, 3, 3, 5, 8])
  })

  test('a tree without a file', async () => {
    const pipeline = retext().use(retextUnmangle, { ...OWN, failOn: 'safe' })
    const file = new VFile()
    await pipeline.run(pipeline.parse('One.\n\nBy orla Quost.'), file)
    expect(file.messages).toMatchObject([{ line: 3, actual: 'orla Quost', fatal: true }])
  })
})

const CLI = fileURLToPath(new URL('../node_modules/remark-cli/cli.js', import.meta.url))
const BUILT = new URL('../packages/remark-unmangle/dist/index.js', import.meta.url)

describe.skipIf(!existsSync(BUILT))('remark-cli, on what was built', () => {
  const broken = '\uFEFFHeading\r\n=======\r\n\r\n* the visit of xi Jinping  \r\n  ended\r\n'

  function run(options: object, ...args: readonly string[]) {
    const folder = mkdtempSync(join(tmpdir(), 'unmangle-'))
    symlinkSync(fileURLToPath(new URL('../node_modules', import.meta.url)), join(folder, 'node_modules'))
    const settings = JSON.stringify({ lang: 'en', ...options })
    writeFileSync(join(folder, '.remarkrc.json'), `{ "plugins": [["remark-unmangle", ${settings}]] }`)
    writeFileSync(join(folder, 'a.md'), broken)
    const { status, stderr } = spawnSync(process.execPath, [CLI, 'a.md', ...args], { cwd: folder, encoding: 'utf8' })
    return { status, stderr, text: readFileSync(join(folder, 'a.md'), 'utf8') }
  }

  test('reports, and warns alone', () => {
    const { status, stderr, text } = run({})
    expect(stderr).toContain('name-case')
    expect([status, text]).toEqual([0, broken])
  })

  test('fails where asked, and does not write then', () => {
    expect(run({ failOn: 'safe' }, '-o')).toMatchObject({ status: 1, text: broken })
  })

  test('writes our edits alone', () => {
    const { status, text } = run({ fix: 'text' }, '-o')
    expect([status, text]).toEqual([0, broken.replace('xi', 'Xi')])
  })
})

test('a language without a pack is told by trigrams', async () => {
  const text =
    'Hamnen är stängd sedan i går eftermiddag, eftersom stormen skadade två av murarna. Skeppen väntar utanför tills ' +
    'vinden har lagt sig, och borgmästaren säger att arbetet kommer att ta en månad. Ingen vet ännu vad det ska kosta.\n'
  const marked = await remark().use(remarkUnmangle).process(text)
  const plain = await retext().use(retextUnmangle).process(text)
  expect([marked.data.unmangle?.lang, plain.data.unmangle?.lang]).toEqual(['sv', 'sv'])
})
