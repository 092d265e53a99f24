import type { Document, OutlineNode, SourceDraft, SourceRule } from 'unmangle-core'
import { codeSpans, documentLines, type Line, linesOf, meets } from '../code-spans.ts'
import { closes, type Fence, fenceOf, isSentence, isSubheading } from '../fences.ts'

/** What a fence may enclose that is Markdown itself. */
const SPEAKS_MARKDOWN = /^(?:markdown|md|mdx|mdc|rst|diff|txt|text|tex|latex|html|liquid|njk)\b/i

/** A page in a fence, or a torn fence: until they are mended, fences after them open where they close. */
const UPSETS = /^ {0,3}(?:`{3,}(?:markdown|md|mdx)[ \t]*\r?$|` {1,2}`|`` {1,2}`)/m
/** Code that has neither tables nor tags. */
const PLAIN =
  /^(?:bash|sh|shell|zsh|fish|console|terminal|powershell|ps1|bat|cmd|json|jsonc|ya?ml|toml|ini|env|py|python)$/i
const TAG = /^ *<\/?[A-Z]\w*(?: [^<>]*)?>\s*$/
const ROW = /^ {0,3}[|｜].*\|\s*$/
const DELIMITERS = /^ {0,3}\|[ :|-]*-[ :|-]*\|\s*$/
/** The word of a fence alone, and what looks like a line of its code. */
const LANGUAGE =
  /^(?:bash|sh|shell|zsh|console|powershell|js|jsx|ts|tsx|javascript|typescript|json|python|py|rust|sql|yaml|yml|toml)$/
const CODE =
  /[;{}()[\],]$|^\s*(?:[$}>)]|(?:await|brew|cargo|cd|const|curl|def|docker|export|fn|from|git|go|import|let|mkdir|npm|npx|pip|pnpm|python3?|return|select|sudo|use|var|yarn)\b|[\w.-]+ ?[=:] ?\S)/i
/** A paragraph of more lines is not looked through. */
const MOST_LINES = 60

export const rule: SourceRule = {
  kind: 'source',
  id: 'lost-fence',
  family: 'markup',
  description: 'Code that lost a fence, so that prose is read as code or code as prose',
  check(document) {
    if (document.format === 'text') return []
    return [...codeNodes(document).flatMap((node) => draftFor(document, node) ?? []), ...unfenced(document)]
  },
}

/** Code that begins at the start of a line: what a list or a quote holds ends with them. */
function codeNodes({ source, reading }: Document): readonly OutlineNode[] {
  return reading.outline.filter(
    ({ kind, start }) => kind === 'code' && (start === 0 || /[\n\uFEFF]/.test(source.charAt(start - 1))),
  )
}

function draftFor({ source }: Document, { start, end }: OutlineNode): SourceDraft | undefined {
  const text = source.slice(start, end)
  const lines = linesOf(text)
  const opening = fenceOf(lines[0])
  if (!opening || SPEAKS_MARKDOWN.test(opening.info)) return undefined
  const last = lines.length - 1
  const closing = last > 0 ? fenceOf(lines[last]) : undefined
  const isOpen = !closing || !closes(closing, opening)
  if (isOpen && source.slice(end).trim() !== '') return undefined
  const body = lines.slice(1, isOpen ? undefined : last)
  const swallowed = body.findIndex((line) => isOpeningFence(line, opening))
  if (!isOpen && swallowed < 0) return undefined
  if (opening.info === '' && UPSETS.test(source.slice(0, start))) return undefined
  const prose = proseIn(body, isOpen || swallowed < 0 ? body.length : swallowed, opening)
  if (prose === undefined) return isOpen && hasProse(body) ? report(start, lines[0]) : undefined
  const code = body.slice(0, prose)
  while (code.length > 0 && code.at(-1)?.text.trim() === '') code.pop()
  const stop = code.at(-1)?.end
  if (stop === undefined || code.some(({ text }) => isSentence(text))) return report(start, lines[0])
  const fence = opening.mark.repeat(opening.length)
  const newline = source.includes('\r\n') ? '\r\n' : '\n'
  const closed = `${text.slice(0, stop)}${newline}${fence}`
  return {
    start,
    end,
    expected: [closed + text.slice(stop)],
    tier: 'suggest',
    message: 'The code is never closed, and what follows is read as code.',
    why: 'Machines drop the line that closes a fence; the heading, table or tag after a blank line is where the page goes on.',
    announces: [{ kind: 'code', start: 0, end: closed.length }],
  }
}

/** A fence with a language stands inside code only where that code was not closed. */
function isOpeningFence(line: Line, opening: Fence): boolean {
  const fence = fenceOf(line)
  return fence !== undefined && fence.info !== '' && fence.mark === opening.mark && fence.length >= opening.length
}

/** The first line that no code has, after a blank one and before line `limit`: a heading, the head of a table, a component. */
function proseIn(lines: readonly Line[], limit: number, opening: Fence): number | undefined {
  const isPlain = PLAIN.test(opening.info)
  for (let i = 1; i < limit; i++) {
    const text = lines[i]?.text ?? ''
    if (!isBlank(lines[i - 1])) continue
    if (isSubheading(text) && isBlank(lines[i + 1])) return i
    if (ROW.test(text) && DELIMITERS.test(lines[i + 1]?.text ?? '')) return i
    if (isPlain && TAG.test(text)) return i
  }
  return undefined
}

function isBlank(line: Line | undefined): boolean {
  return line === undefined || line.text.trim() === ''
}

/** Whether a sentence stands between blank lines: code has such only in a text of its own. */
function hasProse(lines: readonly Line[]): boolean {
  return lines.some((line, i) => isSentence(line.text) && isBlank(lines[i - 1]) && isBlank(lines[i + 1]))
}

function report(start: number, line: Line | undefined): SourceDraft {
  return {
    start,
    end: start + (line?.text.length ?? 0),
    expected: [],
    tier: 'report',
    message: 'The code is never closed, and what follows is read as code.',
    why: 'Machines drop the line that closes a fence; where it stood does not show.',
    announces: [],
  }
}

/** `js` on a line of its own, and code below it up to the end of the paragraph: both fences are gone. */
function unfenced(document: Document): SourceDraft[] {
  const lines = documentLines(document)
  return lines.flatMap((line, i): SourceDraft[] => {
    if (!LANGUAGE.test(line.text) || !isBlank(lines[i - 1])) return []
    let next = i + 1
    while (next < lines.length && next - i < MOST_LINES && !isBlank(lines[next])) next++
    const code = lines.slice(i + 1, next)
    const stop = code.at(-1)?.end
    if (stop === undefined || next - i === MOST_LINES || !code.every(({ text }) => CODE.test(text))) return []
    if (code.some((inside) => fenceOf(inside)) || meets(codeSpans(document), line.start, line.end)) return []
    const newline = document.source.includes('\r\n') ? '\r\n' : '\n'
    const answer = `\`\`\`${document.source.slice(line.start, stop)}${newline}\`\`\``
    return [
      {
        start: line.start,
        end: stop,
        expected: [answer],
        tier: 'suggest',
        message: 'The code has lost its fences.',
        why: 'Machines drop the marks of a fence, and leave the word that stood beside them.',
        announces: [{ kind: 'code', start: 0, end: answer.length }],
      },
    ]
  })
}
