import type { Document, OutlineNode, SourceDraft, SourceRule } from 'unmangle-core'

/** An opening fence twice, keys, and the closing fence: without the first line it is front matter. */
const DOUBLED_OPENING =
  /^---[ \t]*(\r?\n)---[ \t]*\r?\n((?:[\p{L}_][\p{L}\p{N}_-]*:[^\n]*\n|[ \t]+\S[^\n]*\n|- [^\n]*\n){1,100})---[ \t]*(?=\r?\n|$)/u
const HYPHENS = /^-{3,}[ \t]*$/
const LINE_END = /^[ \t]*\r?\n$/

export const rule: SourceRule = {
  kind: 'source',
  id: 'doubled-rule',
  family: 'markup',
  description: 'A line of hyphens twice in a row at the front matter',
  check(document) {
    if (document.format === 'text') return []
    return doubledOpening(document) ?? [...afterFrontMatter(document), ...twins(document)]
  },
}

/** Every doubled line makes one of the other be something else: an empty front matter, or a heading. */
function doubledOpening({ source }: Document): SourceDraft[] | undefined {
  const start = source.startsWith('\uFEFF') ? 1 : 0
  if (!source.startsWith('---', start)) return undefined
  const [found = '', newline = '\n', keys = ''] = DOUBLED_OPENING.exec(source.slice(start)) ?? []
  if (found === '') return undefined
  const answer = `---${newline}${keys}---`
  return [
    {
      ...{ start, end: start + found.length, expected: [answer], tier: 'safe' },
      message: 'The line that opens the front matter stands twice.',
      why: 'Machines write the opening line anew before the page; the first two are then read as an empty front matter, and the keys as a heading.',
      announces: [{ kind: 'frontMatter', start: 0, end: answer.length }],
    },
  ]
}

/** The closing line of the front matter, a second time on the next line. */
function afterFrontMatter({ source, reading }: Document): SourceDraft[] {
  const front = reading.outline[0]
  const next = reading.outline[1]
  if (front?.kind !== 'frontMatter' || next?.kind !== 'rule' || !isFence(source, front)) return []
  if (!HYPHENS.test(source.slice(next.start, next.end)) || !LINE_END.test(source.slice(front.end, next.start)))
    return []
  if (source.slice(front.start, front.end).split('\n').length < 3) return []
  const closing = source.lastIndexOf('\n', front.end - 1) + 1
  return [
    {
      ...{ start: closing, end: next.end, expected: [source.slice(closing, front.end)], tier: 'safe' },
      message: 'The line that closes the front matter stands twice.',
      why: 'Machines write the closing line anew before the page, and the second one becomes a rule across it.',
      announces: [],
    },
  ]
}

function isFence(source: string, { start, end }: OutlineNode): boolean {
  return source.startsWith('---', start) && source.slice(start, end).trimEnd().endsWith('---')
}

/** Two rules on neighbouring lines. */
function twins({ source, reading }: Document): SourceDraft[] {
  const rules = reading.outline.filter(({ kind }) => kind === 'rule')
  return rules.flatMap((node, i) => {
    const next = rules[i + 1]
    if (!next || !LINE_END.test(source.slice(node.end, next.start))) return []
    const line = source.slice(node.start, node.end)
    if (line.trim() !== source.slice(next.start, next.end).trim()) return []
    return [
      {
        ...{ start: node.start, end: next.end, expected: [line], tier: 'suggest' },
        message: 'The same rule across the page stands twice.',
        why: 'Machines that join the pieces of a page write the line between them twice.',
        announces: [{ kind: 'rule', start: 0, end: line.length }],
      } as const,
    ]
  })
}
