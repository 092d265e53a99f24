import type { LanguagePack } from 'unmangle-core'

/** The tag, then what is left of it as subtags fall away: `es-419`, `es`. */
export function fallbacks(tag: string): string[] {
  const subtags = tag.split('-')
  return subtags.map((_, i) => subtags.slice(0, subtags.length - i).join('-'))
}

/** Remembers each pack by its tag, and finds the nearest one there is. */
export function packLookup(
  tags: () => readonly string[],
  load: (tag: string) => LanguagePack,
): (tag: string) => LanguagePack | undefined {
  const packs = new Map<string, LanguagePack>()
  return (wanted) => {
    const tag = fallbacks(wanted).find((candidate) => tags().includes(candidate))
    if (tag === undefined) return undefined
    const pack = packs.get(tag) ?? load(tag)
    packs.set(tag, pack)
    return pack
  }
}
