import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { FORMATS, type Format, type Rule, type RuleCase } from 'unmangle-core'
import { createNodeUnmangler, type NodeUnmangler } from 'unmangle-engine/node'
import { parseGlossary } from 'unmangle-glossary'
import { rules as allRules } from 'unmangle-rules'

const HOME = fileURLToPath(new URL('../packages/rules/src/', import.meta.url))

/** An example of a readme: the text, and what becomes of it when the first answers are made. */
export interface Example {
  readonly lang: string
  readonly from?: string
  readonly format?: Format
  readonly before: string
  /** The same as `before` where the rule leaves it alone; none where it only reports. */
  readonly after: string | undefined
}

/** The ids of the rules that have a folder. */
export function ruleFolders(): string[] {
  return readdirSync(HOME, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map((entry) => entry.name)
    .sort()
}

/** The files of a rule's folder. */
export function filesOf(id: string): string[] {
  return readdirSync(`${HOME}${id}`)
}

/** The cases of a rule, a line each. Throws with the line that is no JSON. */
export function casesOf(id: string): RuleCase[] {
  return readFileSync(`${HOME}${id}/cases.jsonl`, 'utf8')
    .split('\n')
    .flatMap((line, i) => {
      if (line.trim() === '') return []
      try {
        return [JSON.parse(line) as RuleCase]
      } catch (error) {
        throw new Error(`${id}/cases.jsonl:${i + 1}: ${String(error)}`)
      }
    })
}

const BLOCK = /^(`{3,})(diff|text) (.*)\n([\s\S]*?)\n\1$/gm
const SETTING = /\b(lang|from|format)=(\S+)/g

/**
 * The examples of a rule's readme. A ```diff block is one text: its lines with `-` become those with `+`; without any
 * `+` the rule only reports. Each line of a ```text block is a text that the rule leaves alone.
 */
export function examplesOf(id: string): Example[] {
  const readme = readFileSync(`${HOME}${id}/readme.md`, 'utf8')
  return [...readme.matchAll(BLOCK)].flatMap(([, , kind, settings = '', body = '']) => {
    const given = new Map([...settings.matchAll(SETTING)].map((match) => [match[1], match[2]]))
    const base = {
      lang: given.get('lang') ?? 'en',
      from: given.get('from'),
      format: FORMATS.find((format) => format === given.get('format')),
    }
    const lines = body.split('\n')
    if (kind === 'text') return lines.map((line) => ({ ...base, before: line, after: line }))
    const side = (mark: string) => lines.filter((line) => line[0] !== mark).map((line) => line.slice(2))
    const changed = lines.some((line) => line.startsWith('+'))
    return [{ ...base, before: side('+').join('\n'), after: changed ? side('-').join('\n') : undefined }]
  })
}

const unmanglers = new Map<string, Promise<NodeUnmangler>>()

/**
 * An unmangler with one rule alone, or with all where it speaks of what the others find; with the glossary of a case
 * where that has one.
 */
export function unmanglerFor(rule: Rule, glossary?: RuleCase['glossary']): Promise<NodeUnmangler> {
  if (glossary) {
    const { terms, errors } = parseGlossary(JSON.stringify({ terms: glossary }), `${rule.id}.json`)
    if (errors.length > 0) throw new Error(`${rule.id}: ${JSON.stringify(errors[0])}`)
    return createNodeUnmangler({ rules: [rule], terms, shippedGlossaries: false })
  }
  let known = unmanglers.get(rule.id)
  if (!known) {
    const alone = rule.kind !== 'source' || !rule.last
    known = createNodeUnmangler({ rules: alone ? [rule] : allRules })
    unmanglers.set(rule.id, known)
  }
  return known
}
