import { becomes, type Damage, inSource, isProse, type Mechanism, type Page, pick } from './page.ts'
import { FRONT_MATTER_KEYS } from './tables.ts'

const isMarkdown = (page: Page) => page.format !== 'text'
const FRONT_MATTER = /^---\n(?:.*\n)*?---\n/
const FENCED = /^(```)([\w-]*)\n([\s\S]{1,400}?)\n```$/gm

/** Only in Markdown and MDX. */
function markdown(damages: (page: Page) => readonly Damage[]): (page: Page) => readonly Damage[] {
  return (page) => (isMarkdown(page) ? damages(page) : [])
}

export const markup: readonly Mechanism[] = [
  {
    id: 'link-broken',
    family: 'markup',
    tier: 'safe',
    why: 'Marks of a link are taken for prose, where a space stands before a bracket.',
    damages: markdown((page) =>
      inSource(page, /(?<!!)\[([^\][\n`]+)\]\(([^()\s]+)\)/g, (match) =>
        isProse(page, match.index + 1)
          ? becomes(match, `[${match[1]}] (${match[2]})`, { invertible: true })
          : undefined,
      ),
    ),
  },
  {
    id: 'link-address-spaced',
    family: 'markup',
    tier: 'safe',
    why: 'The address of a link is read as words, with spaces around its marks.',
    damages: markdown((page) =>
      inSource(page, /(?<!!)\[([^\][\n`]+)\]\((https?):\/\/([^()\s/]+)\/([^()\s]*)\)/g, (match) =>
        isProse(page, match.index + 1)
          ? becomes(match, `[${match[1]}](${match[2]}: //${match[3]} / ${match[4]})`)
          : undefined,
      ),
    ),
  },
  {
    id: 'emphasis-broken',
    family: 'markup',
    tier: 'safe',
    why: 'The marks of emphasis are taken for separate words.',
    damages: markdown((page) =>
      inSource(page, /(?<=[ \n])\*\*([\p{L}][^*\n`]*[\p{L}.])\*\*(?=[ \n,.])/gu, (match) =>
        isProse(page, match.index + 2) ? becomes(match, `** ${match[1]} **`, { invertible: true }) : undefined,
      ),
    ),
  },
  {
    id: 'emphasis-half-spaced',
    family: 'markup',
    tier: 'safe',
    why: 'A space slips inside the closing marks, and the words after them become bold too or the stars show.',
    damages: markdown((page) =>
      inSource(page, /(?<=[ \n])\*\*([\p{L}][^*\n`]*[\p{L}.])\*\*(?=[ \n,.])/gu, (match) =>
        isProse(page, match.index + 2) ? becomes(match, `**${match[1]} **`) : undefined,
      ),
    ),
  },
  {
    id: 'heading-broken',
    family: 'markup',
    tier: 'safe',
    why: 'The space after the marks of a heading is lost with the tokens around it.',
    damages: markdown((page) =>
      inSource(page, /(?<=\n\n)(#{2,4}) (\p{L}[^\n]*)(?=\n\n)/gu, (match) =>
        isProse(page, match.index + match[0].length - 1)
          ? becomes(match, `${match[1]}${match[2]}`, { invertible: !match[0].includes('`') })
          : undefined,
      ),
    ),
  },
  {
    id: 'list-broken',
    family: 'markup',
    tier: 'suggest',
    why: 'The space after the mark of a list item is lost.',
    damages: markdown((page) =>
      inSource(page, /^- (\p{L}[^\n]*)/gmu, (match) =>
        isProse(page, match.index + 2) ? becomes(match, `-${match[1]}`) : undefined,
      ),
    ),
  },
  {
    id: 'table-broken',
    family: 'markup',
    tier: 'suggest',
    why: 'The bar of a table becomes the full-width bar of the source’s keyboard.',
    damages: markdown((page) =>
      inSource(page, /^\|([^|\n]*\p{L}[^|\n]*)\|([^\n]*\|)$/gmu, (match) =>
        becomes(match, `|${match[1]}｜${match[2]}`),
      ),
    ),
  },
  {
    id: 'fence-broken',
    family: 'markup',
    tier: 'safe',
    whole: true,
    why: 'The backticks of a fence are taken for quotation marks, and parted.',
    damages: markdown((page) =>
      [...page.text.matchAll(FENCED)].map((match) => {
        const end = match.index + match[0].length
        const open = match[1] + match[2]
        return [
          { start: match.index, end: match.index + open.length, damaged: `\` \` \`${match[2]}` },
          { start: end - 3, end, damaged: '` ` `' },
        ]
      }),
    ),
  },
  {
    id: 'fence-lost',
    family: 'markup',
    tier: 'safe',
    whole: true,
    why: 'A line of marks alone is dropped when the text is put together again.',
    damages: markdown((page) =>
      [...page.text.matchAll(FENCED)].map((match) => {
        const end = match.index + match[0].length
        const last = match[3]?.split('\n').at(-1) ?? ''
        return [{ start: end - 4 - last.length, end, damaged: last }]
      }),
    ),
  },
  {
    id: 'fence-wrapped',
    family: 'wrapper',
    tier: 'safe',
    whole: true,
    why: 'A model answers with the page as a block of code, and may stop before it closes it.',
    damages: markdown((page) => {
      const { length } = page.text
      const open = { start: 0, end: 0, damaged: '```markdown\n', shown: { start: 0, end: 11 }, expected: [''] }
      const close = { start: length, end: length, damaged: '\n```\n', shown: { start: 1, end: 4 }, expected: [''] }
      const lost = page.random() < 0.3
      return [lost ? [open] : [open, close].map((site) => ({ ...site, invertible: true }))]
    }),
  },
  {
    id: 'rule-doubled',
    family: 'wrapper',
    tier: 'safe',
    whole: true,
    why: 'A model closes the front matter, and then draws the line that it closes with again.',
    damages: markdown((page) => {
      const front = FRONT_MATTER.exec(page.text)
      if (!front) return []
      const at = front[0].length
      return [[{ start: at, end: at, damaged: '---\n', shown: { start: 0, end: 3 }, expected: [''], invertible: true }]]
    }),
  },
  {
    id: 'frontmatter-key-translated',
    family: 'markup',
    tier: 'safe',
    why: 'Front matter is read as prose, and its keys with it.',
    damages: markdown((page) => {
      const front = FRONT_MATTER.exec(page.text)?.[0] ?? ''
      return inSource({ ...page, text: front }, /^(\w+)(: .*)$/gm, (match) => {
        const key = pick(page, FRONT_MATTER_KEYS[match[1] ?? ''] ?? [])
        return key === undefined ? undefined : becomes(match, `${key}${match[2]}`)
      })
    }),
  },
  {
    id: 'dash-for-option',
    family: 'typography',
    tier: 'safe',
    why: 'Two hyphens are set as a dash.',
    damages: (page) => inSource(page, /(?<=[ `])--([a-z][\w-]+)/g, (match) => becomes(match, `—${match[1]}`)),
  },
]
