import { fold, follow, type GlossaryOverlay, indexToken, type Term } from 'unmangle-core'

/** An acronym of an organisation in another language, with the one that it has here. */
export interface ForeignAcronym {
  readonly form: string
  readonly right: string
  readonly term: Term
  /** The languages that have it. */
  readonly languages: ReadonlySet<string>
}

export const ACRONYM: RegExp = /^\p{Lu}{2,}$/u

const known = new WeakMap<GlossaryOverlay, ReadonlyMap<string, ForeignAcronym>>()

/** By the form: acronyms that the glossary has for other languages alone, and for one organisation alone. */
export function foreignAcronyms(glossary: GlossaryOverlay): ReadonlyMap<string, ForeignAcronym> {
  const made = known.get(glossary) ?? gather(glossary)
  known.set(glossary, made)
  return made
}

function gather(glossary: GlossaryOverlay): Map<string, ForeignAcronym> {
  const { lang } = glossary
  const out = new Map<string, ForeignAcronym & { readonly languages: Set<string> }>()
  const shared = new Set<string>()
  for (const { term } of glossary.canonicals('organization', 1, 1)) {
    const right = rightForm(term, lang)
    if (!ACRONYM.test(right)) continue
    for (const [language, form] of elsewhere(term, lang)) {
      if (!ACRONYM.test(form) || form === right || isForm(glossary, form)) continue
      const before = out.get(form)
      if (!before) out.set(form, { form, right, term, languages: new Set([language]) })
      else if (before.right === right) before.languages.add(language)
      else shared.add(form)
    }
  }
  for (const form of shared) out.delete(form)
  return out
}

/** Whether an acronym is a form of some term in the glossary's own language. */
function isForm({ index, form }: GlossaryOverlay, acronym: string): boolean {
  const token = indexToken(index, fold(acronym))
  const node = token < 0 ? -1 : follow(index, 0, token)
  if (node < 0) return false
  const payloads = index.payloads.subarray(index.payloadStart[node], index.payloadStart[node + 1])
  return payloads.some((payload) => form(payload).form === acronym)
}

function rightForm(term: Term, lang: string): string {
  return term.lang === lang ? term.term : (term.forms[lang] ?? term.term)
}

/** The forms of a term in languages other than one. */
function elsewhere(term: Term, lang: string): readonly (readonly [language: string, form: string])[] {
  const given = Object.entries(term.forms).map(([tag, form]) => [baseOf(tag), form] as const)
  const all = term.lang === undefined ? given : [...given, [baseOf(term.lang), term.term] as const]
  return all.filter(([language]) => language !== lang)
}

export function baseOf(tag: string): string {
  return tag.split('-', 1)[0] ?? tag
}
