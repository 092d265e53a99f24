import type { Term } from 'unmangle-core'
import { writeCell } from './cells.ts'
import { COLUMNS, SEPARATOR } from './table.ts'
import type { Lose } from './write.ts'

/** Writes a table with a header row; it has the columns that something stands in. */
export function writeTable(terms: readonly Term[], delimiter: ',' | '\t', lose: Lose): string {
  const rows = terms.map((term) => cellsOf(term, lose))
  const used = new Set(rows.flatMap((row) => [...row.keys()]))
  const tags = [...used].filter((column) => !COLUMNS.includes(column)).sort()
  const columns = ['term', ...COLUMNS.slice(1).filter((column) => used.has(column)), ...tags]
  const lines = [columns, ...rows.map((row) => columns.map((column) => row.get(column) ?? ''))]
  return lines.map((cells) => `${cells.map((cell) => writeCell(cell, delimiter)).join(delimiter)}\n`).join('')
}

function cellsOf(term: Term, lose: Lose): Map<string, string> {
  const cells = new Map<string, string>()
  const put = (column: string, text: string | undefined) => {
    if (text !== undefined && text !== '') cells.set(column, text)
  }
  const list = (forms: readonly string[], what: string) => {
    const kept = forms.filter((form) => !form.includes(SEPARATOR))
    for (let i = kept.length; i < forms.length; i++) lose(`${what} with ${SEPARATOR}`)
    return kept.join(SEPARATOR)
  }
  put('term', term.term)
  put('kind', term.kind === 'term' ? '' : term.kind)
  put('family', term.parts?.family)
  put('given', term.parts?.given)
  put('aliases', list(term.aliases, 'alias'))
  put('never', list(term.never, 'forbidden form'))
  put('gender', genderCell(term.gender))
  put('note', term.note)
  put('source', term.authority)
  put('lang', term.lang)
  for (const [tag, form] of Object.entries(term.forms)) put(tag, form)
  return cells
}

function genderCell(gender: Term['gender']): string {
  if (gender === undefined || typeof gender === 'string') return gender ?? ''
  return Object.entries(gender)
    .map(([tag, name]) => `${tag}:${name}`)
    .join(SEPARATOR)
}
