import type { LanguagePair, ParsedGlossary } from './errors.ts'
import { GLOSSARY_EXTENSIONS, glossaryFormatOf } from './format.ts'
import { parseNative } from './native.ts'
import { parsePo } from './po.ts'
import { parseTable } from './table.ts'
import { parseTbx } from './tbx.ts'

const BOM = '\uFEFF'

/**
 * Reads a glossary: YAML and JSON in the native form, CSV and TSV with a header row or as pairs, TBX, and PO, told apart
 * by the file's extension. All text becomes NFC without white space around it.
 *
 * @param text The file's content; a byte-order mark is passed over.
 * @param file The file's name, for errors and for the source of each term.
 * @param languages Those of a table of pairs or a PO file that names none.
 * @returns The terms without fault, in order, and an error for everything else. Throws nothing.
 */
export function parseGlossary(text: string, file: string, languages?: Partial<LanguagePair>): ParsedGlossary {
  const content = text.startsWith(BOM) ? text.slice(BOM.length) : text
  switch (glossaryFormatOf(file)) {
    case 'yaml':
      return parseNative(content, file, 'core')
    case 'json':
      return parseNative(content, file, 'json')
    case 'csv':
      return parseTable(content, file, ',', languages)
    case 'tsv':
      return parseTable(content, file, '\t', languages)
    case 'tbx':
      return parseTbx(content, file)
    case 'po':
      return parsePo(content, file, languages)
    default: {
      const message = `not a glossary format; one of ${GLOSSARY_EXTENSIONS.join(', ')} is expected`
      return { terms: [], errors: [{ file, line: 1, column: 1, message }] }
    }
  }
}
