import type { Format } from 'unmangle-core'

const FORMATS: Readonly<Record<string, Format>> = {
  md: 'markdown',
  markdown: 'markdown',
  mdx: 'mdx',
  txt: 'text',
}

/** The format that a path's extension names, in any letter case; `undefined` for all others. */
export function formatOf(path: string): Format | undefined {
  const name = path.slice(Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\')) + 1)
  const dot = name.lastIndexOf('.')
  return dot < 0 ? undefined : FORMATS[name.slice(dot + 1).toLowerCase()]
}
