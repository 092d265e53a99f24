import type { Finding } from 'unmangle-core'
import { formatOf } from 'unmangle-readers'
import { fingerprintsOf } from '../fingerprint.ts'
import type { Item } from './item.ts'

const PREFIX = /^[ \t>]*/
/** Nothing, or a heading. */
const ENDS_PARAGRAPH = /^[ \t>]*(?:#{1,6}[ \t].*)?$/

/**
 * The text of a finding's file with a comment that silences the rule on its line. It stands on a line of its own above,
 * but within a paragraph, which such a line would end, at the end of the line before. Undefined where there is no place
 * for one: in a table, in plain text, and where findings would not be as before.
 *
 * @param check What is found in a text.
 */
export function silenced(item: Item, check: (text: string) => readonly Finding[]): string | undefined {
  const { text, finding, file } = item
  const format = formatOf(file.path)
  const line = text.lastIndexOf('\n', finding.start - 1) + 1
  const prefix = PREFIX.exec(text.slice(line, finding.start))?.[0] ?? ''
  if ((format !== 'markdown' && format !== 'mdx') || text[line + prefix.length] === '|') return undefined
  const words = `unmangle-disable-next-line ${finding.rule}`
  const comment = format === 'mdx' ? `{/* ${words} */}` : `<!-- ${words} -->`
  const end = text[line - 2] === '\r' ? '\r\n' : '\n'
  const before = Math.max(0, line - end.length)
  const previous = text.slice(text.lastIndexOf('\n', before - 1) + 1, before)
  const changed = ENDS_PARAGRAPH.test(previous)
    ? text.slice(0, line) + prefix + comment + end + text.slice(line)
    : `${text.slice(0, before)} ${comment}${text.slice(before)}`
  const found = check(changed).map(inWords)
  return found.join('\n') === kept(item, check(text)).join('\n') ? changed : undefined
}

/** What is to be found still, in order. */
function kept({ text, fingerprint }: Item, findings: readonly Finding[]): string[] {
  const prints = fingerprintsOf(text, findings)
  return findings.filter((_, i) => prints[i] !== fingerprint).map(inWords)
}

function inWords({ rule, text }: Finding): string {
  return JSON.stringify([rule, text])
}
