import { markdownToMdast } from 'satteri'
import type { Reading } from 'unmangle-core'
import { seeded } from 'unmangle-mangler'
import { createMarkdownReader } from 'unmangle-readers'

const features = { gfm: true, frontmatter: true, math: { singleDollarTextMath: false }, directive: true }
const fast = createMarkdownReader({
  parse: (source) => {
    const tree = markdownToMdast(source, { features })
    if (tree.type !== 'root') throw new Error(`a tree of type ${tree.type}`)
    return tree
  },
})
const pure = createMarkdownReader()

/** Markdown of every construct, in sentences of our own. */
export const SNIPPETS: readonly string[] = [
  'One line of prose.',
  'A line\nthat goes on\n\nand another paragraph.',
  'A hard break  \nand one by a backslash\\\nand the rest.',
  '# A heading\n\n## Another one ##\n\n###### The last\n\n####### none',
  'A heading\n=========\n\nAnother\n---\n',
  '*Emphasis*, **strong**, ***both***, _under_ and __double__.',
  'snake_case_word and 2*3*4 and **bold**text and *a*b.',
  '~~Gone~~ and ~single~.',
  '`code` and ``code with ` inside`` and ` `.',
  '    indented code\n\nProse.',
  '```js\nconst a = 1\n```\n\n~~~\ntildes\n~~~\n',
  '```\nnever closed\n\nstill code',
  '[A link](https://example.org "Title") and [another](<a b> (t)).',
  '[Reference][one], [collapsed][] and [shortcut].\n\n[one]: /a\n[collapsed]: /b "t"\n[shortcut]: <c>\n',
  '[Not a link] and [neither][nowhere].',
  '![An image](a.png "t") in a line, ![*alt*][i].\n\n[i]: b.png\n',
  '<https://example.org> and <someone@example.org>.',
  'See https://example.org/a_(b), www.example.org and someone@example.org.',
  '- one\n- two\n  goes on\n- three\n\n  with a paragraph\n',
  '* a\n  * b\n    * c\n      1. d\n      2. e\n',
  '1. one\n2) two\n10. ten\n',
  '- [ ] open\n- [x] done\n',
  '> A quote\n> of two lines\nand a lazy one\n\n> > nested\n> back\n',
  '> - a list\n>   in a quote\n>\n> # and a heading\n',
  '- > a quote in a list\n  lazy\n',
  '| a | b |\n|---|:-:|\n| one | two |\n| a \\| pipe | `c \\| d` |\n| short |\n',
  'a | b\n- | -\n1 | **2**\n',
  '---\n\n***\n\n_ _ _\n',
  '---\ntitle: A title\nlang: en\n---\n\nProse.\n',
  '+++\ntitle = "A title"\n+++\n\nProse.\n',
  'A note[^1] and another[^long].\n\n[^1]: The first.\n[^long]: The second\n    goes on.\n',
  '<div>\n\nProse *inside*\n\n</div>\n',
  '<p>A <b>bold</b> word</p>\n',
  'Inline <span class="a">HTML</span> and <br/> and <!-- a comment --> on.',
  '<!-- a comment\nof two lines -->\n\nProse.\n',
  '<script>\nlet a = "prose"\n</script>\n\nProse.\n',
  '<pre>\nkept\n\nas it is\n</pre>\n',
  '&amp; &lt; &copy; &#65; &#x42; &nope; &amp',
  '\\* \\_ \\# \\[ \\] \\\\ \\a \\&amp;',
  'It costs $5, or $6; $$x^2$$ is a formula.\n\n$$\na + b\n$$\n',
  'At 10:30, in 16:9, he said:this and :badge[that]{.a}.',
  ':::note[Title]\nInside *it*.\n:::\n',
  '::leaf[Label]{a=b}\n\nProse.\n',
  '::::outer\n:::inner\nDeep.\n:::\n::::\n',
  '!!! note "Title"\n\n    Indented.\n',
  '> [!NOTE]\n> Useful.\n',
  '[[Wiki]] and [[page|label]] and ![[embed]].',
  '{{ template }} and {% tag %} and {{< short >}} and {# comment #}.',
  '## A heading {#anchor}\n\nA paragraph.\n{: .class }\n',
  'Windows\r\nline ends\r\n\r\n- and\r\n- a list\r\n',
  'Old\rline ends\r\rhere.',
  '\uFEFF# With a mark\n\nProse.\n',
  'Tabs\there\n\n-\ta list\n\n\tcode\n',
  '日本語の文。**強調**です。次の行\nへ続く。',
  'Привет, *мир*! Ünïcödé 👩‍🚀 e\u0301.',
  'عربي *نص* هنا.',
  'Two  spaces and a\u00A0hard one.\u2028A line separator.',
  '*unclosed **emphasis* here** and [unclosed (link.',
  '"Quotes" “curly” ‘single’ -- --- ...',
  '1986\\. A year at the start.\n\n1986. A list.\n',
  '+ a\n\n\n+ b\n\n      code\n',
  '[link *with **deep** emphasis* and `code`](a)\n',
  'Line one\\\n> not a quote? yes\n',
  'Setext of\ntwo lines\n===\n',
  '* * *\n* - + nested\n',
]

