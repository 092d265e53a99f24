import type { Term } from 'unmangle-core'

/** A term with the keys of a file, in their order; what is empty is left out. */
function entryOf(term: Term, lang: string | undefined): Record<string, unknown> {
  return {
    term: term.term,
    ...(term.lang !== undefined && term.lang !== lang && { lang: term.lang }),
    ...(term.kind !== 'term' && { kind: term.kind }),
    ...(term.parts && { parts: term.parts }),
    ...(term.aliases.length > 0 && { aliases: term.aliases }),
    ...(term.never.length > 0 && { never: term.never }),
    ...(Object.keys(term.forms).length > 0 && { forms: term.forms }),
    ...(term.gender && { gender: term.gender }),
    ...(term.note && { note: term.note }),
    ...(term.authority && { source: term.authority }),
  }
}

/** The language of all terms, where they have one. */
function commonLanguage(terms: readonly Term[]): string | undefined {
  const lang = terms[0]?.lang
  return terms.every((term) => term.lang === lang) ? lang : undefined
}

export function writeYaml(terms: readonly Term[]): string {
  const lang = commonLanguage(terms)
  return yamlFile(
    { ...(lang && { lang }) },
    terms.map((term) => entryOf(term, lang)),
  )
}

export function writeJson(terms: readonly Term[]): string {
  const lang = commonLanguage(terms)
  return jsonFile(
    { ...(lang && { lang }) },
    terms.map((term) => entryOf(term, lang)),
  )
}

type Entries = readonly (readonly [key: string, value: unknown])[]

/** A native file from plain values, a key a line; what is nested stands on the line of its key. */
export function yamlFile(head: Readonly<Record<string, unknown>>, terms: readonly unknown[]): string {
  const lines = Object.entries(head).map(([key, value]) => `${scalar(key)}: ${flow(value)}`)
  lines.push(terms.length === 0 ? 'terms: []' : 'terms:')
  for (const term of terms) {
    const entries: Entries = isRecord(term) ? Object.entries(term) : []
    if (entries.length === 0) lines.push(`  - ${flow(term)}`)
    for (const [i, [key, value]] of entries.entries())
      lines.push(`${i === 0 ? '  - ' : '    '}${scalar(key)}: ${flow(value)}`)
  }
  return `${lines.join('\n')}\n`
}

/** A native file from plain values, a term a line. */
export function jsonFile(head: Readonly<Record<string, unknown>>, terms: readonly unknown[]): string {
  const lines = Object.entries(head).map(([key, value]) => `  ${JSON.stringify(key)}: ${JSON.stringify(value)},\n`)
  const list = terms.map((term) => `    ${JSON.stringify(term)}`).join(',\n')
  return `{\n${lines.join('')}  "terms": [${list === '' ? '' : `\n${list}\n  `}]\n}\n`
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

function flow(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(flow).join(', ')}]`
  if (isRecord(value)) {
    const entries = Object.entries(value).map(([key, inner]) => `${scalar(key)}: ${flow(inner)}`)
    return entries.length === 0 ? '{}' : `{ ${entries.join(', ')} }`
  }
  return typeof value === 'string' ? scalar(value) : JSON.stringify(value)
}

const PLAIN = /^\p{L}[\p{L}\p{M}\p{N} .’()/-]*(?<! )$/u
/** What YAML, or a reader of its older version, takes for something else than text. */
const MEANINGFUL = /^(?:true|false|null|yes|no|on|off|y|n)$/i

/** Text as YAML takes it in any place: bare where nothing in it could mean something, else as JSON writes it. */
function scalar(text: string): string {
  return PLAIN.test(text) && !MEANINGFUL.test(text) ? text : JSON.stringify(text)
}
