import {
  compileIndex,
  follow,
  type Gloss,
  type Glosses,
  type GlossMatch,
  type IndexEntry,
  indexToken,
  openIndex,
  type Tokens,
  tokenise,
  tokenText,
  Vocabulary,
} from 'unmangle-core'
import { aligned, startsOf, textOf, writeUnits } from './bytes.ts'

/** The glosses of one language: by concept its words for it, best first. */
export interface GlossSource {
  readonly tag: string
  readonly functionWords: readonly string[]
  readonly words: readonly (readonly [concept: string, words: readonly string[]])[]
}

/** The language whose words the concepts are; a note in brackets tells two of one name apart. */
export const PIVOT = 'en'
const NOTE = / \([^)]*\)$/

/** A concept with what each language says for it, as it is kept. */
type Row = readonly [concept: string, words: Record<string, readonly string[]>]

const MAGIC = 0x554d4731
/** Magic, concepts, languages, glosses, code units of all texts, bytes of the index: 32-bit numbers. */
const HEADER = 6

/** Compiles the glosses of all languages into one index. Pure: the same sources give the same glosses. */
export function compileGlosses(sources: readonly GlossSource[]): Glosses {
  return openGlosses(glossBytes(sources))
}

/**
 * Writes glosses: a header; where the JSON of each concept and then of each language starts; of each gloss its concept,
 * its language and its rank there; all these texts as UTF-16 code units; the bytes of the index. So one concept is read
 * without the others.
 */
export function glossBytes(sources: readonly GlossSource[]): Uint8Array {
  const rows = new Map<string, { readonly at: number; readonly row: Row }>()
  const entries: IndexEntry[] = []
  const places: number[] = []
  for (const [language, { tag, words }] of sources.entries())
    for (const [concept, ways] of words) {
      const known = rows.get(concept) ?? { at: rows.size, row: [concept, {}] as const }
      rows.set(concept, known)
      known.row[1][tag] = ways
      for (const [rank, word] of ways.entries()) {
        entries.push({ tokens: tokensOf(word), payload: entries.length })
        places.push(known.at, language, rank)
      }
    }
  const languages = sources.map(({ tag, functionWords }) => JSON.stringify([tag, functionWords]))
  const texts = [...Array.from(rows.values(), ({ row }) => JSON.stringify(row)), ...languages]
  const text = texts.join('')
  const index = compileIndex(entries).bytes
  const numbers = [MAGIC, rows.size, languages.length, entries.length, text.length, index.length]
  const head = Int32Array.from([...numbers, ...startsOf(texts, 0), ...places])
  const indexAt = aligned(head.byteLength + text.length * 2)
  const bytes = new Uint8Array(indexAt + index.length)
  new Int32Array(bytes.buffer, 0, head.length).set(head)
  writeUnits(bytes, head.byteLength, text)
  bytes.set(index, indexAt)
  return bytes
}

function tokensOf(word: string): string[] {
  const tokens = tokenise(word.toLowerCase(), new Vocabulary())
  return Array.from({ length: tokens.count }, (_, i) => tokenText(tokens, i))
}

/**
 * Reads glosses back; nothing is built, and a concept is read when one of its words is found.
 *
 * @param decode As for `openPack`.
 * @throws {Error} if the bytes are not glosses of this version.
 */
export function openGlosses(bytes: Uint8Array, decode: (units: Uint8Array) => string = textOf): Glosses {
  if (bytes.length < HEADER * 4) throw new Error('these bytes are no glosses')
  // Numbers must lie at a place that four divides.
  const whole = bytes.byteOffset % 4 === 0 ? bytes : new Uint8Array(bytes)
  const numbers = (at: number, count: number) => {
    if ((at + count) * 4 > whole.length) throw new Error(OTHER_VERSION)
    return new Int32Array(whole.buffer, whole.byteOffset + at * 4, count)
  }
  const [magic, concepts = 0, languages = 0, count = 0, units = 0, indexLength = 0] = numbers(0, HEADER)
  if (magic !== MAGIC) throw new Error(OTHER_VERSION)
  const start = numbers(HEADER, concepts + languages + 1)
  const places = numbers(HEADER + start.length, count * 3)
  const textAt = (HEADER + start.length + places.length) * 4
  const indexAt = aligned(textAt + units * 2)
  if (indexAt + indexLength !== whole.length) throw new Error(OTHER_VERSION)
  const index = openIndex(whole.subarray(indexAt))
  const json = (row: number) =>
    JSON.parse(decode(whole.subarray(textAt + (start[row] ?? 0) * 2, textAt + (start[row + 1] ?? 0) * 2)))

  let tags: readonly (readonly [tag: string, functionWords: ReadonlySet<string>])[] | undefined
  const all = () => {
    tags ??= Array.from({ length: languages }, (_, i) => {
      const [tag, words] = json(concepts + i)
      return [tag, new Set<string>(words)] as const
    })
    return tags
  }
  const rows: Row[] = []
  const gloss = (payload: number): Gloss => {
    const [at = 0, language = 0, rank = 0] = places.subarray(payload * 3)
    const [concept, words] = rows[at] ?? json(at)
    rows[at] = [concept, words]
    const tag = all()[language]?.[0] ?? ''
    return { tag, word: words[tag]?.[rank] ?? '', concept, words }
  }
  const step = (node: number, word: string): number => {
    const token = indexToken(index, word.toLowerCase())
    return token < 0 ? -1 : follow(index, node, token)
  }
  return {
    begins: (word) => step(0, word) >= 0,
    longest(tokens: Tokens, first: number, end: number): GlossMatch | undefined {
      let last = -1
      let found = -1
      for (let at = first, node = 0; at < end; at++) {
        node = step(node, tokenText(tokens, at))
        if (node < 0) break
        if (index.payloadStart[node] === index.payloadStart[node + 1]) continue
        last = at
        found = node
      }
      if (found < 0) return undefined
      const payloads = index.payloads.subarray(index.payloadStart[found], index.payloadStart[found + 1])
      return { first, last, glosses: Array.from(payloads, gloss) }
    },
    said: ({ concept, words }, tag) => (tag === PIVOT ? [concept.replace(NOTE, '')] : (words[tag] ?? [])),
    isFunctionWord: (tag, word) =>
      all()
        .find(([known]) => known === tag)?.[1]
        .has(word) ?? false,
  }
}

const OTHER_VERSION = 'these bytes are no glosses of this version'
