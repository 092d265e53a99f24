import { type GlossaryOverlay, type ProseContext, type TermForm, type Tokens, Vocabulary } from 'unmangle-core'
import type { DocumentNames } from './document-names.ts'
import { readerOf } from './form-reader.ts'
import { mentionText } from './mentions.ts'
import { type NameRepair, repairOf } from './name-repair.ts'
import { foldedAt, isCapitalised, isCapitalisedAt, joined } from './name-words.ts'
import { foldedWords } from './overlay.ts'

const FEWEST = 3
const MOST = 5

const bags = new WeakMap<GlossaryOverlay, ReadonlyMap<string, TermForm | undefined>>()

/** By the sorted words of an organisation's name: the form, or undefined where several have the same words. */
function bagsOf(overlay: GlossaryOverlay): ReadonlyMap<string, TermForm | undefined> {
  const known = bags.get(overlay)
  if (known) return known
  const out = new Map<string, TermForm | undefined>()
  const vocabulary = new Vocabulary()
  for (const form of overlay.canonicals('organization', FEWEST, MOST)) {
    const words = foldedWords(form.form, vocabulary)
    if (!form.form.split(/[\s-]+/).every(isCapitalised)) continue
    const key = words.sort().join(' ')
    out.set(key, out.has(key) ? undefined : form)
  }
  bags.set(overlay, out)
  return out
}

/** Organisations with all their words in the order of another language. */
export function reorderedNames(context: ProseContext, names: DocumentNames): NameRepair[] {
  const { tokens } = context
  const out: NameRepair[] = []
  const reader = readerOf(names.overlay, tokens.vocabulary)
  for (const { words, capitals, mentions, shouts } of names.blocks) {
    if (shouts || capitals.length < FEWEST) continue
    const right = new Set(mentions.filter((m) => m.words.length >= FEWEST).map((m) => m.first))
    let done = 0
    for (const w of capitals) {
      if (w < done || right.has(words[w]!)) continue
      for (let n = nameLength(tokens, words, w); n >= FEWEST; n--) {
        const run = words.slice(w, w + n)
        if (run.some((i) => reader.token(tokens.id[i]!) < 0)) continue
        const form = bagsOf(names.overlay).get(
          run
            .map((i) => foldedAt(tokens, i))
            .sort()
            .join(' '),
        )
        if (!form) continue
        const place = { first: run[0]!, last: run[n - 1]! }
        if (mentionText(tokens, place).toLowerCase() === form.form.toLowerCase()) continue
        out.push(
          repairOf(
            context,
            place,
            form.term,
            'order',
            form.form,
            movesHead(context, run, form.form) || isAtHome(context, form),
            'The same words stand here in the order of another language.',
          ),
        )
        done = w + n
        break
      }
    }
  }
  return out
}

/** How many of the words from `w` on, at the most, are capitalised and stand together. */
function nameLength(tokens: Tokens, words: readonly number[], w: number): number {
  const most = Math.min(MOST, words.length - w)
  let n = 0
  while (n < most && isCapitalisedAt(tokens, words[w + n]!)) {
    if (n > 0 && !joined(tokens, words[w + n - 1]!, words[w + n]!)) break
    n++
  }
  return n
}

/**
 * Whether the noun that the others belong to stands at another end: an order of another language. Where only the others
 * changed places it may be the name of another body (National African Congress).
 */
function movesHead({ tokens, is }: ProseContext, run: readonly number[], form: string): boolean {
  const words = foldedWords(form, new Vocabulary())
  const same = (k: number) => foldedAt(tokens, run[k]!) === words[k]
  const isHead = (word: string | undefined) => word !== undefined && is('institutionNouns', word)
  const last = words.length - 1
  if (isHead(words[last])) return !same(last)
  return isHead(words[0]) ? !same(0) : !same(0) && !same(last)
}

/** Whether the document names the country of the body, and the body nowhere in its right order as another one. */
function isAtHome({ evidence }: ProseContext, { term, form }: TermForm): boolean {
  const country = /^\p{Lu}[\p{L} -]+/u.exec(term.note ?? '')?.[0]
  return country !== undefined && !!evidence.elsewhere(country) && !evidence.elsewhere(form)
}
