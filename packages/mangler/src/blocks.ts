import { type Damage, inSource, isProse, type Mechanism, type Page, pick } from './page.ts'
import { BOILERPLATE, SOURCE_PARAGRAPHS, TALK } from './tables.ts'

/** Whole paragraphs of prose, as places in the source. */
function paragraphs(page: Page): { start: number; end: number }[] {
  return inSource(page, /(?<=^|\n\n)[\p{L}¿¡"“«„][^\n]{40,}(?=\n\n|\n?$)/gu, (match) => {
    const end = match.index + match[0].length
    return isProse(page, match.index) && isProse(page, end - 1) ? { start: match.index, end, damaged: '' } : undefined
  }).flat()
}

/** A line of its own after every paragraph, of which one will be taken. */
function lineAfter(page: Page, line: string | undefined): Damage[] {
  if (line === undefined) return []
  return paragraphs(page).map(({ end }) => [
    { start: end, end, damaged: `\n\n${line}`, shown: { start: 2, end: 2 + line.length }, expected: [''] },
  ])
}

export const blocks: readonly Mechanism[] = [
  {
    id: 'llm-talk',
    family: 'wrapper',
    tier: 'safe',
    why: 'A model says something about its answer before it.',
    damages: (page) => {
      const line = pick(page, (TALK[page.lang] ?? []).slice(0, 2))
      if (line === undefined || page.text.startsWith('---')) return []
      return [[{ start: 0, end: 0, damaged: `${line}\n\n`, shown: { start: 0, end: line.length }, expected: [''] }]]
    },
  },
  {
    id: 'llm-talk-mid-page',
    family: 'wrapper',
    tier: 'suggest',
    why: 'A long page is translated in pieces, and the model speaks between them.',
    damages: (page) => lineAfter(page, pick(page, TALK[page.lang] ?? [])),
  },
  {
    id: 'boilerplate-left',
    family: 'boilerplate',
    tier: 'suggest',
    why: 'The page around the text is translated along.',
    damages: (page) => lineAfter(page, pick(page, BOILERPLATE[page.lang] ?? [])),
  },
  {
    id: 'source-paragraph-left',
    family: 'residue',
    tier: 'report',
    why: 'A piece is handed on untranslated when the machine fails on it.',
    damages: (page) => {
      const others = Object.keys(SOURCE_PARAGRAPHS).filter((lang) => lang !== page.lang)
      const damaged = SOURCE_PARAGRAPHS[pick(page, others) ?? '']
      if (damaged === undefined) return []
      return paragraphs(page).map(({ start, end }) => [{ start, end, damaged, expected: [] }])
    },
  },
  {
    id: 'paragraph-twice',
    family: 'repetition',
    tier: 'suggest',
    why: 'Overlapping pieces of a page are both kept.',
    damages: (page) =>
      paragraphs(page).map(({ start, end }) => {
        const paragraph = page.text.slice(start, end)
        const shown = { start: 2, end: 2 + paragraph.length }
        return [{ start: end, end, damaged: `\n\n${paragraph}`, shown, expected: [''] }]
      }),
  },
  {
    id: 'section-twice',
    family: 'repetition',
    tier: 'suggest',
    whole: true,
    why: 'The same with a section and its heading.',
    damages: (page) =>
      inSource(page, /(?<=\n)## [^\n]+\n(?:(?!#|```)[^\n]*\n)+(?=## )/g, (match) => {
        const end = match.index + match[0].length
        const shown = { start: 0, end: match[0].trimEnd().length }
        return { start: end, end, damaged: match[0], shown, expected: [''] }
      }),
  },
  {
    id: 'cut-off',
    family: 'residue',
    tier: 'report',
    whole: true,
    why: 'A model stops at the end of what it may say.',
    damages: (page) => {
      const last = paragraphs(page).at(-1)
      if (!last || page.text.slice(last.end).trim() !== '') return []
      const kept = page.text.slice(last.start, last.end).split(' ')
      const damaged = kept
        .slice(0, Math.ceil(kept.length * 0.7))
        .join(' ')
        .replace(/[.,;:!?]$/, '')
      return [[{ start: last.start, end: page.text.length, damaged, expected: [] }]]
    },
  },
]
