import { parseDocument } from 'yaml'
import { readCells, writeCell } from './cells.ts'
import { countOne, type GlossaryError, type LanguagePair } from './errors.ts'
import { type GlossaryFormat, glossaryFormatOf } from './format.ts'
import { parseGlossary } from './parse.ts'
import { type WrittenGlossary, writeGlossary } from './write.ts'
import { jsonFile, yamlFile } from './write-native.ts'

/** A glossary in another format, what is wrong with it as it was, and what the other format has no place for. */
export interface ConvertedGlossary extends WrittenGlossary {
  readonly errors: readonly GlossaryError[]
}

/**
 * Turns a glossary into another format. In its own format it stays as it is; between YAML and JSON, and between CSV and
 * TSV, keys and columns that mean nothing here come along; else its terms do.
 *
 * @param languages Those of formats that hold two, where neither the file nor the format says.
 * @throws {Error} if such a format is asked for and nothing tells the languages.
 */
export function convertGlossary(
  text: string,
  file: string,
  format: GlossaryFormat,
  languages?: Partial<LanguagePair>,
): ConvertedGlossary {
  const parsed = parseGlossary(text, file, languages)
  const { errors, terms } = parsed
  const before = parsed.format ?? glossaryFormatOf(file)
  // What stays or comes along whole loses nothing by a fault in it.
  const unread = errors.filter(({ fault }) => !fault)
  if (before === format) return { text, lost: new Map(), errors: unread }
  const plain = sameFamily(text, before, format)
  if (plain) return { ...plain, errors: unread }
  const pair = { ...parsed.languages, ...languages }
  const { source, target } = pair
  const written = writeGlossary(terms, format, source && target ? { source, target } : undefined)
  const lost = new Map([...(parsed.passedOver ?? []), ...written.lost])
  return { text: written.text, lost, errors }
}

/** A file in the other syntax of its own form, with all that it holds. */
function sameFamily(
  text: string,
  before: GlossaryFormat | undefined,
  format: GlossaryFormat,
): WrittenGlossary | undefined {
  const pair = `${before} ${format}`
  if (pair === 'csv tsv' || pair === 'tsv csv') {
    const [from, to] = before === 'csv' ? [',', '\t'] : ['\t', ',']
    const rows = readCells(withoutMark(text), from, () => {})
    const lines = rows.map((row) => `${row.map((cell) => writeCell(cell.text, to)).join(to)}\n`)
    return { text: lines.join(''), lost: new Map() }
  }
  if (pair !== 'yaml json' && pair !== 'json yaml') return undefined
  const document = parseDocument(withoutMark(text), { schema: before === 'json' ? 'json' : 'core' })
  if (document.errors.length > 0) return undefined
  const root: unknown = document.toJS()
  const { terms, ...head } = root && typeof root === 'object' && 'terms' in root ? root : { terms: [] }
  const lost = new Map<string, number>()
  if (format === 'json') for (const _ of text.match(/^[ \t]*#/gm) ?? []) countOne(lost, 'comment')
  const list = Array.isArray(terms) ? terms : []
  return { text: format === 'json' ? jsonFile(head, list) : yamlFile(head, list), lost }
}

function withoutMark(text: string): string {
  return text.startsWith('\uFEFF') ? text.slice(1) : text
}
