import {
  FormRole,
  fold,
  type GlossaryOverlay,
  type ProseBlock,
  type ProseContext,
  type Term,
  type Tokens,
  tokenise,
  Vocabulary,
  type WordList,
} from 'unmangle-core'
import { isRightRole, lostCase, type Mention, mentionsIn, mentionText } from './mentions.ts'
import { type NameRepair, repairOf } from './name-repair.ts'
import { type BlockWords, foldedAt, formAt, inCode, isCapitalised, wordsOf } from './name-words.ts'

/** The names of a document as far as they can be read letter by letter, case and diacritics aside. */
export interface DocumentNames {
  readonly overlay: GlossaryOverlay
  readonly blocks: readonly (BlockWords & {
    readonly block: ProseBlock
    readonly mentions: readonly Mention[]
  })[]
  /** Terms of persons that the document names in full. */
  readonly established: ReadonlySet<Term>
  /** The right forms that the document has, letter for letter, by term: how often. */
  readonly rightForms: ReadonlyMap<Term, ReadonlyMap<string, number>>
  readonly repairs: readonly NameRepair[]
}

export function gatherNames(context: ProseContext, overlay: GlossaryOverlay): DocumentNames {
  const { tokens } = context
  const established = new Set<Term>()
  const rightForms = new Map<Term, Map<string, number>>()
  const blocks = context.blocks.map((block) => {
    const read = wordsOf(tokens, block)
    const mentions = mentionsIn(overlay, tokens, read.words)
    for (const mention of mentions) {
      const text = mentionText(tokens, mention)
      for (const { term, role, form } of mention.forms) {
        if (!isRightRole(role)) continue
        if (term.kind === 'person' && (mention.words.length > 1 || form === text)) established.add(term)
        if (form === text) {
          const forms = rightForms.get(term) ?? new Map<string, number>()
          forms.set(form, (forms.get(form) ?? 0) + 1)
          rightForms.set(term, forms)
        }
      }
    }
    return { ...read, block, mentions }
  })
  const repairs: NameRepair[] = []
  for (const { block, mentions, shouts } of blocks) {
    if (shouts) continue
    for (const mention of mentions) {
      if (isRight(tokens, mention)) continue
      const repair =
        forbidden(context, mention) ??
        caseOfFullName(context, mention) ??
        spellingOfOwnTerm(context, block, mention) ??
        marksOfShippedName(context, mention)
      if (repair) repairs.push(repair)
    }
  }
  return { overlay, blocks, established, rightForms, repairs }
}

/** Whether a mention stands letter for letter as the glossary has it, and no wrong form is written alike. */
function isRight(tokens: Tokens, mention: Mention): boolean {
  const text = mentionText(tokens, mention)
  return (
    mention.forms.some(({ role, form }) => isRightRole(role) && form === text) &&
    mention.forms.every(({ role }) => role !== FormRole.never)
  )
}

/** The words of a form as written. */
export function writtenWords(form: string): string[] {
  const tokens = tokenise(form, new Vocabulary())
  const out: string[] = []
  for (let i = 0; i < tokens.count; i++) {
    const word = tokens.vocabulary.form(tokens.id[i]!)
    if (/[\p{L}\p{N}]/u.test(word)) out.push(word)
  }
  return out
}

function forbidden(context: ProseContext, mention: Mention): NameRepair | undefined {
  const { tokens } = context
  if (mention.words.some((i) => inCode(tokens, i))) return undefined
  const wrongs = mention.forms.filter(({ role }) => role === FormRole.never)
  // Folded alike, a wrong form and a right one differ letter for letter.
  const isRight = mention.forms.some(({ role }) => isRightRole(role))
  const text = mentionText(tokens, mention)
  const wrong = isRight ? wrongs.find(({ form }) => form === text) : wrongs[0]
  if (!wrong) return undefined
  return repairOf(
    context,
    mention,
    wrong.term,
    'forbidden',
    wrong.term.term,
    true,
    'The glossary says that this form is always wrong.',
  )
}

/** A name of several words whose capitals went; organisations are the business of another rule. */
function caseOfFullName(context: ProseContext, mention: Mention): NameRepair | undefined {
  const { tokens } = context
  if (mention.words.length < 2 || mention.words.some((i) => inCode(tokens, i))) return undefined
  const text = mentionText(tokens, mention)
  const right = mention.forms.filter(({ role }) => isRightRole(role))
  if (right.length === 0 || right.some(({ form }) => form === text)) return undefined
  const candidates = right.filter(({ term }) => term.kind === 'person' || term.kind === 'place')
  const best = candidates.find(({ form }) => form.toLowerCase() === text.toLowerCase()) ?? candidates[0]
  if (!best) return undefined
  // An article that belongs to a name (The Hague) may be small in running text.
  const skip = context.is('articles', foldedAt(tokens, mention.first)) ? 1 : 0
  if (!lostCase(tokens, mention.words.slice(skip), writtenWords(best.form).slice(skip))) return undefined
  const content = mention.words.slice(skip)
  // A title that is small in running text (san Juan) is no capital lost.
  if (context.is('personTitles', foldedAt(tokens, mention.first))) return undefined
  if (content.every((i) => isOrdinary(context, foldedAt(tokens, i)))) return undefined
  // A place is made of common words more often than a person: one of them must have kept its capital, and the
  // language must be known, or an article would pass for a word of the name.
  const kept = content.some((i) => isCapitalised(formAt(tokens, i)))
  const sure = kept && context.facts.functionWords.length > 0
  if (!sure && (best.term.kind === 'place' || content.length < 2)) return undefined
  return repairOf(
    context,
    mention,
    best.term,
    'case',
    best.form,
    true,
    'All the words of the name stand here in order.',
  )
}

