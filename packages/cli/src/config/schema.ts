import * as v from 'valibot'
import { nearest } from '../nearest.ts'
import type { Config, Override, Translations } from './config.ts'

const CAPS = ['off', 'report', 'suggest', 'safe'] as const
const FAIL_ON = ['safe', 'suggest', 'report', 'none'] as const
const OTHERS = ['skip', 'report'] as const

const text = v.pipe(v.string('takes text'), v.nonEmpty('is empty'))
const texts = v.array(text, 'takes a list')
const tag = v.pipe(text, v.check(isLanguageTag, 'takes a language tag such as es or pt-BR'))

/** The language tag that a text is, as BCP 47 writes it. */
export function canonicalTag(value: string): string | undefined {
  try {
    return Intl.getCanonicalLocales(value)[0]
  } catch {
    return undefined
  }
}

function isLanguageTag(value: string): boolean {
  return canonicalTag(value) !== undefined
}

function oneOf<const T extends readonly string[]>(names: T) {
  return v.picklist(names, `takes ${names.slice(0, -1).join(', ')} or ${names.at(-1)}`)
}

/** A map with these keys and no others. */
function map<T extends v.ObjectEntries>(entries: T) {
  return v.strictObject(entries, (issue) => {
    const path: readonly v.IssuePathItem[] | undefined = issue.path
    const key = String(path?.at(-1)?.key)
    // An issue of the map itself is of its type; one of a key is that it is unknown or missing.
    if (issue.expected === 'Object') return 'takes a map of keys'
    if (issue.expected !== 'never') return 'is missing'
    const near = nearest(key, Object.keys(entries))
    return `is no key that is known here${near === undefined ? '' : `; did you mean ${near}?`}`
  })
}

function byName<T extends v.GenericSchema>(value: T) {
  return v.record(text, value, 'takes a map of keys')
}

function described<T extends v.GenericSchema>(schema: T, description: string) {
  return v.optional(v.pipe(schema, v.description(description)))
}

const files = v.pipe(texts, v.description('Patterns of gitignore, relative to this file.'))

const fileEntries = {
  rules: described(
    byName(oneOf(CAPS)),
    'By rule id or family, the most that its findings may be: off, report, suggest or safe. A rule goes before its family.',
  ),
  lang: described(
    tag,
    'The language of the text (BCP 47) where neither --lang nor front matter names one. It goes before the path.',
  ),
  from: described(
    v.union([tag, v.array(tag)], 'takes a language tag such as es or pt-BR, or a list of them'),
    'The language, or the languages, that the text was translated from. Default: inferred.',
  ),
  glossaries: described(texts, 'Glossary files, relative to this file. Those of an override come on top.'),
  shippedGlossaries: described(
    v.union([v.boolean(), texts], 'takes true, false or a list of names'),
    'Which of the glossaries that ship count, by name; true for all of them, false for none. Default: all.',
  ),
  accept: described(
    texts,
    'Names and phrases that are right here: a finding whose text is one, or holds one, is left out. Those of an override come on top.',
  ),
  frontMatter: described(texts, 'The keys of front matter whose values are prose, in place of the usual ones.'),
  templateTags: described(
    v.array(v.pipe(text, v.regex(/^\S+ \S+$/, 'takes OPEN CLOSE, with a space between')), 'takes a list'),
    'Template tags besides the usual ones, each as OPEN CLOSE with a space between: "<% %>". Those of an override come on top.',
  ),
  phrases: described(
    v.record(tag, texts, 'takes a map of languages'),
    'Phrase tables by language: YAML files with rows as in the language packs, relative to this file; a file is named as the table that it adds to, such as calques.yaml. Those of an override come on top.',
  ),
}

const translations: v.GenericSchema<Translations> = v.pipe(
  map({
    files: v.optional(files),
    frontMatter: described(
      v.pipe(text, v.regex(/^[\w.-]+(?:=.+)?$/u, 'takes a key, or key=value')),
      'A mark in the front matter: a key that stands there and is not false, or key=value.',
    ),
    others: described(
      oneOf(OTHERS),
      'What becomes of all other files: skip leaves them alone, report only reports. Default: skip.',
    ),
  }),
  v.check(({ files, frontMatter }) => files !== undefined || frontMatter !== undefined, 'needs files or frontMatter'),
)

const override: v.GenericSchema<Override> = map({ files, ...fileEntries })

const entries = {
  $schema: described(v.string('takes text'), 'The schema that editors check this file by.'),
  version: described(
    v.pipe(
      v.string('takes a version in quotes, such as "0.1.0"'),
      v.regex(/^\d+\.\d+\.\d+$/, 'takes a version such as 0.1.0'),
    ),
    'The version of Unmangle whose rules are agreed to: rules that came later only report, until they or a later version are named.',
  ),
  ...fileEntries,
  failOn: described(
    oneOf(FAIL_ON),
    'The lowest tier that makes the exit status 1: safe, suggest, report or none. Default: safe.',
  ),
  ruleFiles: described(
    texts,
    'Rules of your own: modules that export one as rule, or several as rules, relative to this file.',
  ),
  ignore: described(texts, 'Patterns of gitignore for what is not read, relative to this file.'),
  translations: described(translations, 'Which files are machine translations. Default: all.'),
  overrides: described(v.array(override, 'takes a list'), 'What holds for some files over what holds for all.'),
}

/** Everything that may stand in a configuration file. The JSON Schema for editors is made of it. */
export const configSchema: v.GenericSchema<Config> = map(entries)
