import { writeCell } from './cells.ts'
import type { LanguagePair } from './errors.ts'
import type { Lose, TermPair } from './write.ts'

/** DeepL's table: source, target and their languages, no header row. */
export function writeDeepl(pairs: readonly TermPair[], { source, target }: LanguagePair, lose: Lose): string {
  return tableOf(pairs, lose, [], [source, target])
}

/** Google's table: a row of languages, then source and target. */
export function writeGoogle(pairs: readonly TermPair[], { source, target }: LanguagePair, lose: Lose): string {
  return tableOf(pairs, lose, [[source, target]], [])
}

function tableOf(
  pairs: readonly TermPair[],
  lose: Lose,
  header: readonly (readonly string[])[],
  languages: readonly string[],
): string {
  for (const { term } of pairs) {
    for (const _ of term.aliases) lose('alias')
    for (const _ of term.never) lose('forbidden form')
    if (term.note) lose('note')
  }
  const rows = [...header, ...pairs.map((pair) => [pair.source, pair.target, ...languages])]
  return rows.map((cells) => `${cells.map((cell) => writeCell(cell, ',')).join(',')}\n`).join('')
}

/** A PO file as Weblate keeps terminology: aliases and forbidden forms are entries of their own, told apart by context. */
export function writePo(pairs: readonly TermPair[], { source, target }: LanguagePair, lose: Lose): string {
  const header = [
    'msgid ""',
    'msgstr ""',
    '"MIME-Version: 1.0\\n"',
    '"Content-Type: text/plain; charset=UTF-8\\n"',
    '"Content-Transfer-Encoding: 8bit\\n"',
    `${quote(`Language: ${target.replaceAll('-', '_')}\n`)}`,
    `${quote(`X-Source-Language: ${source.replaceAll('-', '_')}\n`)}`,
    '',
  ]
  const entries = pairs.map((pair) => entriesOf(pair, target, lose))
  return `${[...header, ...entries.flat()].join('\n')}\n`.replace(/\n\n$/, '\n')
}

function entriesOf({ term, source, target }: TermPair, lang: string, lose: Lose): string[] {
  const lines: string[] = []
  for (const line of term.note?.split('\n') ?? []) lines.push(`#. ${line}`)
  const everywhere = term.lang === undefined && Object.keys(term.forms).length === 0
  if (everywhere) lines.push('#, read-only')
  lines.push(`msgid ${quote(source)}`, `msgstr ${quote(target)}`, '')
  // Where the term is of another language, its other forms say nothing of this one.
  const speaks = everywhere || term.lang === lang
  for (const form of term.aliases) {
    if (speaks) lines.push(...variant(source, form, []))
    else lose('alias')
  }
  for (const form of term.never) {
    if (speaks) lines.push(...variant(source, form, ['#, forbidden']))
    else lose('forbidden form')
  }
  return lines
}

function variant(source: string, form: string, flags: readonly string[]): string[] {
  return [...flags, `msgctxt ${quote(form)}`, `msgid ${quote(source)}`, `msgstr ${quote(form)}`, '']
}

const ESCAPES: Readonly<Record<string, string>> = { '\n': '\\n', '\t': '\\t', '\r': '\\r', '"': '\\"', '\\': '\\\\' }

function quote(text: string): string {
  return `"${text.replace(/[\n\t\r"\\]/g, (unit) => ESCAPES[unit] ?? unit)}"`
}
