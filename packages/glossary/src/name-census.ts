import type { LanguageFacts, ProseContext, Spelling } from 'unmangle-core'
import { isSlipOf, kinOf, namesOf, nearest, TIMES } from './odd-spellings.ts'

/** More forms than this are not remembered: what comes later counts where it is known already. */
const MOST_FORMS = 200_000
/** So many different neighbours of a form are remembered. */
const MOST_KIN = 16
/** A form that stands more often than this is no slip. */
const MOST_ODD = 2

interface Counted {
  readonly form: string
  readonly folded: string
  count: number
  readonly before: Set<string>
  readonly after: Set<string>
}

/** The names of many documents with their counts, in bounded memory. */
export class NameCensus {
  readonly #languages = new Map<string, { readonly facts: LanguageFacts; readonly names: Map<string, Counted> }>()
  #forms = 0

  /** Counts the names of a document. */
  add(context: ProseContext): void {
    const { facts } = context
    if (!facts.spaced) return
    const language = this.#languages.get(facts.tag) ?? { facts, names: new Map<string, Counted>() }
    this.#languages.set(facts.tag, language)
    for (const name of namesOf(context).values()) {
      if (name.places.length === 0) continue
      const counted = language.names.get(name.form) ?? this.#start(language.names, name)
      if (!counted) continue
      counted.count += name.places.length
      const { before, after } = kinOf(context, name)
      addAll(counted.before, before)
      addAll(counted.after, after)
    }
  }

  /** The spellings that are rare beside a usual one of the same name; in the order of the documents. */
  spellings(): Spelling[] {
    const out: Spelling[] = []
    for (const [lang, { facts, names }] of this.#languages) {
      const all = [...names.values()]
      const near = nearest(all.filter(({ count }) => count >= TIMES))
      for (const odd of all) {
        if (odd.count > MOST_ODD) continue
        const usual = near(odd.folded).find(
          ({ count, ...kin }) => count >= odd.count * TIMES && isSlipOf(facts, odd, kin),
        )
        if (usual) out.push({ lang, odd: odd.form, usual: usual.form, odds: odd.count, usuals: usual.count })
      }
    }
    return out
  }

  #start(
    names: Map<string, Counted>,
    { form, folded }: { readonly form: string; readonly folded: string },
  ): Counted | undefined {
    if (this.#forms >= MOST_FORMS) return undefined
    this.#forms++
    const counted = { form, folded, count: 0, before: new Set<string>(), after: new Set<string>() }
    names.set(form, counted)
    return counted
  }
}

function addAll(known: Set<string>, more: ReadonlySet<string>): void {
  for (const word of more) if (known.size < MOST_KIN) known.add(word)
}
