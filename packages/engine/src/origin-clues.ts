import { type Family, type Finding, type ProseContext, TokenKind, tokenText, type Vocabulary } from 'unmangle-core'
import type { DetectionLanguage, DetectionTables, WrittenScript } from './detection-tables.ts'
import { CHANCE_ENDING, CHANCE_WORD } from './detection-tables.ts'
import type { OriginClue } from './origin.ts'
import { baseOf } from './passages.ts'

/** Words that say the same are heard so often: a text that speaks of one country all along says little more for it. */
const MOST_FORMS = 6
const CALQUE = 1
const ACRONYM = 1.5
const RENDERING = 1
const LETTERS = 0.6
const SCRIPT = 1.2
const NAME = 0.6
const COMMON_WORD = 0.4
/** An ending that is long enough is hardly one by chance. */
const ENDING = 0.5
const LONG_ENDING = 5
/** Most texts in other languages are translated from English. */
const PRIOR: OriginClue = { tags: ['en'], weight: 1, why: 'most translations are from English' }
const MARKS = 0.4
const LETTER = /\p{L}/u
/** What is left of letters that were read in another encoding. */
const BROKEN = /ã(?:$|\P{L})|[âÂ]$|ã[³±©¡­]/iu
const ASCII = /^[\0-\x7f]*$/

/** Findings below which a text may be somebody's own: it is not asked where it comes from. */
const LEAST_FINDINGS = 3
/** Damage of these kinds is of no language. */
const OF_NO_LANGUAGE: ReadonlySet<Family> = new Set<Family>(['markup', 'wrapper', 'encoding'])

/** Whether so much is wrong with a text that it was translated by a machine. */
export function suffices(findings: readonly Finding[]): boolean {
  let count = 0
  for (const { family } of findings) if (!OF_NO_LANGUAGE.has(family)) count++
  return count >= LEAST_FINDINGS
}

/**
 * What a text and the findings in it say of the language that it came from: phrases taken over word for word, names
 * read as words, acronyms, marks in numbers, and words, letters and forms of names that are not of its own language.
 */
export function originClues(
  context: ProseContext,
  findings: readonly Finding[],
  tables: DetectionTables,
): readonly OriginClue[] {
  return [
    ...(PRIOR.tags.includes(context.facts.tag) ? [] : [PRIOR]),
    ...calqueClues(context),
    ...findings.flatMap((finding) => findingClues(context, finding, tables)),
    ...wordClues(context, tables),
  ]
}

function calqueClues(context: ProseContext): OriginClue[] {
  return context
    .matches('calques')
    .flatMap(({ row }) =>
      row.from ? [{ tags: row.from.map(baseOf), weight: CALQUE, why: `“${row.wrong}” is a calque` }] : [],
    )
}

function findingClues(context: ProseContext, finding: Finding, { languages }: DetectionTables): OriginClue[] {
  const { facts, glossary } = context
  if (finding.rule === 'foreign-acronym') {
    const tags = (glossary?.terms ?? []).flatMap((term) =>
      [...Object.entries(term.forms), [term.lang ?? '', term.term] as const]
        .filter(([tag, form]) => form === finding.text && tag !== '' && baseOf(tag) !== facts.tag)
        .map(([tag]) => baseOf(tag)),
    )
    return tags.length > 0 ? [{ tags: [...new Set(tags)], weight: ACRONYM, why: `the acronym ${finding.text}` }] : []
  }
  if (finding.family === 'name') {
    const lower = finding.text.toLowerCase()
    const answer = (finding.expected[0] ?? '').toLowerCase()
    const tags = facts.renderings
      .filter(
        ({ word, as }) =>
          answer.includes(word) &&
          as.some((made) => hasWord(lower, made.toLowerCase()) && !hasWord(answer, made.toLowerCase())),
      )
      .map(({ from }) => from)
    return tags.length > 0
      ? [{ tags: [...new Set(tags)], weight: RENDERING, why: `“${finding.text}” renders a name word for word` }]
      : []
  }
  if (finding.rule === 'number-marks') {
    const decimal = /\d,\d{1,2}(?!\d)/.test(finding.text)
    const tags = languages
      .filter(({ decimalMark, thousandsMark }) => (decimal ? decimalMark === ',' : thousandsMark === '.'))
      .map(({ tag }) => tag)
    return [{ tags, weight: MARKS, why: 'the marks in numbers' }]
  }
  if (finding.rule === 'wide-punctuation') {
    const scripts: readonly WrittenScript[] = /[،؛؟]/.test(finding.text)
      ? ['Arab']
      : // Japanese writes another comma.
        finding.text.includes('，')
        ? ['Hani']
        : ['Hani', 'Jpan']
    const tags = languages.filter(({ script }) => scripts.includes(script)).map(({ tag }) => tag)
    return [{ tags, weight: SCRIPT, why: `the mark in “${finding.text}”` }]
  }
  return []
}

