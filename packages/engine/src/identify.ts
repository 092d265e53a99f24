/** Letters below which trigrams tell too little. */
const LEAST_LETTERS = 150
/** How near the second guess may come to the first, on franc's scale, where the first is 1. */
const MOST_SECOND = 0.97

/**
 * What tells the language of a text that none of our languages seems to be, in BCP 47, by the trigrams of `franc`, whose
 * table it loads. It answers undefined where it is not sure either.
 *
 * @param known The languages that are told by other means: where they are not sure, trigrams are not.
 */
export async function trigramGuess(known: readonly string[]): Promise<(text: string) => string | undefined> {
  const { francAll } = await import('franc')
  return (text) => {
    if (!isLong(text)) return undefined
    const [first, second] = francAll(text)
    if (!first || first[0] === 'und' || (second && second[1] > MOST_SECOND)) return undefined
    // The canonical form of a tag is its shortest: `sv` for ISO 639-3’s `swe`.
    const [tag] = Intl.getCanonicalLocales(first[0])
    return tag === undefined || known.includes(tag) ? undefined : tag
  }
}

/** As {@link trigramGuess}, of one text: the table is loaded only if the text is long enough to ask. */
export async function identifyLanguage(text: string, known: readonly string[]): Promise<string | undefined> {
  return isLong(text) ? (await trigramGuess(known))(text) : undefined
}

function isLong(text: string): boolean {
  return (text.match(/\p{L}/gu)?.length ?? 0) >= LEAST_LETTERS
}
