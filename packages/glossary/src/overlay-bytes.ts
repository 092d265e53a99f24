import {
  FormRole,
  type GlossaryOverlay,
  openIndex,
  type PhraseIndex,
  TERM_KINDS,
  type Term,
  type TermForm,
} from 'unmangle-core'
import { canonicalForm, familyForm } from './overlay.ts'

const MAGIC = 0x554d4f33
/** Magic, terms that it was compiled of, forms, whether some are the project's own. */
const HEADER = 4
/** Of a form: its term, its role, its place in the term's list, the term's kind, its words. */
const FIELDS = 5
const ROLE = 1
const KIND = 3
const WORDS = 4

/** Writes an overlay: a header, the forms as places in `terms`, the bytes of the index. */
export function overlayBytes(overlay: GlossaryOverlay, terms: readonly Term[]): Uint8Array {
  const places = new Map(terms.map((term, i) => [term, i]))
  const numbers = [MAGIC, terms.length, overlay.forms.length, overlay.own ? 1 : 0]
  const words = wordCounts(overlay.index, overlay.forms.length)
  for (const [payload, { term, role, form }] of overlay.forms.entries()) {
    const place = places.get(term)
    if (place === undefined) throw new Error(`"${form}" belongs to none of the terms`)
    numbers.push(place, role, listOf(term, role).indexOf(form), TERM_KINDS.indexOf(term.kind), words[payload] ?? 0)
  }
  const head = new Uint8Array(Int32Array.from(numbers).buffer)
  const bytes = new Uint8Array(head.length + overlay.index.bytes.byteLength)
  bytes.set(head)
  bytes.set(overlay.index.bytes, head.length)
  return bytes
}

/** By payload: the words of the form, which is how deep in the index it ends. */
function wordCounts({ edgeStart, edgeTarget, payloadStart, payloads }: PhraseIndex, forms: number): Int32Array {
  const counts = new Int32Array(forms)
  let nodes = [0]
  for (let words = 0; nodes.length > 0; words++) {
    const deeper: number[] = []
    for (const node of nodes) {
      for (const payload of payloads.subarray(payloadStart[node], payloadStart[node + 1])) counts[payload] = words
      for (const target of edgeTarget.subarray(edgeStart[node], edgeStart[node + 1])) deeper.push(target)
    }
    nodes = deeper
  }
  return counts
}

/** The terms that an overlay was written with, in the same order; each is made when it is asked for. */
export interface TermSource {
  readonly count: number
  at(place: number): Term
}

/**
 * Reads an overlay back; no index is built, and forms are made when they are found.
 *
 * @throws {Error} if the bytes are not an overlay of these terms.
 */
export function openOverlay(bytes: Uint8Array, source: TermSource, lang: string): GlossaryOverlay {
  // Numbers must lie at a place that four divides.
  const whole = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  const numbers = new Int32Array(whole.buffer, whole.byteOffset, whole.length >> 2)
  const [magic, termCount, formCount = 0, own] = numbers
  if (magic !== MAGIC || termCount !== source.count) throw new Error('these bytes are no overlay of these terms')
  const end = HEADER + formCount * FIELDS
  const made: (TermForm | undefined)[] = []
  const form = (payload: number): TermForm => {
    const known = made[payload] ?? readForm(numbers.subarray(HEADER + payload * FIELDS, end), source, lang)
    made[payload] = known
    return known
  }
  return {
    lang,
    own: own === 1,
    index: openIndex(whole.subarray(end * 4)),
    form,
    canonicals(kind, fewest, most) {
      const wanted = TERM_KINDS.indexOf(kind)
      const out: TermForm[] = []
      for (let payload = 0; payload < formCount; payload++) {
        const at = HEADER + payload * FIELDS
        const words = numbers[at + WORDS] ?? 0
        const fits = numbers[at + KIND] === wanted && words >= fewest && words <= most
        if (fits && numbers[at + ROLE] === FormRole.canonical) out.push(form(payload))
      }
      return out
    },
    get terms() {
      return [...new Set(this.forms.map(({ term }) => term))]
    },
    get forms() {
      return Array.from({ length: formCount }, (_, payload) => form(payload))
    },
  }
}

function readForm([place = -1, role = -1, item = -1]: Int32Array, source: TermSource, lang: string): TermForm {
  const known = ROLES[role]
  if (known === undefined || place < 0 || place >= source.count) throw new Error('the bytes of an overlay are broken')
  const term = source.at(place)
  return { term, role: known, form: listOf(term, known)[item] ?? singleForm(term, known, lang) }
}

const ROLES: readonly FormRole[] = Object.values(FormRole)

function listOf(term: Term, role: FormRole): readonly string[] {
  return role === FormRole.alias ? term.aliases : role === FormRole.never ? term.never : []
}

function singleForm(term: Term, role: FormRole, lang: string): string {
  const family = role === FormRole.family ? familyForm(term, lang) : undefined
  return family ?? canonicalForm(term, lang) ?? term.term
}
