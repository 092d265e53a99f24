import type { GlossaryOverlay, Term } from 'unmangle-core'

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

function gather({ terms, forms, lang }: GlossaryOverlay): Map<string, ForeignAcronym> {
  const own = new Set(forms.map(({ form }) => form))
  const out = new Map<string, ForeignAcronym & { readonly languages: Set<string> }>()
  const shared = new Set<string>()
  for (const term of terms) {
    if (term.kind !== 'organization') continue
    const right = rightForm(term, lang)
    if (!ACRONYM.test(right)) continue
    for (const [language, form] of elsewhere(term, lang)) {
      if (!ACRONYM.test(form) || form === right || own.has(form)) continue
      const before = out.get(form)
      if (!before) out.set(form, { form, right, term, languages: new Set([language]) })
      else if (before.right === right) before.languages.add(language)
      else shared.add(form)
    }
  }
  for (const form of shared) out.delete(form)
  return out
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
