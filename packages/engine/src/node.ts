import type { Rule, Term, Tier } from 'unmangle-core'
import { shippedOverlay, shippedTerms } from 'unmangle-glossary/node'
import { loadPack, packTags } from 'unmangle-languages/node'
import { createMarkdownReader, type TemplateTag } from 'unmangle-readers'
import { fastParser } from './fast-parser.ts'
import type { LanguageTable, Unmangler } from './options.ts'
import { createUnmangler } from './unmangler.ts'

export interface NodeOptions {
  readonly lang?: string
  readonly from?: readonly string[]
  /** Added to the shipped ones, which they override. */
  readonly terms?: readonly Term[]
  /** Default true. */
  readonly shippedGlossaries?: boolean
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

/** An unmangler with all that ships: packs, glossaries and the fast parser where it can be loaded. */
export async function createNodeUnmangler(options: NodeOptions = {}): Promise<NodeUnmangler> {
  const parse = await fastParser()
  const { proseKeys, templateTags } = options
  const reader = (mdx: boolean) => createMarkdownReader({ mdx, proseKeys, templateTags, ...(parse ? { parse } : {}) })
  const ships = options.shippedGlossaries !== false
  const own = options.terms ?? []
  const unmangler = createUnmangler({
    ...options,
    packs: { tags: packTags(), load: loadPack },
    // What ships is compiled already; with terms of one's own beside it all of it is compiled anew.
    terms: ships && own.length > 0 ? [...shippedTerms(), ...own] : own,
    ...(ships && { overlay: shippedOverlay }),
    readers: { markdown: reader(false), mdx: reader(true) },
  })
  return { ...unmangler, parser: parse ? 'satteri' : 'micromark' }
}
