import { TERM_KINDS, type Term, type TermKind } from 'unmangle-core'
import { compileOverlay } from './overlay.ts'

/** What a glossary amounts to. */
export interface GlossaryStats {
  readonly terms: number
  readonly kinds: Readonly<Partial<Record<TermKind, number>>>
  /** Terms with a right form in a language, by tag, the most first; `*` for those that are the same in every one. */
  readonly languages: Readonly<Record<string, number>>
  readonly forms: number
  readonly aliases: number
  readonly never: number
  /** The language that most terms have a form in, and the bytes that the index of its forms takes. */
  readonly index: { readonly lang: string; readonly bytes: number }
}

/** Counts the terms of a glossary. Compiles the index of its largest language to say what that takes. */
export function glossaryStats(terms: readonly Term[]): GlossaryStats {
  const kinds: Partial<Record<TermKind, number>> = {}
  const counts = new Map<string, number>()
  const count = (tag: string) => counts.set(tag, (counts.get(tag) ?? 0) + 1)
  let forms = 0
  let aliases = 0
  let never = 0
  for (const term of terms) {
    kinds[term.kind] = (kinds[term.kind] ?? 0) + 1
    const tags = Object.keys(term.forms)
    for (const tag of new Set([term.lang ?? '*', ...tags])) count(tag)
    forms += tags.length
    aliases += term.aliases.length
    never += term.never.length
  }
  const sorted = [...counts].sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
  const lang = sorted.find(([tag]) => tag !== '*')?.[0] ?? 'und'
  const ordered = TERM_KINDS.filter((kind) => kinds[kind]).map((kind) => [kind, kinds[kind]])
  return {
    terms: terms.length,
    kinds: Object.fromEntries(ordered),
    languages: Object.fromEntries(sorted),
    forms,
    aliases,
    never,
    index: { lang, bytes: compileOverlay(terms, lang).index.bytes.byteLength },
  }
}
