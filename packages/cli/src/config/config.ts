/** The most that findings of a rule or a family may be. */
export type Cap = 'off' | 'report' | 'suggest' | 'safe'

/** What may hold for all files, or in an override for some. */
export interface FileConfig {
  /** By rule id or family, the most that its findings may be: off, report, suggest or safe. A rule goes before its family. */
  rules?: Record<string, Cap>
  /** The language of the text (BCP 47) where neither --lang nor front matter names one. It goes before the path. */
  lang?: string
  /** The language, or the languages, that the text was translated from. Default: inferred. */
  from?: string | string[]
  /** Glossary files, relative to this file. Those of an override come on top. */
  glossaries?: string[]
  /** Which of the glossaries that ship count, by name; true for all of them, false for none. Default: all. */
  shippedGlossaries?: boolean | string[]
  /** Names and phrases that are right here: a finding whose text is one, or holds one, is left out. Those of an override come on top. */
  accept?: string[]
  /** The keys of front matter whose values are prose, in place of the usual ones. */
  frontMatter?: string[]
  /** Template tags besides the usual ones, each as OPEN CLOSE with a space between: "<% %>". Those of an override come on top. */
  templateTags?: string[]
  /** Phrase tables by language: YAML files with rows as in the language packs, relative to this file; a file is named as the table that it adds to, such as calques.yaml. Those of an override come on top. */
  phrases?: Record<string, string[]>
}

/** What holds for the files that match, over what holds for all; of two overrides the later one wins. */
export interface Override extends FileConfig {
  /** Patterns of gitignore, relative to this file. */
  files: string[]
}

/** Which files are machine translations. A file is one where a pattern or its front matter says so. */
export interface Translations {
  /** Patterns of gitignore, relative to this file. */
  files?: string[]
  /** A mark in the front matter: a key that stands there and is not false, or key=value. */
  frontMatter?: string
  /** What becomes of all other files: skip leaves them alone, report only reports. Default: skip. */
  others?: 'skip' | 'report'
}

/** The configuration of a project or of a folder in it. */
export interface Config extends FileConfig {
  /** The schema that editors check this file by. */
  $schema?: string
  /** The version of Unmangle whose rules are agreed to: rules that came later only report, until they or a later version are named. */
  version?: string
  /** The lowest tier that makes the exit status 1: safe, suggest, report or none. Default: safe. */
  failOn?: 'safe' | 'suggest' | 'report' | 'none'
  /** Rules of your own: modules that export one as rule, or several as rules, relative to this file. */
  ruleFiles?: string[]
  /** Patterns of gitignore for what is not read, relative to this file. */
  ignore?: string[]
  /** Which files are machine translations. Default: all. */
  translations?: Translations
  /** What holds for some files over what holds for all. */
  overrides?: Override[]
}
