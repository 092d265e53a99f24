import type { Term } from 'unmangle-core'
import { shippedName } from 'unmangle-glossary'

/**
 * The terms of the glossaries that are wanted.
 *
 * @param wanted True for all, false for none, else the names of files without their extension.
 * @throws {Error} if none is called so.
 */
export function chosenTerms(shipped: readonly Term[], wanted: boolean | readonly string[]): readonly Term[] {
  if (typeof wanted === 'boolean') return wanted ? shipped : []
  const names = new Set(shipped.map(({ source }) => shippedName(source.file)))
  for (const name of wanted)
    if (!names.has(name))
      throw new Error(`shippedGlossaries: none is called “${name}”; there are ${[...names].join(', ')}`)
  return shipped.filter(({ source }) => wanted.includes(shippedName(source.file)))
}
