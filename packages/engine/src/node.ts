import type { Rule, Spelling, Term, Tier } from 'unmangle-core'
import { GlossaryCache, keyOf, shippedKey, shippedOverlay, shippedTerms } from 'unmangle-glossary/node'
import { detectionFacts, loadGlosses, loadPack, packTags } from 'unmangle-languages/node'
import type { TemplateTag } from 'unmangle-readers'
import { fastParser } from './fast-parser.ts'
import { trigramGuess } from './identify.ts'
import type { LanguageTable, Options, Unmangler } from './options.ts'
import { chosenTerms } from './shipped.ts'
import { assembleUnmangler } from './unmangler.ts'

export { NameCensus } from 'unmangle-glossary'

export interface NodeOptions {
  readonly lang?: string
  /**
   * Whether trigrams are asked for the language of a text that nothing else tells. Their table is loaded at once,
   * unless `lang` is given. Default true; without them there is `identify`, which loads it when it is first asked.
   */
  readonly trigrams?: boolean
  readonly from?: readonly string[]
  /** Added to the shipped ones, which they override. */
  readonly terms?: readonly Term[]
  /** Where what is compiled of `terms` is kept, and what names all that they were read from; none: it is not kept. */
  readonly cache?: { readonly folder: string; readonly key: string }
  /** All by default; `false` for none, or the names of those that are wanted (`countries`, `leaders`). */
  readonly shippedGlossaries?: boolean | readonly string[]
  readonly caps?: Readonly<Record<string, Tier | 'off'>>
  /** Names and phrases that are right: a finding whose text is one of them, or holds one in whole words, is left out. */
  readonly accept?: readonly string[]
  readonly rules?: readonly Rule[]
  /** As in `Options`. */
  readonly spellings?: readonly Spelling[]
  readonly proseKeys?: readonly string[]
  readonly templateTags?: readonly TemplateTag[]
  readonly tables?: readonly LanguageTable[]
}

export interface NodeUnmangler extends Unmangler {
  /** Which parser reads Markdown. */
  readonly parser: 'satteri' | 'micromark'
}

/**
 * An unmangler with all that ships: packs, glossaries and the fast parser where it can be loaded.
 *
 * @throws {Error} if `shippedGlossaries` names one that does not ship, or `caps` no rule and no family.
 */
export async function createNodeUnmangler(options: NodeOptions = {}): Promise<NodeUnmangler> {
  const parse = await fastParser()
  const { lang, terms: own = [], shippedGlossaries: wanted = true, trigrams = lang === undefined } = options
  // What ships is compiled already; with terms of one's own beside it, or without some of it, it is compiled anew.
  const asShipped = wanted === true && own.length === 0
  const unmangler = assembleUnmangler(parse ?? (await import('./slow-parser.ts')).parseMarkdown, {
    ...options,
    guess: trigrams ? await trigramGuess(packTags()) : undefined,
    packs: { tags: packTags(), load: loadPack, detection: detectionFacts, glosses: loadGlosses },
    ...(asShipped ? { overlay: shippedOverlay } : compiled([...shippedOf(wanted), ...own], wanted, options.cache)),
  })
  return { ...unmangler, parser: parse ? 'satteri' : 'micromark' }
}

function shippedOf(wanted: boolean | readonly string[]): readonly Term[] {
  return wanted === false ? [] : chosenTerms(shippedTerms(), wanted)
}

/** Terms of one's own, compiled as they are needed or as they were kept. */
function compiled(
  terms: readonly Term[],
  wanted: boolean | readonly string[],
  cache: NodeOptions['cache'],
): Pick<Options, 'terms' | 'overlay'> {
  if (!cache) return { terms }
  const key = keyOf([cache.key, JSON.stringify(wanted), wanted === false ? '' : shippedKey()])
  const kept = new GlossaryCache(cache.folder)
  return { terms, overlay: (lang) => kept.overlay({ terms, key }, lang) }
}
