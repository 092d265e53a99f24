import { FormRole, type GlossaryOverlay, openIndex, type Term, type TermForm } from 'unmangle-core'
import { canonicalForm } from './overlay.ts'

const MAGIC = 0x554d4f31
/** Magic, terms that it was compiled of, forms. */
const HEADER = 3
/** Of a form: its term, its role, its place in the term's list. */
const FIELDS = 3

/** Writes an overlay: a header, the forms as places in `terms`, the bytes of the index. */
export function overlayBytes(overlay: GlossaryOverlay, terms: readonly Term[]): Uint8Array {
  const places = new Map(terms.map((term, i) => [term, i]))
  const numbers = [MAGIC, terms.length, overlay.forms.length]
  for (const { term, role, form } of overlay.forms) {
    const place = places.get(term)
    if (place === undefined) throw new Error(`"${form}" belongs to none of the terms`)
    numbers.push(place, role, listOf(term, role).indexOf(form))
  }
  const head = new Uint8Array(Int32Array.from(numbers).buffer)
  const bytes = new Uint8Array(head.length + overlay.index.bytes.byteLength)
  bytes.set(head)
  bytes.set(new Uint8Array(overlay.index.bytes), head.length)
  return bytes
}

/**
 * Reads an overlay back; no index is built.
 *
 * @param terms Those that it was written with, in the same order.
 * @throws {Error} if the bytes are not an overlay of these terms.
 */
export function openOverlay(bytes: Uint8Array, terms: readonly Term[], lang: string): GlossaryOverlay {
  const whole = new Uint8Array(bytes).buffer
  const numbers = new Int32Array(whole, 0, whole.byteLength >> 2)
  const [magic, count, formCount = 0] = numbers
  if (magic !== MAGIC || count !== terms.length) throw new Error('these bytes are no overlay of these terms')
  const forms: TermForm[] = []
  const end = HEADER + formCount * FIELDS
  for (let at = HEADER; at < end; at += FIELDS) {
    const term = terms[numbers[at] ?? -1]
    const role = ROLES.find((known) => known === numbers[at + 1])
    if (!term || role === undefined) throw new Error('these bytes are no overlay of these terms')
    const form = listOf(term, role)[numbers[at + 2] ?? -1] ?? singleForm(term, role, lang)
    forms.push({ term, role, form })
  }
  return { lang, terms: [...new Set(forms.map(({ term }) => term))], forms, index: openIndex(whole.slice(end * 4)) }
}

const ROLES: readonly FormRole[] = Object.values(FormRole)

function listOf(term: Term, role: FormRole): readonly string[] {
  return role === FormRole.alias ? term.aliases : role === FormRole.never ? term.never : []
}

function singleForm(term: Term, role: FormRole, lang: string): string {
  const family = role === FormRole.family ? term.parts?.family : undefined
  return family ?? canonicalForm(term, lang) ?? term.term
}
