import type { ParsedGlossary } from './errors.ts'
import { parseNative } from './native.ts'
import { parseTable } from './table.ts'

/** The extensions of glossary files, in lower case. */
export const GLOSSARY_EXTENSIONS: readonly string[] = ['.yaml', '.yml', '.json', '.csv', '.tsv']

const BOM = '\uFEFF'

/**
 * Reads a glossary: YAML and JSON in the native form, CSV and TSV with a header row, told apart by the file's
 * extension. All text becomes NFC without white space around it.
 *
 * @param text The file's content; a byte-order mark is passed over.
 * @param file The file's name, for errors and for the source of each term.
 * @returns The terms without fault, in order, and an error for everything else. Throws nothing.
 */
export function parseGlossary(text: string, file: string): ParsedGlossary {
  const content = text.startsWith(BOM) ? text.slice(BOM.length) : text
  const dot = file.lastIndexOf('.')
  switch (dot < 0 ? '' : file.slice(dot).toLowerCase()) {
    case '.yaml':
    case '.yml':
      return parseNative(content, file, 'core')
    case '.json':
      return parseNative(content, file, 'json')
    case '.csv':
      return parseTable(content, file, ',')
    case '.tsv':
      return parseTable(content, file, '\t')
    default: {
      const message = `not a glossary format; one of ${GLOSSARY_EXTENSIONS.join(', ')} is expected`
      return { terms: [], errors: [{ file, line: 1, column: 1, message }] }
    }
  }
}
