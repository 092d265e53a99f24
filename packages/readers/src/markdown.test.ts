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
  ['attributes', 'A note.\n{class="a b" #c}\n\n## Head {.d}\n', ['paragraph: A note.', 'heading: Head']],
  [
    'folded admonitions',
    '??? tip "A title"\n    Inside.\n\n???+ tip\n    More.\n',
    ['paragraph: A title', 'paragraph: Inside.', 'paragraph: More.'],
  ],
  [
    'blocks of slashes',
    '/// note | "A title"\n\nInside.\n\n///\n\n/// details | Another\nMore.\n///\n\nNo /// in a line.\n',
    [
      'paragraph: A title',
      'paragraph: Inside.',
      'paragraph: Another',
      'paragraph: More.',
      'paragraph: No /// in a line.',
    ],
  ],
  ['tabs of content', '=== "One"\n\nInside.\n', ['paragraph: One', 'paragraph: Inside.']],
  [
    'shortcodes over several lines',
    'Before.\n\n{{< figure\n  src="a.png"\n  alt="no"\n>}}\nAfter.\n\n{{< note >}}\nInside {{% b %}}.\n{{< /note >}}\n',
    ['paragraph: Before.', 'quote: After.', 'paragraph: \uFFFC\nInside \uFFFC.\n\uFFFC'],
  ],
  [
    'shortcodes around code',
    '{{< highlight go >}}\nimport "no"\n\nnor *this*\n{{< /highlight >}}\n\n{{< code-toggle />}}\n\nYes.\n',
    ['paragraph: Yes.'],
  ],
  [
    'Liquid',
    '{% include a.html title="no" %}\n\nOn {{ page.date | date: "%b %d" }} it {%- if a -%} was {%- endif -%}.\n\n{% raw %}\nno\n{% endraw %}\n{% comment %}no{% endcomment %}\n',
    ['paragraph: On \uFFFC it \uFFFC was \uFFFC.'],
  ],
  [
    'Jinja',
    '{# no #}\n\n{% macro a(b) %}\n\nA {{ b|upper }} word {# no #} more.\n',
    ['paragraph: A \uFFFC word \uFFFC more.'],
  ],
  [
    'Vue',
    '<script setup>\nconst no = 1\n</script>\n\n# {{ $frontmatter.title }} now\n\n<Badge type="tip" text="no" /> and <b v-if="a > b">yes</b>\n',
    ['heading: \uFFFC now', 'paragraph: \uFFFC and yes'],
  ],
  ['comments of MDX in Markdown', '## Why not? {/*why-not*/}\n\n{/* no */}\n', ['heading: Why not?']],
  [
    'what is nearly a tag',
    'A <img src="a" style={{ b }} /> and <a href="b" target= use "c">link</a>, if a <b.\n',
    ['paragraph: A \uFFFC and \uFFFClink, if a <b.'],
  ],
  [
    'Markdown inside of HTML',
    '<p>See [the guide](https://a.example/b) at https://c.example and `no` code.</p>\n',
    ['html: See [the guide\uFFFC at \uFFFC and \uFFFC code.'],
  ],
  ['code with a bar in a table', '| a |\n| - |\n| `b \\| c` d \\| e |\n', ['tableCell: a', 'tableCell: \uFFFC d | e']],
  [
    'lazy lines in nested lists and quotes',
    '> - one\nlazy\n>   - two\n> lazy too\n\n1. > three\nlast\n',
    ['listItem: one\nlazy', 'listItem: two\nlazy too', 'quote: three\nlast'],
  ],
  [
    'references',
    '[One][a], [two][] and [three].\n\n[a]: b "no"\n[two]: c\n[three]: d\n',
    ['paragraph: One, two and three.'],
  ],
  ['embedded pages', '![[no]] and ![[no|100]] [[a#b|label]]', ['paragraph: \uFFFC and \uFFFC label']],
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

  test('attributes, comments and exports are no prose, what stands inside of elements is', () => {
    const reading = mdx(
      'export const a = {\n  b: "no",\n}\n\n<Card title="no" icon={<Icon name="no" />}>\n  Inside *it*.\n\n  - {a.b} item\n</Card>\n\n{/* no */}\n\n{a.map((b) => <i>no</i>)}\n\n## Head {/*no*/}\n',
    )
    expect(blocksOf(reading)).toEqual(['paragraph: Inside it.', 'listItem: \uFFFC item', 'heading: Head \uFFFC'])
    expect(faultsOf(reading)).toEqual([])
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