/** A term of the project's own glossary with other capitals or diacritics than it wants. */
function spellingOfOwnTerm(context: ProseContext, block: ProseBlock, mention: Mention): NameRepair | undefined {
  const { tokens } = context
  if (mention.words.length < 2 || mention.words.some((i) => inCode(tokens, i))) return undefined
  const text = mentionText(tokens, mention)
  const right = mention.forms.filter(({ role, term }) => isRightRole(role) && term.shipped !== true)
  if (right.length === 0 || mention.forms.some(({ form }) => form === text)) return undefined
  if (text === text.toUpperCase()) return undefined
  const sameLetters = right.find(({ form }) => form.toLowerCase() === text.toLowerCase())
  const found = sameLetters ?? right[0]!
  const { form, term } = found
  const evidence = 'All the words of the term stand here in order.'
  if (!sameLetters) {
    const marks = fold(text) === fold(form)
    return marks ? repairOf(context, mention, term, 'diacritics', form, true, evidence) : undefined
  }
  // A sentence or a block may open with a capital, and running text may make its first word small.
  if (text.slice(1) === form.slice(1)) {
    if (isCapitalised(text))
      return opensSentence(context, block, mention.first)
        ? undefined
        : repairOf(context, mention, term, 'case', form, false, evidence)
    return repairOf(context, mention, term, 'case', form, false, evidence)
  }
  const words = mention.words.map((i) => formAt(tokens, i))
  const certain = words.slice(1).some(isCapitalised) || writtenWords(form).slice(1).some(isCapitalised)
  return repairOf(context, mention, term, 'case', form, certain, evidence)
}

/**
 * A person of a shipped glossary without the diacritics that the language has letters for, or with spaces for hyphens.
 * Letters of other languages go in print (*Erdogan*).
 */
function marksOfShippedName(context: ProseContext, mention: Mention): NameRepair | undefined {
  const { tokens } = context
  if (mention.words.length < 2 || mention.words.some((i) => inCode(tokens, i))) return undefined
  const text = mentionText(tokens, mention)
  const right = mention.forms.filter(({ role }) => isRightRole(role))
  if (right.some(({ form }) => form === text) || text === text.toUpperCase()) return undefined
  const found = right.find(({ form, term }) => term.kind === 'person' && losesMarks(context, text, form))
  const evidence = 'All the words of the name stand here in order.'
  return found && repairOf(context, mention, found.term, 'diacritics', found.form, false, evidence)
}

/** Whether a text is a form but for marks and hyphens that are gone. */
function losesMarks({ facts }: ProseContext, text: string, form: string): boolean {
  if (
    text.length !== form.length ||
    text === form ||
    fold(text.replaceAll('-', ' ')) !== fold(form.replaceAll('-', ' '))
  )
    return false
  for (let i = 0; i < form.length; i++) {
    const [has, wants] = [text.charAt(i), form.charAt(i)]
    if (has === wants || (wants === '-' && has === ' ')) continue
    // A capital may stand without its accent.
    if (has !== fold(wants) || !facts.letters.includes(wants)) return false
  }
  return true
}

/** Whether a token is the first of a block or of a sentence, opening marks aside. */
export function opensSentence(context: ProseContext, block: ProseBlock, i: number): boolean {
  for (let k = i - 1; k >= block.first; k--) {
    const mark = formAt(context.tokens, k)
    if (/^[.!?:…]$/.test(mark)) return true
    if (!/^[^\p{L}\p{N}]+$/u.test(mark)) return false
  }
  return true
}

const ORDINARY = ['commonWords', 'functionWords', 'articles', 'prepositions', 'conjunctions', 'pronouns'] as const

/** Whether a folded word is an ordinary word of the language, so that it proves no name. */
export function isOrdinary(context: ProseContext, folded: string): boolean {
  return ORDINARY.some((list) => context.is(list, folded))
}

/** The same of the form that a cue looks at. */
export function isOrdinaryForm(is: (list: WordList) => boolean): boolean {
  return ORDINARY.some(is)
}
