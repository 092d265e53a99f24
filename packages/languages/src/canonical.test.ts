import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import {
  compileIndex,
  PhraseMatcher,
  type PhraseTable,
  phraseTokens,
  spellOut,
  tokenise,
  Vocabulary,
} from 'unmangle-core'
import { describe, expect, it } from 'vitest'
import { loadPack, packTags, readGlosses, readTables } from './node.source.ts'
import { parseGlosses } from './parse.ts'

const home = fileURLToPath(new URL('../', import.meta.url))
/** Lists whose order says something: commonest first, the calendar's, the order of trying. */
const ORDERED = new Set(['functionWords', 'dateForms', 'moneyForms', 'months', 'weekdays', 'nameEndings', 'scales'])

const byCodeUnits = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0)
const sorted = (words: readonly string[]) => [...words].sort(byCodeUnits)

/** The concepts of each file of glosses, as they stand. */
function glossFiles(tag: string): string[][] {
  const folder = `${home}${tag}/glosses`
  if (!existsSync(folder)) return []
  return readdirSync(folder).map((name) =>
    parseGlosses({ file: name, text: readFileSync(`${folder}/${name}`, 'utf8') }).map(([concept]) => concept),
  )
}

/** What a row's slots may hold, for looking at its answers as text. */
const filled = (answer: string) =>
  answer.replaceAll('{number}', '7').replaceAll('{word}', 'xyzzy').replaceAll('{gap}', '')

/** The answers of a table that hold a wrong phrase of it. */
function cycles({ rows }: PhraseTable): string[] {
  const wordings = rows.flatMap((row) => spellOut(row.wrong, row.right).map((wording) => ({ ...wording, row })))
  const vocabulary = new Vocabulary()
  const matcher = new PhraseMatcher(
    compileIndex(wordings.map(({ tokens }, payload) => ({ tokens, payload }))),
    vocabulary,
  )
  return wordings.flatMap(({ answers, row }) =>
    answers.flatMap((answer) => {
      const tokens = tokenise(filled(answer), vocabulary)
      return matcher.scan(tokens, 0, tokens.count).flatMap((found) => {
        const other = wordings[found.payload]?.row
        const before = found.first > 0 ? tokens.vocabulary.folded(tokens.id[found.first - 1] ?? 0) : ''
        if (other?.unless?.before?.includes(before)) return []
        return [`"${answer}" answers "${row.wrong}" and is wrong by "${other?.wrong}"`]
      })
    }),
  )
}

const glosses = readGlosses()

describe.each(packTags())('%s', (tag) => {
  const { facts } = loadPack(tag)!
  const tables = readTables(tag)

  it('is written in NFC', () => {
    for (const name of readdirSync(`${home}${tag}`, { recursive: true, encoding: 'utf8' })) {
      if (!name.endsWith('.yaml')) continue
      const text = readFileSync(`${home}${tag}/${name}`, 'utf8')
      expect(text === text.normalize('NFC'), name).toBe(true)
    }
  })

  it('has lists without duplicates, sorted where order has no meaning', () => {
    for (const [field, list] of Object.entries(facts)) {
      if (!Array.isArray(list) || list.some((item) => typeof item !== 'string')) continue
      expect(list, field).toEqual([...new Set(list)])
      if (!ORDERED.has(field)) expect(list, field).toEqual(sorted(list))
    }
    for (const { anywhere, opening, plural } of [facts.address.familiar, facts.address.polite])
      for (const cues of [anywhere, opening, plural]) expect(cues, 'address').toEqual(sorted([...new Set(cues)]))
    const keys = facts.renderings.map(({ from, word }) => `${from} ${word}`)
    expect(keys).toEqual(sorted([...new Set(keys)]))
    for (const { word, as } of facts.renderings) {
      expect(as, word).toEqual([...new Set(as)])
      expect(as, word).not.toEqual([word])
    }
  })

  it('has glosses with each concept once, each word of one once, and files sorted by concept', () => {
    const words = glosses.find((source) => source.tag === tag)?.words ?? []
    const concepts = words.map(([concept]) => concept)
    expect(concepts).toEqual([...new Set(concepts)])
    for (const [concept, ways] of words) expect(ways, concept).toEqual([...new Set(ways)])
    for (const file of glossFiles(tag)) expect(file, file[0]).toEqual(sorted(file))
  })

  it('shares only words that are glosses of others', () => {
    const others = new Set(
      glosses.flatMap((source) =>
        source.tag === tag ? [] : source.words.flatMap(([, ways]) => ways.map((word) => word.toLowerCase())),
      ),
    )
    expect(facts.sharedWords.filter((word) => !others.has(word))).toEqual([])
  })

  it('has rows sorted by what is wrong, each once', () => {
    for (const { name, rows } of tables) {
      const wrong = rows.map((row) => row.wrong)
      expect(wrong, name).toEqual(sorted([...new Set(wrong)]))
    }
  })

  it('has rows whose answers no row of the same table takes for wrong', () => {
    for (const table of tables) expect(cycles(table), table.name).toEqual([])
  })

  it('has answers that differ from what is wrong', () => {
    for (const { name, rows } of tables)
      for (const row of rows)
        for (const { tokens, answers } of spellOut(row.wrong, row.right))
          for (const answer of answers)
            expect(phraseTokens(answer).join(' ') === tokens.join(' '), `${name}: ${row.wrong}`).toBe(false)
  })
})