function hasWord(text: string, word: string): boolean {
  const at = text.indexOf(word)
  return at >= 0 && !LETTER.test(text.charAt(at - 1)) && !LETTER.test(text.charAt(at + word.length))
}

/** What the forms of a vocabulary say, by interned form. A vocabulary is of one language. */
const said = new WeakMap<Vocabulary, (readonly OriginClue[] | undefined)[]>()

/** Words, letters and names that are of another language; each form is heard once. */
function wordClues(context: ProseContext, tables: DetectionTables): OriginClue[] {
  const { tokens } = context
  const known = said.get(tokens.vocabulary) ?? []
  said.set(tokens.vocabulary, known)
  const seen = new Set<number>()
  const heard = new Map<string, number>()
  const clues: OriginClue[] = []
  for (let i = 0; i < tokens.count; i++) {
    const id = tokens.id[i] ?? 0
    if (tokens.kind[i] !== TokenKind.word || seen.has(id)) continue
    seen.add(id)
    const own = known[id] ?? cluesOf(tokenText(tokens, i), context, tables)
    known[id] = own
    for (const clue of own) {
      const key = `${clue.tags.join(' ')} ${clue.weight}`
      const times = heard.get(key) ?? 0
      heard.set(key, times + 1)
      if (times < MOST_FORMS) clues.push(clue)
    }
  }
  return clues
}

/** What a form says wherever it stands. */
function cluesOf(
  form: string,
  { facts, is }: ProseContext,
  { languages, words, endings }: DetectionTables,
): readonly OriginClue[] {
  const own = languages.findIndex(({ tag }) => tag === facts.tag)
  const word = form.toLowerCase()
  const row = words.get(word)
  if (is('functionWords', word) || (row?.[own] ?? Number.NEGATIVE_INFINITY) > CHANCE_WORD || BROKEN.test(word))
    return []
  const clues: OriginClue[] = []
  /** It speaks for the other languages that it may be of. */
  const say = (
    weight: number,
    isOf: (language: DetectionLanguage, k: number) => boolean,
    most = Number.POSITIVE_INFINITY,
  ) => {
    const tags = languages.filter((language, k) => k !== own && isOf(language, k)).map(({ tag }) => tag)
    if (tags.length > 0 && tags.length < most) clues.push({ tags, weight, why: `“${form}”` })
  }
  const script = scriptOfWord(word)
  if (script !== languages[own]?.script) {
    say(SCRIPT, (language, k) => shares(language, script) && (!row || (row[k] ?? 0) > CHANCE_WORD))
    return clues
  }
  const special = [...word].filter((letter) => !ASCII.test(letter) && LETTER.test(letter))
  if (special.some((letter) => !languages[own]?.letters?.has(letter))) {
    const others = own < 0 ? languages.length : languages.length - 1
    const spells = (language: DetectionLanguage) =>
      language.script === script && special.every((letter) => language.letters?.has(letter))
    say(LETTERS, spells, others / 2)
  }
  const ending = longEnding(word, endings)
  if (ending && (ending[own] ?? 0) <= CHANCE_ENDING)
    say(ENDING, (_, k) => (ending[k] ?? Number.NEGATIVE_INFINITY) > CHANCE_ENDING)
  if (form !== word) say(NAME, ({ nameAffixes }) => nameAffixes.some((affix) => hasAffix(word, affix)))
  else if (row && word.length > 1) say(COMMON_WORD, (_, k) => (row[k] ?? Number.NEGATIVE_INFINITY) > CHANCE_WORD)
  return clues
}

function longEnding(word: string, endings: DetectionTables['endings']): Float32Array | undefined {
  for (let length = LONG_ENDING + 1; length >= LONG_ENDING; length--) {
    const row = word.length > length + 1 ? endings.get(word.slice(-length)) : undefined
    if (row) return row
  }
  return undefined
}

/** `-ov` at the end, `al-` at the beginning. */
function hasAffix(word: string, affix: string): boolean {
  const part = affix.replace('-', '')
  if (word.length < part.length + 2) return false
  return affix.startsWith('-') ? word.endsWith(part) : word.startsWith(part)
}

function shares({ script }: DetectionLanguage, other: WrittenScript): boolean {
  return script === other || (script === 'Jpan' && other === 'Hani')
}

function scriptOfWord(word: string): WrittenScript {
  const code = word.codePointAt(0) ?? 0
  if (code < 0x250 || (code >= 0x1e00 && code < 0x1f00)) return 'Latn'
  if (code >= 0x400 && code < 0x530) return 'Cyrl'
  if (code >= 0x600 && code < 0x780) return 'Arab'
  if (code >= 0xac00 && code < 0xd7b0) return 'Kore'
  if (code >= 0x3040 && code < 0x3100) return 'Jpan'
  if (code >= 0x3400 && code < 0xa000) return 'Hani'
  return 'other'
}
