/** The formats of glossary files. `deepl` and `google` are tables of two columns without and with a row of languages. */
export const GLOSSARY_FORMATS = ['yaml', 'json', 'csv', 'tsv', 'tbx', 'po', 'deepl', 'google'] as const
export type GlossaryFormat = (typeof GLOSSARY_FORMATS)[number]

/** The extensions of glossary files, in lower case. */
const BY_EXTENSION: Readonly<Record<string, GlossaryFormat>> = {
  '.yaml': 'yaml',
  '.yml': 'yaml',
  '.json': 'json',
  '.csv': 'csv',
  '.tsv': 'tsv',
  '.tbx': 'tbx',
  '.po': 'po',
}

export const GLOSSARY_EXTENSIONS: readonly string[] = Object.keys(BY_EXTENSION)

/** The format that a file's extension tells. A `csv` or `tsv` may turn out to be of two columns. */
export function glossaryFormatOf(file: string): GlossaryFormat | undefined {
  const dot = file.lastIndexOf('.')
  const extension = dot < 0 ? '' : file.slice(dot).toLowerCase()
  return Object.hasOwn(BY_EXTENSION, extension) ? BY_EXTENSION[extension] : undefined
}