const MARKS = [
  ...[
    '*',
    '**',
    '_',
    '~~',
    '`',
    '```\n',
    '[',
    ']',
    '(',
    ')',
    '](a)',
    '![',
    '<',
    '>',
    '<b>',
    '</b>',
    '&amp;',
    '\\',
    '\n',
  ],
  ...[
    '\n\n',
    '\r\n',
    '  \n',
    '> ',
    '- ',
    '1. ',
    '# ',
    '| ',
    '|-|-|\n',
    '---\n',
    ':',
    ':::a\n',
    '$',
    '$$',
    '\t',
    ' ',
    'word',
  ],
  ...['日本', '\u00A0', '{', '}', '{{', '}}', '"', 'https://example.org', '[^1]', '[^1]: ', '<!--', '-->', '    '],
]

/** Snippets with marks put in, pieces taken out, doubled or joined to others. The seed decides all of it. */
export function* mutatedSnippets(count: number, seed: number): Generator<string> {
  const random = seeded(seed)
  const pick = <T>(list: readonly T[]): T | undefined => list[Math.floor(random() * list.length)]
  for (let n = 0; n < count; n++) {
    let text = pick(SNIPPETS) ?? ''
    for (let changes = 1 + Math.floor(random() * 3); changes > 0; changes--) {
      const at = Math.floor(random() * (text.length + 1))
      const end = Math.min(text.length, at + Math.floor(random() * 8))
      const kind = random()
      if (kind < 0.5) text = text.slice(0, at) + (pick(MARKS) ?? '') + text.slice(at)
      else if (kind < 0.7) text = text.slice(0, at) + text.slice(end)
      else if (kind < 0.85) text = text.slice(0, end) + text.slice(at)
      else text = text.slice(0, at) + (pick(SNIPPETS) ?? '') + text.slice(at)
    }
    yield text
  }
}

const WELL_FORMED =
  /^(?:> ?|- )*:{2,}[a-z]+(?:\[[\w *]*\])?(?:\{(?:[a-z]+=[a-z]+|\.[a-z]+)?\})?$|^(?:> ?|- )*:{3,}$|(?<!:):[a-z]+\[[\w *]+\](?:\{(?:[a-z]+=[a-z]+|\.[a-z]+)?\}|(?!\{))/gm
const DIRECTIVE = /::|:[^\s:[{]+[[{]/

/** Where the parsers differ, with the reason. */
const KNOWN: readonly { readonly why: string; readonly meets: (source: string) => boolean }[] = [
  {
    why: 'satteri turns a lone surrogate into U+FFFD, as all text that passes through UTF-8',
    meets: (source) => /\p{Surrogate}/u.test(source),
  },
  {
    why: 'what is no well-formed directive (a broken label, attributes that do not close, text after the fence) is no directive to one and half of one to the other',
    meets: (source) => DIRECTIVE.test(source.replace(WELL_FORMED, '')),
  },
  {
    why: 'a fence of front matter that is never closed, or closed with blanks behind it, is prose to both, but micromark lets no list and no heading begin in it',
    meets: (source) => /^\uFEFF?(?:\+\+\+|---)/.test(source),
  },
  {
    why: 'a row of a table whose delimiters begin like a bullet (`- | -`) is weighed against a list in another order',
    meets: (source) => /^[> \t]*[-*+] ?\|/m.test(source),
  },
  {
    why: 'an empty list item before a thematic break belongs to the break in satteri',
    meets: (source) => /^[> \t]*(?:[-*+]|\d+[.)])[ \t]*\r?\n[> \t]*[-*_]/m.test(source),
  },
  {
    why: 'blanks in the label of a footnote: GFM allows none, satteri does',
    meets: (source) => /\[\^[^\]]*\s[^\]]*\]/.test(source),
  },
  {
    why: 'an attribute of HTML without quotes that has `=` in it: CommonMark allows none, satteri does',
    meets: (source) => /<[a-z][^>]*=[^\s"'>]*=/.test(source),
  },
  {
    why: 'an address that begins inside a word, or is cut by the bar of a table',
    meets: (source) => /\p{L}https?:/u.test(source) || /https?:\S*\|/.test(source),
  },
  {
    why: 'an escaped star before a pair of stars: satteri pairs them, CommonMark leaves one',
    meets: (source) => /\\\*\*/.test(source),
  },
  {
    why: 'a definition as the head of a table: a definition to satteri, a cell to micromark',
    meets: (source) => /^[> \t]*\[[^\]]+\]:.*\n[> \t]*\|/m.test(source),
  },
  {
    why: 'code that is never closed inside a directive: its closing fence belongs to the code in satteri',
    meets: (source) => /^[> \t]*:::/m.test(source) && /^[> \t]*(?:```|~~~)/m.test(source),
  },
]

/** How the two parsers read a source differently: nothing where they agree, or differ for a known reason. */
export function differenceOf(source: string): { readonly fast: string[]; readonly pure: string[] } | undefined {
  const one = blocksOf(fast(source))
  const other = blocksOf(pure(source))
  if (one.join('\u0000') === other.join('\u0000')) return undefined
  return KNOWN.some(({ meets }) => meets(source)) ? undefined : { fast: one, pure: other }
}

function blocksOf({ prose }: Reading): string[] {
  return prose.blocks.map(({ kind, start, end }) => `${kind}: ${prose.text.slice(start, end)}`)
}
