import type { Document, ProseBlock, Tokens } from 'unmangle-core'
import type { Detector } from './detect.ts'
import { type DetectionTables, type WrittenScript, writtenScript } from './detection-tables.ts'

/** Blocks of a document in one language. */
export interface Passages {
  readonly tag: string
  readonly blocks: readonly ProseBlock[]
}

/** Tokens below which a block is read in the language of its document: a name, a button, a word of another language. */
const LEAST_TOKENS = 5
/** The same in a script without spaces, where a character is a token; what a model says of its answer is shorter. */
const LEAST_CHARACTERS = 16

const UNSPACED: ReadonlySet<WrittenScript> = new Set<WrittenScript>(['Jpan', 'Hani'])

/**
 * The blocks of a document by their language, those in the document's own first: a block is in another one only where
 * that is sure. In a document whose language has no pack another one shows by its script alone, or where it is the
 * language that the document is known to come from.
 *
 * @param ownScript The script of the document's language, in ISO 15924.
 */
export function passagesOf(
  document: Document,
  ownScript: string,
  tokens: Tokens,
  blocks: readonly ProseBlock[],
  detector: Detector,
  { languages }: DetectionTables,
): readonly Passages[] {
  const base = baseOf(document.lang)
  const own: ProseBlock[] = []
  const others = new Map<string, ProseBlock[]>()
  const known = base === 'und' || languages.some(({ tag }) => tag === base)
  const script = writtenScript(ownScript)
  const sources = new Set(document.from.filter(({ given }) => given).map(({ tag }) => baseOf(tag)))
  const scriptOf = (tag: string) => languages.find((language) => language.tag === tag)?.script ?? 'other'
  const readable = (tag: string) => known || sources.has(tag) || scriptOf(tag) !== script
  for (const block of blocks) {
    const detected =
      block.last - block.first >= LEAST_TOKENS ? detector.detect(tokens, block.first, block.last, base) : undefined
    const long = !detected || !UNSPACED.has(scriptOf(detected.tag)) || block.last - block.first >= LEAST_CHARACTERS
    if (!detected?.sure || detected.tag === base || !long || !readable(detected.tag)) own.push(block)
    else {
      const list = others.get(detected.tag)
      if (list) list.push(block)
      else others.set(detected.tag, [block])
    }
  }
  return [{ tag: document.lang, blocks: own }, ...Array.from(others, ([tag, list]) => ({ tag, blocks: list }))]
}

/** A tag without its script, region and the like. */
export function baseOf(tag: string): string {
  return tag.split('-', 1)[0] ?? tag
}
