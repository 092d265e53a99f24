import type { Term } from 'unmangle-core'
import { EVERYWHERE } from './tbx.ts'
import type { Lose } from './write.ts'

const HEAD = `<?xml version="1.0" encoding="UTF-8"?>
<tbx style="dca" type="TBX-Basic" xml:lang="en" xmlns="urn:iso:std:iso:30042:ed-2">
  <tbxHeader>
    <fileDesc>
      <sourceDesc>
        <p>A glossary of Unmangle</p>
      </sourceDesc>
    </fileDesc>
  </tbxHeader>
  <text>
    <body>
`
const FOOT = `    </body>
  </text>
</tbx>
`

/** Writes TBX-Basic in the style DCA: a concept for each term, or for the terms of one concept that stand together. */
export function writeTbx(terms: readonly Term[], lose: Lose): string {
  const concepts: Term[][] = []
  for (const term of terms) {
    const last = concepts.at(-1)
    if (last?.every((other) => isSameConcept(other, term))) last.push(term)
    else concepts.push([term])
  }
  const parts = concepts.map((concept, i) => conceptText(concept, i + 1, lose))
  return `${HEAD}${parts.join('')}${FOOT}`
}

/** Whether two terms are one concept in two languages: each is the other's form there. */
function isSameConcept(a: Term, b: Term): boolean {
  const tied = a.lang !== undefined && b.lang !== undefined && a.lang !== b.lang
  return tied && a.forms[b.lang] === b.term && b.forms[a.lang] === a.term && a.kind === b.kind && a.note === b.note
}

function conceptText(terms: readonly Term[], number: number, lose: Lose): string {
  const [first] = terms
  if (!first) return ''
  const lines = [`      <conceptEntry id="c${number}">`]
  if (first.kind !== 'term') lines.push(`        <descrip type="subjectField">${first.kind}</descrip>`)
  if (first.authority) lines.push(`        <admin type="source">${escaped(first.authority)}</admin>`)
  if (first.note) lines.push(`        <note>${escaped(first.note)}</note>`)
  if (terms.some((term) => term.parts)) lose('parts')
  const own = new Map(terms.map((term) => [term.lang ?? EVERYWHERE, term]))
  const main = first.lang ?? EVERYWHERE
  const tags = [main, ...Object.keys(first.forms)]
  for (const tag of new Set(tags)) {
    const term = own.get(tag)
    const gender = genderOf(terms, tag, tag === main, lose)
    lines.push(`        <langSec xml:lang="${tag}">`)
    lines.push(...section(term?.term ?? first.forms[tag] ?? '', term ? 'preferredTerm' : '', gender))
    for (const alias of term?.aliases ?? []) lines.push(...section(alias, 'admittedTerm', ''))
    for (const wrong of term?.never ?? []) lines.push(...section(wrong, 'deprecatedTerm', ''))
    lines.push('        </langSec>')
  }
  lines.push('      </conceptEntry>', '')
  return lines.join('\n')
}

/** TBX knows the gender of a term in a language, with `other` for the common one. */
function genderOf(terms: readonly Term[], tag: string, isMain: boolean, lose: Lose): string {
  for (const { gender } of terms) {
    const found = typeof gender === 'string' ? gender : gender?.[tag]
    if (typeof gender === 'string' && isMain) lose('gender in every language')
    if (found) return found === 'common' ? 'other' : found
  }
  return ''
}

function section(text: string, status: string, gender: string): string[] {
  const lines = ['          <termSec>', `            <term>${escaped(text)}</term>`]
  if (status !== '') lines.push(`            <termNote type="administrativeStatus">${status}-admn-sts</termNote>`)
  if (gender !== '') lines.push(`            <termNote type="grammaticalGender">${gender}</termNote>`)
  lines.push('          </termSec>')
  return lines
}

const ENTITIES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;' }

/** What XML may not hold at all. */
const FORBIDDEN = /[\u0000-\u0008\v\f\u000E-\u001F\uFFFE\uFFFF]|\p{Cs}/gu

function escaped(text: string): string {
  return text.replace(FORBIDDEN, '\uFFFD').replace(/[&<>]/g, (unit) => ENTITIES[unit] ?? unit)
}
