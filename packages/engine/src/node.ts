import type { Rule, Term, Tier } from 'unmangle-core'
import { shippedOverlay, shippedTerms } from 'unmangle-glossary/node'
import { detectionFacts, loadPack, packTags } from 'unmangle-languages/node'
import type { TemplateTag } from 'unmangle-readers'
import { fastParser } from './fast-parser.ts'
import type { LanguageTable, Unmangler } from './options.ts'
import { chosenTerms } from './shipped.ts'
import { assembleUnmangler } from './unmangler.ts'

export interface NodeOptions {
  readonly lang?: string
  readonly from?: readonly string[]
  /** Added to the shipped ones, which they override. */
  readonly terms?: readonly Term[]
  /** All by default; `false` for none, or the names of those that are wanted (`countries`, `leaders`). */
  readonly shippedGlossaries?: boolean | readonly string[]
  readonly caps?: Readonly<Record<string, Tier | 'off'>>
  /** Names and phrases that are right: a finding whose text is one of them, or holds one in whole words, is left out. */
  readonly accept?: readonly string[]
  readonly rules?: readonly Rule[]
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
  const { terms: own = [], shippedGlossaries: wanted = true } = options
  // What ships is compiled already; with terms of one's own beside it, or without some of it, it is compiled anew.
  const asShipped = wanted === true && own.length === 0
  const unmangler = assembleUnmangler(parse ?? (await import('./slow-parser.ts')).parseMarkdown, {
    ...options,
    packs: { tags: packTags(), load: loadPack, detection: detectionFacts },
    ...(asShipped ? { overlay: shippedOverlay } : { terms: [...shippedOf(wanted), ...own] }),
  })
  return { ...unmangler, parser: parse ? 'satteri' : 'micromark' }
}

function shippedOf(wanted: boolean | readonly string[]): readonly Term[] {
  return wanted === false ? [] : chosenTerms(shippedTerms(), wanted)
}
