import type { Term } from 'unmangle-core'
import type { NodeOptions, NodeUnmangler } from 'unmangle-engine/node'

export type EngineFactory = (options: NodeOptions) => Promise<NodeUnmangler>

/** Loads the engine when it is first needed: help needs none. */
export const nodeEngine: EngineFactory = async (options) => {
  const { createNodeUnmangler } = await import('unmangle-engine/node')
  return createNodeUnmangler(options)
}

/**
 * One engine for each language that paths name: what a path says must give way to front matter, as the language of an
 * engine does, and that of an input does not.
 */
export class Engines {
  readonly #create: EngineFactory
  readonly #options: NodeOptions
  readonly #made = new Map<string, Promise<NodeUnmangler>>()

  constructor(create: EngineFactory, options: { from?: readonly string[]; terms: readonly Term[] }) {
    this.#create = create
    this.#options = options
  }

  /** @param lang The language that the path names. */
  get(lang?: string): Promise<NodeUnmangler> {
    const key = lang ?? ''
    let engine = this.#made.get(key)
    if (!engine) {
      engine = this.#create(lang === undefined ? this.#options : { ...this.#options, lang })
      this.#made.set(key, engine)
    }
    return engine
  }
}
