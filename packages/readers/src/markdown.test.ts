import { SegmentKind } from 'unmangle-core'
import { describe, expect, test } from 'vitest'
import { createMarkdownReader } from './index.ts'
import { blocksOf, faultsOf, sourcesOf } from './reading.test-helper.ts'

const markdown = createMarkdownReader()
const mdx = createMarkdownReader({ mdx: true })

const READ: readonly [name: string, source: string, blocks: readonly string[]][] = [
  ['emphasis, strong, delete', 'A *b* **c** ~~d~~ e', ['paragraph: A b c d e']],
  ['headings', '# One\n\nTwo\n===\n', ['heading: One', 'heading: Two']],
  ['heading anchors', '## The title {#the-title}\n', ['heading: The title']],
  ['lists', '- one\n  more\n- two\n\n  three\n', ['listItem: one\nmore', 'listItem: two', 'listItem: three']],
  ['tasks', '- [x] done\n', ['listItem: done']],
  ['quotes', '> one\n> two\nlazy\n', ['quote: one\ntwo\nlazy']],
  [
    'tables',
    '| a | *b* \\| c |\n| - | - |\n| `d` e | |\n',
    ['tableCell: a', 'tableCell: b | c', 'tableCell: \uFFFC e'],
  ],
  ['links and images', '[text](u) ![alt](v) x', ['paragraph: text \uFFFC x']],
  ['addresses', 'At https://a.example, www.b.example and <c@d.example>.', ['paragraph: At \uFFFC, \uFFFC and \uFFFC.']],
  ['entities and escapes', 'a &amp; b &#233; \\* &nope; &copy; c', ['paragraph: a & b é * &nope; © c']],
  ['hard breaks', '> a  \n> b\\\n> c', ['quote: a\nb\nc']],
  ['carriage returns', 'a\r\nb  \r\nc\r\n\r\nd', ['paragraph: a\nb\nc', 'paragraph: d']],
  ['a byte-order mark', '\uFEFF# A\n\nb &lt; c', ['heading: A', 'paragraph: b < c']],
  ['inline HTML', 'a <b>c</b><!-- no --> <code>x *y*</code> d<br>e', ['paragraph: a c \uFFFC d\uFFFCe']],
  ['blocks of HTML', '<div>\n<p>One &amp; <i>two</i></p>\n<pre>no</pre>\n</div>\n', ['html: One & two']],
  ['comments and scripts', '<!-- no -->\n\n<script>no</script>\n\n<style>no</style>\n', []],
  ['code and math', '```\nno\n```\n\n$$\nno\n$$\n', []],
  ['prices', 'It costs $5, or $6.', ['paragraph: It costs $5, or $6.']],
  [
    'template tags',
    `{{ a }} b {% if c %} d {{< e "*f*" >}} g {# h #} \${i}`,
    ['paragraph: \uFFFC b \uFFFC d \uFFFC g \uFFFC \uFFFC'],
  ],
  ['wiki links', 'See [[A page]] and [[Other|the label]].', ['paragraph: See \uFFFC and the label.']],
  ['callouts', '> [!NOTE]\n> Read this.\n', ['quote: Read this.']],
  ['directives', ':::note[A title]\nInside.\n:::\n', ['paragraph: A title', 'paragraph: Inside.']],
  ['titled fences', ':::note A title\nInside.\n:::\n', ['paragraph: A title', 'paragraph: Inside.']],
  ['admonitions', '!!! note "A title"\n    Inside.\n', ['paragraph: A title', 'paragraph: Inside.']],
  ['times and ratios', 'At 10:30 it was 16:9, he said:this.', ['paragraph: At 10:30 it was 16:9, he said:this.']],
  ['labelled text directives', 'An :abbr[HTML]{title="x"} page', ['paragraph: An HTML page']],
  ['footnotes', 'a[^1]\n\n[^1]: The *note*.\n', ['paragraph: a\uFFFC', 'paragraph: The note.']],
  ['definitions', '[a]: https://b.example "Title"\n', []],
]

describe('Markdown', () => {
  for (const [name, source, blocks] of READ) {
    test(name, () => {
      const reading = markdown(source)
      expect(blocksOf(reading)).toEqual(blocks)
      expect(faultsOf(reading)).toEqual([])
      expect(sourcesOf(reading, SegmentKind.fixed)).toEqual([])
    })
  }

  test('a line end with container marks is one unit', () => {
    expect(sourcesOf(markdown('> a\n> b'), SegmentKind.decoded)).toEqual(['\n> '])
  })

  test('front matter', () => {
    const source = `---\ntitle: "He said \\"no\\""\ndescription: 'It''s so' # why\ntags: [a]\nlang: pt_BR\nsummary: |\n  no\n---\n`
    const reading = markdown(source)
    expect(blocksOf(reading)).toEqual(['frontMatter: He said "no"', "frontMatter: It's so"])
    expect(sourcesOf(reading, SegmentKind.decoded)).toEqual(['\\"', '\\"', "''"])
    expect(reading.lang).toBe('pt-BR')
  })

  test('front matter in TOML, with keys of the caller', () => {
    const reading = createMarkdownReader({ proseKeys: ['lede'] })(
      '+++\ntitle = "No"\nlede = "Yes"\nlanguage = "de"\n+++\n',
    )
    expect(blocksOf(reading)).toEqual(['frontMatter: Yes'])
    expect(reading.lang).toBe('de')
  })

  test('the outline has parents before children, in source offsets', () => {
    const source = '\uFEFF## A *b*\n\n- [c](d)\n'
    const parts = markdown(source).outline.map(({ kind, start, end }) => [kind, source.slice(start, end)])
    expect(parts).toEqual([
      ['heading', '## A *b*'],
      ['emphasis', '*b*'],
      ['list', '- [c](d)'],
      ['listItem', '- [c](d)'],
      ['paragraph', '[c](d)'],
      ['link', '[c](d)'],
    ])
  })

  test('a parser that throws leaves plain text and a note', () => {
    const reading = createMarkdownReader({
      parse: () => {
        throw new Error('broken')
      },
    })('a\n\nb')
    expect(blocksOf(reading)).toEqual(['paragraph: a', 'paragraph: b'])
    expect(reading.notes[0]).toContain('broken')
  })
})

describe('MDX', () => {
  test('imports, expressions and elements', () => {
    const reading = mdx('import A from "a"\n\n# Hi {name}\n\n<A b="c">\n\nHello <i>you</i> and <A />\n\n</A>\n')
    expect(blocksOf(reading)).toEqual(['heading: Hi \uFFFC', 'paragraph: Hello you and \uFFFC'])
    expect(reading.notes).toEqual([])
  })

  test('elements that share a paragraph stand by themselves', () => {
    expect(blocksOf(mdx('<Tab>One</Tab>\n<Tab>Two</Tab>\n\n<b>Three</b> <i>four</i>\n'))).toEqual([
      'paragraph: One',
      'paragraph: Two',
      'paragraph: Three four',
    ])
  })

  test('what does not parse is read as Markdown, and fixed where it looks like code', () => {
    const reading = mdx('# Title\n\nPlain.\n\nBad {a b\n')
    expect(blocksOf(reading)).toEqual(['heading: Title', 'paragraph: Plain.', 'paragraph: Bad {a b'])
    expect(sourcesOf(reading, SegmentKind.fixed)).toEqual(['Bad {a b'])
    expect(reading.notes).toHaveLength(1)
  })
})
