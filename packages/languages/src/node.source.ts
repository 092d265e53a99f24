import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { Calendar, DetectionFacts, Glosses, LanguageFacts, LanguagePack, PhraseTable } from 'unmangle-core'
import { compilePack } from './compile.ts'
import { compileGlosses, type GlossSource, PIVOT } from './glosses.ts'
import { packLookup } from './lookup.ts'
import { parseFacts, parseGlosses, parseTable, type SourceFile } from './parse.ts'

const home = fileURLToPath(new URL('../', import.meta.url))
const YAML_NAME = /\.yaml$/

let tags: readonly string[] | undefined

/** The tags of the languages that have a pack. */
export function packTags(): string[] {
  tags ??= readdirSync(home, { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(`${home}${entry.name}/facts.yaml`))
    .map((entry) => entry.name)
    .sort()
  return [...tags]
}

/** The tables of a language, by name. */
export function readTables(tag: string): PhraseTable[] {
  return yamlFiles(`${tag}/phrases`).map((source) => {
    const name = source.file.slice(source.file.lastIndexOf('/') + 1).replace(YAML_NAME, '')
    return parseTable(name, source)
  })
}

/**
 * The pack of a language, compiled from its folder; that of `es` for `es-419` and the like.
 *
 * @throws {Error} naming file and line where the data are broken.
 */
export const loadPack: (tag: string) => LanguagePack | undefined = packLookup(packTags, (tag) =>
  compilePack(
    { ...factsOf(tag), foreignCalendars: calendars().filter((calendar) => calendar.tag !== tag) },
    readTables(tag),
  ),
)

const known = new Map<string, LanguageFacts>()
let allCalendars: readonly Calendar[] | undefined

function factsOf(tag: string): LanguageFacts {
  const facts = known.get(tag) ?? parseFacts(tag, yamlFiles(tag))
  known.set(tag, facts)
  return facts
}

function calendars(): readonly Calendar[] {
  allCalendars ??= packTags()
    .map(factsOf)
    .filter(({ dateForms }) => dateForms.length > 0)
    .map(({ tag, months, monthForms, dateForms, dateLeads, eras }) => ({
      tag,
      monthForms: monthForms.length > 0 ? monthForms : months.map((month) => [month]),
      dateForms,
      dateLeads,
      eras,
    }))
  return allCalendars
}

/** What tells the languages apart. */
export function detectionFacts(): DetectionFacts[] {
  return packTags().flatMap((tag) => {
    const facts = loadPack(tag)?.facts
    return facts ? [telling(facts)] : []
  })
}

function telling({
  tag,
  script,
  functionWords,
  wordEndings,
  wordParts,
  lookAlikes,
  letters,
  nameAffixes,
  decimalMark,
  thousandsMark,
}: LanguageFacts): DetectionFacts {
  return {
    ...{ tag, script, functionWords, wordEndings, wordParts, lookAlikes },
    ...{ letters, nameAffixes, decimalMark, thousandsMark },
  }
}

let glosses: Glosses | undefined

/**
 * The glosses of all languages.
 *
 * @throws {Error} naming file and line where the data are broken.
 */
export function loadGlosses(): Glosses {
  glosses ??= compileGlosses(readGlosses())
  return glosses
}

/** The glosses as they are written, with the months and the days of the week. */
export function readGlosses(): GlossSource[] {
  const { months, weekdays } = factsOf(PIVOT)
  return packTags().map((tag) => {
    const facts = factsOf(tag)
    const calendar = tag === PIVOT ? [] : [...pairsOf(months, facts.months), ...pairsOf(weekdays, facts.weekdays)]
    const written = yamlFiles(`${tag}/glosses`).flatMap(parseGlosses)
    return { tag, functionWords: facts.functionWords, words: [...calendar, ...written] }
  })
}

function pairsOf(concepts: readonly string[], words: readonly string[]): [string, readonly string[]][] {
  return words.length === concepts.length ? concepts.map((concept, i) => [concept, words.slice(i, i + 1)]) : []
}

/** The YAML files of a folder in the order of their names. */
function yamlFiles(folder: string): SourceFile[] {
  if (!existsSync(`${home}${folder}`)) return []
  return readdirSync(`${home}${folder}`)
    .filter((name) => YAML_NAME.test(name))
    .sort()
    .map((name) => ({ file: `${folder}/${name}`, text: readFileSync(`${home}${folder}/${name}`, 'utf8') }))
}
