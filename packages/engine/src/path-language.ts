/** The languages of ISO 639-1. */
const TWO_LETTERS =
  'aa ab ae af ak am an ar as av ay az ba be bg bi bm bn bo br bs ca ce ch co cr cs cu cv cy da de dv dz ee el en eo es ' +
  'et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy hz ia id ie ig ii ik io is it iu ja jv ka kg ki ' +
  'kj kk kl km kn ko kr ks ku kv kw ky la lb lg li ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no ' +
  'nr nv ny oc oj om or os pa pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te ' +
  'tg th ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu'

/** Folders and suffixes of these names are nearly always something else: code, a résumé, input and output. */
const SOMETHING_ELSE = new Set(['ts', 'cv', 'io'])

/** Tells the language that a path names, by a folder or a suffix before the extension. */
export type PathLanguage = (path: string) => string | undefined

/**
 * @param packTags The tags that there are packs for. These are known in every way of writing (`zh-cn`, `pt_BR`); the
 *   other languages only as BCP 47 has them, or `to-do` would be Tongan.
 */
export function pathLanguage(packTags: readonly string[]): PathLanguage {
  const packs = new Set(packTags.map((tag) => primary(tag)))
  const others = new Set(TWO_LETTERS.split(' ').filter((tag) => !SOMETHING_ELSE.has(tag)))
  // Slow to make, and seldom asked.
  let regions: Intl.DisplayNames | undefined
  const tagOf = (name: string): string | undefined => {
    const match = /^([a-z]{2,3})(?:[-_]([A-Za-z]{4}|[A-Za-z]{2}|\d{3}))?(?:[-_]([A-Za-z]{2}|\d{3}))?$/.exec(name)
    if (!match) return undefined
    const language = match[1] ?? ''
    if (!packs.has(language) && !others.has(language)) return undefined
    const region = match[3] ?? (match[2]?.length === 4 ? undefined : match[2])
    // No region is called EN: `es-en` is a pair of languages.
    if (region !== undefined) {
      regions ??= new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
      if (regions.of(region.toUpperCase()) === undefined) return undefined
    }
    const [canonical] = Intl.getCanonicalLocales(name.replaceAll('_', '-'))
    return packs.has(language) || canonical === name ? canonical : undefined
  }
  return (path) => {
    const parts = path.split(/[/\\]/)
    const words = (parts.pop() ?? '').split('.')
    const suffix = words.length > 2 ? tagOf(words.at(-2) ?? '') : undefined
    if (suffix !== undefined) return suffix
    for (let i = parts.length - 1; i >= 0; i--) {
      const tag = tagOf(parts[i] ?? '')
      if (tag !== undefined) return tag
    }
    return undefined
  }
}

/** A path as a folder that it lies in has it: what stands above the folder says nothing of the document. */
export function pathWithin(folder: string, path: string): string {
  const inside = folder !== '' && path.startsWith(folder) && /^[/\\]/.test(path.slice(folder.length))
  return inside ? path.slice(folder.length + 1) : path
}

function primary(tag: string): string {
  return tag.split('-', 1)[0] ?? tag
}
