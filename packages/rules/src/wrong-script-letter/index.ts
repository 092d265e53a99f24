import {
  type Cue,
  type Draft,
  type GlossaryOverlay,
  type ProseContext,
  type ProseRule,
  type Tier,
  TokenKind,
} from 'unmangle-core'
import { isLowerCase, textAt, touches } from '../reading.ts'
import { lookAlike, SCRIPTS, type Script, scriptOf } from './look-alikes.ts'

/** Letters with the script that each is of. */
interface Spelling {
  readonly letters: readonly string[]
  readonly scripts: readonly Script[]
}

/** Shorter words are formulas and units (`kΩ`, `Δx`). */
const SHORTEST = 3
/** As many letters of a script together are a word or an abbreviation that the other script goes on with. */
const LONGEST_RUN = 2
const ASCII = /^[\w]*$/
const CODE_MARK = /^[/\\@=_$#~+*|<>^]$/

const isMixed: Cue = ({ text, kind, glossary }) => {
  if (kind !== TokenKind.word || text.length < SHORTEST || ASCII.test(text) || !spell(text)) return false
  return !(glossary && mixedNames(glossary).has(text))
}

export const rule: ProseRule = {
  kind: 'prose',
  id: 'wrong-script-letter',
  family: 'encoding',
  description: 'A letter of another script that looks like the right one',
  check(context) {
    return context.sites(isMixed).flatMap(({ at }) => {
      const spelling = isInCode(context, at) ? undefined : spell(textAt(context.tokens, at))
      return (spelling && check(context, at, spelling)) ?? []
    })
  },
}

const names = new WeakMap<GlossaryOverlay, ReadonlySet<string>>()

/** The words of a glossary that mix scripts on purpose. */
function mixedNames(glossary: GlossaryOverlay): ReadonlySet<string> {
  let known = names.get(glossary)
  if (!known) {
    const forms = glossary.terms.flatMap(({ term, aliases }) => [term, ...aliases])
    known = new Set(forms.flatMap((form) => form.split(/[^\p{L}\p{M}]+/u).filter((word) => spell(word))))
    names.set(glossary, known)
  }
  return known
}

/** A word of letters of two scripts; undefined for every other. */
function spell(word: string): Spelling | undefined {
  const letters = [...word]
  const scripts: Script[] = []
  for (const letter of letters) {
    const script = scriptOf(letter)
    if (!script) return undefined
    scripts.push(script)
  }
  return new Set(scripts).size === 2 ? { letters, scripts } : undefined
}

function isInCode({ tokens }: ProseContext, i: number): boolean {
  return (
    (touches(tokens, i - 1) && CODE_MARK.test(textAt(tokens, i - 1))) ||
    (touches(tokens, i) && CODE_MARK.test(textAt(tokens, i + 1)))
  )
}

function check({ tokens, facts }: ProseContext, i: number, spelling: Spelling): Draft | undefined {
  const present = SCRIPTS.filter((script) => spelling.scripts.includes(script))
  const answers = present.flatMap((script) => {
    const answer = writtenIn(spelling, script)
    return answer === undefined ? [] : [{ script, answer, foreign: count(spelling, script) }]
  })
  // The script with the fewer letters to mend, the language's own where that is even.
  answers.sort((a, b) => a.foreign - b.foreign || Number(b.script === facts.script) - Number(a.script === facts.script))
  const [best] = answers
  const place = { start: tokens.start[i]!, end: tokens.end[i]! }
  if (!best)
    return isWoven(spelling) ? { ...place, expected: [], tier: 'report', message: MESSAGE, why: UNKNOWN } : undefined
  const tier = tierOf(spelling, best.script, best.foreign)
  return tier && { ...place, expected: [best.answer], tier, message: MESSAGE, why: WHY }
}

const MESSAGE = 'The word has letters of two scripts.'
const WHY = 'A letter of another script took the place of the one that looks like it; programs do not find such a word.'
const UNKNOWN = 'Letters of two scripts took turns, and not all of them have one that looks like it in either script.'

/** The word in one script; undefined where a letter has nothing that looks like it. */
function writtenIn({ letters, scripts }: Spelling, script: Script): string | undefined {
  let out = ''
  for (const [i, letter] of letters.entries()) {
    const right = scripts[i] === script ? letter : lookAlike(letter, script)
    if (right === undefined) return undefined
    out += right
  }
  return out
}

function count({ scripts }: Spelling, script: Script): number {
  return scripts.filter((other) => other !== script).length
}

/** `PHPшный`, `TNFα`: the letters of the other script are an abbreviation, a beginning or a symbol of their own. */
function tierOf({ letters, scripts }: Spelling, script: Script, foreign: number): Tier | undefined {
  if (foreign * 2 > letters.length) return undefined
  let run = 0
  let longest = 0
  let capitals = 0
  for (const [i, letter] of letters.entries()) {
    run = scripts[i] === script ? 0 : run + 1
    longest = Math.max(longest, run)
    if (run > 0 && !isLowerCase(letter)) capitals++
  }
  const shouted = letters.every((letter) => !isLowerCase(letter))
  if (capitals > 1 && !shouted) return undefined
  if (capitals === 1 && !shouted && isLowerCase(letters[0] ?? '')) return undefined
  if (shouted && letters.length <= LONGEST_RUN + 2) return 'suggest'
  return longest <= LONGEST_RUN ? 'safe' : 'suggest'
}

/** Whether the scripts change more than once, or for a single letter inside the word. */
function isWoven({ scripts }: Spelling): boolean {
  if (scripts.includes('Grek')) return false
  let turns = 0
  for (let i = 1; i < scripts.length; i++) if (scripts[i] !== scripts[i - 1]) turns++
  return turns > 1
}
