import { fold, type ProseContext, type TermForm, TokenKind, tokenise, Vocabulary } from 'unmangle-core'
import { isLight } from './near-index.ts'

/** A form of a name, word by word. */
export interface NameWords {
  readonly text: string
  readonly words: readonly {
    readonly written: string
    readonly folded: string
    readonly start: number
    readonly end: number
    /** It only binds others. */
    readonly light: boolean
  }[]
}

const known = new WeakMap<TermForm, NameWords>()

/** The words of a form, with their offsets in it. */
export function formWords(form: TermForm, context: ProseContext): NameWords {
  let words = known.get(form)
  if (!words) {
    words = { text: form.form, words: wordsIn(form.form, context) }
    known.set(form, words)
  }
  return words
}

function wordsIn(form: string, context: ProseContext): NameWords['words'] {
  const { count, kind, start, end } = tokenise(form, new Vocabulary())
  const out: NameWords['words'][number][] = []
  for (let i = 0; i < count; i++) {
    if (kind[i] !== TokenKind.word && kind[i] !== TokenKind.number) continue
    const written = form.slice(start[i], end[i])
    const folded = fold(written)
    out.push({ written, folded, start: start[i]!, end: end[i]!, light: isLight(context, folded) || isSign(folded) })
  }
  return out
}

/** How languages write “number” before one, folded and without their stops: *No. 9*, *Nr. 9*, *n.º 9*, *nº 9*. */
const SIGNS = new Set(['no', 'nr', 'n', 'nº', 'º', 'num', 'numero', 'nummer', 'number', 'numer', 'n°', 'nro'])

/** Whether a folded word is a sign for “number”. */
export function isSign(folded: string): boolean {
  return SIGNS.has(folded)
}
