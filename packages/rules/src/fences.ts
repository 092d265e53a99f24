import type { Line } from './code-spans.ts'

/** A line that can open or close fenced code. */
export interface Fence {
  readonly mark: string
  /** How many marks it has. */
  readonly length: number
  /** What follows the marks: only an opening fence has any. */
  readonly info: string
}

const FENCE = /^ {0,3}(`{3,}(?=[^`]*$)|~{3,}(?!~))(.*)$/

export function fenceOf(line: Line | undefined): Fence | undefined {
  const [, marks = '', rest = ''] = FENCE.exec(line?.text ?? '') ?? []
  return marks === '' ? undefined : { mark: marks.charAt(0), length: marks.length, info: rest.trim() }
}

/** Whether a fence closes code that another one opened. */
export function closes(fence: Fence, opening: Fence): boolean {
  return fence.info === '' && fence.mark === opening.mark && fence.length >= opening.length
}

/** What fenced code among lines shows: which lines are in code, fences included, and whether the last code ends. */
export function fencedLines(lines: readonly Line[]): { readonly inCode: readonly boolean[]; readonly closed: boolean } {
  let open: Fence | undefined
  const inCode = lines.map((line) => {
    const fence = fenceOf(line)
    if (!fence) return open !== undefined
    if (!open) open = fence
    else if (closes(fence, open)) open = undefined
    return true
  })
  return { inCode, closed: open === undefined }
}

const HEADING = /^#{1,6} +\S/
const SUBHEADING = /^#{2,6} +[\p{L}\p{N}*_`[“«"']/u
const LIST = /^ {0,3}(?:[-*+]|\d{1,3}[.)]) +\S/
const LINK = /\[[^\]\s][^\]]{0,200}\]\([^)\s]{1,500}\)/
const BOLD = /\*\*[^\s*][^*]{0,200}\*\*/
const DELIMITER = /^[ :|-]+$/
const SENTENCE = /^[\p{Lu}\p{Lo}].{20,}[\p{L}\p{N}\p{M}"”’»)`*_][.!?:。！？：]$/u

export function isHeading(text: string): boolean {
  return HEADING.test(text)
}

/** A heading that no comment of a script or a configuration looks like. */
export function isSubheading(text: string): boolean {
  return SUBHEADING.test(text)
}

export function isSentence(text: string): boolean {
  return SENTENCE.test(text.trim())
}

/** The kinds of Markdown that lines show, outside of code. */
export function markdownSigns(lines: readonly Line[]): ReadonlySet<string> {
  const { inCode } = fencedLines(lines)
  const out = new Set<string>()
  lines.forEach(({ text }, i) => {
    if (inCode[i]) {
      out.add('fence')
      return
    }
    if (isHeading(text)) out.add('heading')
    if (isSubheading(text)) out.add('subheading')
    if (LIST.test(text)) out.add('list')
    if (LINK.test(text)) out.add('link')
    if (BOLD.test(text)) out.add('bold')
    if (text.includes('|') && text.includes('---') && DELIMITER.test(text)) out.add('table')
    if (isSentence(text)) out.add('sentence')
  })
  return out
}
