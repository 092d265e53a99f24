import type { Document, OutlineNode, SourceDraft, SourceRule, Span } from 'unmangle-core'

/** A dash before a small word of ASCII, at the start of code or after a space or a bracket. */
const DASHED = /(?<=^|[\s`([|"'])[–—]{1,2}([a-z][a-z0-9]*(?:-[a-z0-9]+)*)(?![\p{L}\p{N}_–—-])/gmu
const OPTION = /(?<=^|[\s`([|"'=])--?[a-z][a-z0-9-]*(?![\w-])/gm
/** Languages of fenced code in which words after a dash are options. */
const SHELL = /^(?:sh|bash|shell|zsh|console|shell-session|shellsession|terminal|powershell|pwsh|ps1|cmd|bat|fish)?$/i
const LONGEST_LINE = 500

export const rule: SourceRule = {
  kind: 'source',
  id: 'dash-for-option',
  family: 'identifier',
  description: 'A dash where an option of a command has two hyphens',
  check(document) {
    const { source } = document
    if (!/[–—][a-z]/.test(source)) return []
    const known = optionsOf(document)
    const commands = commandsOf(document)
    const out: SourceDraft[] = []
    let at = 0
    for (const { 0: text, 1: name = '', index: start } of source.matchAll(DASHED)) {
      while ((commands[at]?.end ?? Number.POSITIVE_INFINITY) <= start) at++
      const option = [`--${name}`, `-${name}`].find((written) => known.has(written))
      const isCode = isCommand(source, commands[at], start)
      const plain = `${name.length === 1 ? '-' : '--'}${name}`
      if (!option && !isCode) continue
      out.push({
        start,
        end: start + text.length,
        expected: [option ?? plain],
        tier: option && isCode ? 'safe' : 'suggest',
        message: 'The option of a command has a dash before it: no command knows it so.',
        why: option
          ? `The page has ${option} elsewhere, and machines set two hyphens as a dash.`
          : 'Machines set two hyphens as a dash, in code too.',
        announces: [],
      })
    }
    return out
  },
}

/** The options that the page and its original have, letter for letter. */
function optionsOf({ source, original }: Document): ReadonlySet<string> {
  return new Set([...source.matchAll(OPTION), ...(original?.source.matchAll(OPTION) ?? [])].map(([option]) => option))
}

/** The code in which commands stand, in order. */
function commandsOf({ reading }: Document): readonly OutlineNode[] {
  return reading.outline.filter(
    ({ kind, info }) => kind === 'inlineCode' || (kind === 'code' && SHELL.test(info ?? '')),
  )
}

/** Whether a place stands in code that runs a command, after the word that names it. */
function isCommand(source: string, code: Span | undefined, at: number): boolean {
  if (!code || code.start > at) return false
  const near = source.slice(Math.max(code.start, at - LONGEST_LINE), at)
  const before = near.slice(near.lastIndexOf('\n') + 1)
  return /^[`\s$>%]*(?:[\w./-][^#]*[^.!?,;:#] )?$/.test(before)
}
