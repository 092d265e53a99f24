/** Input that means harm. Shared by the two suites. */
const MANY = 50_000
const line = (length: number) => 'President Xi Jinping met the ministers so -called '.repeat(Math.ceil(length / 50))

/** What is long. */
export const LONG: Readonly<Record<string, string>> = {
  '5 MB on one line': line(5_000_000),
  '300,000 letters without a space': 'a'.repeat(300_000),
  'a million hyphens': '-'.repeat(1_000_000),
}

/** What repeats itself, `share` of its full size. */
export function repeated(share: number): Readonly<Record<string, string>> {
  const n = (count: number) => Math.ceil(count * share)
  return {
    '300,000 characters of a script without spaces': '漢字'.repeat(n(150_000)),
    'hyphens between words': 'a-'.repeat(n(300_000)),
    'hyphens between spaces': ' - '.repeat(n(300_000)),
    'a million spaces': `a${' '.repeat(n(1_000_000))}b`,
    'a million line ends': '\n'.repeat(n(1_000_000)),
    'marks upon one letter': `e${'\u0301'.repeat(n(300_000))}`,
    'one number': '1'.repeat(n(300_000)),
    'numbers and marks': '1,000.'.repeat(n(100_000)),
    'one word again and again': 'the '.repeat(n(200_000)),
    'a name again and again': 'Xi '.repeat(n(200_000)),
    'a list of one name': 'Japan and '.repeat(n(100_000)),
    'capital words': 'Democratic Liberal Party '.repeat(n(50_000)),
    backslashes: '\\'.repeat(n(300_000)),
    ampersands: '&'.repeat(n(300_000)),
    'entities without an end': '&#1234567'.repeat(n(50_000)),
    'zero-width and bidirectional controls': 'a\u200Bb\u200Dc\u202E\u2066d\u2069\u202C\uFEFF '.repeat(n(MANY)),
    'lone surrogates': 'a\uD800 \uDC00b \uDC00\uD800 '.repeat(n(20_000)),
    'NUL and U+2028': 'a\u0000b\u2028c\u2029\u0085d '.repeat(n(MANY)),
    'every code unit': Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code)).join(''),
    'every byte': String.fromCharCode(...Array.from({ length: 256 }, (_, code) => code)).repeat(n(200)),
    'mixed line ends': 'a\r\nb\rc\nd\n\re\r\r\n'.repeat(n(MANY)),
    'broken links': '[a] (https://example.org '.repeat(n(20_000)),
    'bold with spaces': '** a ** '.repeat(n(20_000)),
    'headings without a space': '#A\n'.repeat(n(MANY)),
    'table of one row': `| ${'a | '.repeat(n(20_000))}\n|${'-|'.repeat(n(20_000))}\n`,
    'a long table': `| a | b |\n|---|---|\n${'| the the | b |\n'.repeat(n(20_000))}`,
    'short paragraphs': 'the the\n\n'.repeat(n(MANY)),
    'front matter without an end': `---\n${'title: the the\n'.repeat(n(MANY))}`,
    'templates without an end': '{{ a {% b {# c '.repeat(n(20_000)),
    'a comment without an end': `<!-- ${'a -- '.repeat(n(MANY))}`,
    'attributes without an end': `<a ${'b="c" '.repeat(n(MANY))}`,
    'definitions of one label': '[a]: b\n'.repeat(n(20_000)),
    'links to nothing': '[a][b] '.repeat(n(20_000)),
    footnotes: '[^1] '.repeat(n(20_000)),
    'backticks of every length': Array.from({ length: 600 }, (_, i) => '`'.repeat(i)).join(' a '),
    'links without a target': '[a]('.repeat(n(20_000)),
    'text directives': ':a'.repeat(n(MANY)),
    autolinks: 'www.a.b '.repeat(n(20_000)),
    'addresses without an end': 'a@'.repeat(n(MANY)),
    'a list of many items': '- a\n'.repeat(n(20_000)),
    'HTML block': '<p>the the</p>\n'.repeat(n(20_000)),
  }
}

/** Past the limits of what is parsed: read as text. */
export const NESTED: Readonly<Record<string, string>> = {
  brackets: '['.repeat(MANY),
  'brackets that close': `${'['.repeat(MANY)}a${']'.repeat(MANY)}`,
  images: '!['.repeat(MANY),
  quotes: '> '.repeat(MANY),
  'quotes without spaces': `${'>'.repeat(MANY)} a`,
  lists: '- '.repeat(MANY),
  'numbered lists': '1. '.repeat(MANY),
  'indented lists': Array.from({ length: 2_000 }, (_, i) => `${' '.repeat(2 * i)}- a`).join('\n'),
  'quotes and lists': '> - '.repeat(MANY),
  emphasis: `${'*a **b '.repeat(MANY)}`,
  'emphasis of every kind': '*_~~'.repeat(MANY),
  'angle brackets': '<http:'.repeat(MANY),
  directives: ':a['.repeat(MANY),
}

/** Deep but no worse for a parser of Markdown than flat. */
export const DEEP: Readonly<Record<string, string>> = {
  'deep HTML in a line': `${'<b>'.repeat(MANY)}a${'</b>'.repeat(MANY)}`,
  'deep HTML over lines': `${'<div>\n'.repeat(MANY)}a\n${'</div>\n'.repeat(MANY)}`,
  'deep HTML of paragraphs': '<div>\n\na\n\n'.repeat(10_000),
  braces: '{'.repeat(MANY),
}
