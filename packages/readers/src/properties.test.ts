import fc from 'fast-check'
import { markdownToMdast, mdxToMdast } from 'satteri'
import { expect, test } from 'vitest'
import { createMarkdownReader, type MarkdownParser, readText } from './index.ts'
import { blocksOf, faultsOf } from './reading.test-helper.ts'

const PARTS = [
  ...[
    'word',
    'Ünï',
    '日本語。',
    'привет',
    '👩‍👩‍👧 ',
    '😀',
    '\ud83d',
    ' ',
    '  ',
    '\t',
    '\n',
    '\n\n',
    '\r\n',
    '\r\n\r\n',
    '\r',
  ],
  ...[
    '*',
    '**',
    '_',
    '~~',
    '`',
    '``',
    '```\n',
    '[',
    ']',
    '(',
    ')',
    '](u)',
    '![',
    '[^1]',
    '[^1]: ',
    '[a]: b\n',
    '<b>',
    '</b>',
  ],
  ...[
    '<',
    '>',
    '<!--',
    '-->',
    '<div>\n',
    '</div>\n',
    '<code>',
    '</code>',
    '&amp;',
    '&lt;',
    '&gt;',
    '&nbsp;',
    '&ngE;',
    '&nope;',
  ],
  ...[
    '&#65;',
    '&#0;',
    '\\',
    '\\*',
    '\\\n',
    '\\>',
    '  \n',
    '> ',
    '>',
    '\n> ',
    '\n>> ',
    '- ',
    '\n- ',
    '\n  - ',
    '1. ',
    '\n    ',
    '# ',
  ],
  ...[
    '| a | b |\n| - | - |\n',
    '| ',
    '\\|',
    '---\n',
    '---\ntitle: "a"\n---\n',
    '+++\n',
    'https://a.example',
    'www.b.example',
    'c@d.example',
  ],
  ...[
    '$',
    '$$',
    '$5',
    ':a',
    '10:30',
    ':a[b]',
    ':::note\n',
    '\n:::\n',
    '::: x\n',
    '!!! note "t"\n',
    '[!NOTE]\n',
    '{{ a }}',
    '{{',
    '}}',
    '{%',
    '%}',
  ],
  ...[
    '{#',
    '#}',
    '{#id}',
    `\${a}`,
    '[[a]]',
    '[[a|b]]',
    '"',
    '“',
    '”',
    '\u0000',
    '\uFEFF',
    '\u2028',
    '<https://e.example>',
    '{',
    '}',
    '<A>',
    '</A>',
  ],
]

const snippet = fc.array(fc.constantFrom(...PARTS), { maxLength: 24 }).map((parts) => parts.join(''))

const satteri: MarkdownParser = (source, { mdx }) => {
  const features = { math: { singleDollarTextMath: false }, directive: true }
  const tree = mdx ? mdxToMdast(source, { features }) : markdownToMdast(source, { features })
  if (tree.type !== 'root') throw new Error(`A tree of type ${tree.type}`)
  return tree
}

const READERS = {
  text: readText,
  markdown: createMarkdownReader(),
  mdx: createMarkdownReader({ mdx: true }),
  satteri: createMarkdownReader({ parse: satteri }),
  'satteri with MDX': createMarkdownReader({ parse: satteri, mdx: true }),
}

for (const [name, read] of Object.entries(READERS)) {
  test(`every segment knows its place: ${name}`, () => {
    fc.assert(
      fc.property(snippet, (source) => {
        expect(faultsOf(read(source))).toEqual([])
      }),
      { numRuns: 2000 },
    )
  })
}

test('both parsers read the same prose', () => {
  const sources = [
    '# A *b* {#c}\r\n\r\n> d &amp; e\r\n> f  \r\n> g\r\n',
    '\uFEFF- a\n  - b `c`\n\n1. d\n\n| e | f |\n| - | - |\n| g\\|h | i |\n',
    'See https://a.example, www.b.example and c@d.example: 10:30.\n\n[^1]: A note.\n\nx[^1]\n',
    ':::note[Title]\nInside.\n:::\n\n<p>One <b>two</b></p>\n\n---\n\n$5 or $6, 😀 日本語\n',
    '---\ntitle: A\n---\n\n[a][b] ![c](d) <e@f.example>\n\n[b]: g\n',
  ]
  for (const source of sources) expect(blocksOf(READERS.satteri(source))).toEqual(blocksOf(READERS.markdown(source)))
})
