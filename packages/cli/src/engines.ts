import type { NodeOptions, NodeUnmangler } from 'unmangle-engine/node'
import { readGlossaries } from './glossaries.ts'
import type { EngineSettings } from './settings.ts'

export type EngineFactory = (options: NodeOptions) => Promise<NodeUnmangler>

/** Loads the engine when it is first needed: help needs none. */
export const nodeEngine: EngineFactory = async (options) => {
  const { createNodeUnmangler } = await import('unmangle-engine/node')
  return createNodeUnmangler(options)
}

/** The engines of a process: one for all documents to which the same settings apply. */
export class Engines {
  readonly #create: EngineFactory
  readonly #cwd: string
  readonly #tell: (problem: string) => void
  readonly #told = new Set<string>()
  readonly #made = new Map<string, Promise<NodeUnmangler>>()

  /**
   * @param cwd What problems name files relative to.
   * @param tell Told what is wrong with a file that settings name; the rest of it counts.
   */
  constructor(create: EngineFactory, cwd: string, tell: (problem: string) => void) {
    this.#create = create
    this.#cwd = cwd
    this.#tell = tell
  }

  get(settings: EngineSettings): Promise<NodeUnmangler> {
    const key = JSON.stringify(settings)
    let engine = this.#made.get(key)
    if (!engine) {
      engine = this.#make(settings)
      this.#made.set(key, engine)
    }
    return engine
  }

  /** Makes every engine anew when it is next needed: a file that settings name has changed. */
  forget(): void {
    this.#made.clear()
  }

  /** Tells a problem, once: workers come upon the same. */
  tell(problem: string): void {
    if (this.#told.has(problem)) return
    this.#told.add(problem)
    this.#tell(problem)
  }

  async #make({ lang, from, caps, glossaries, shippedGlossaries }: EngineSettings): Promise<NodeUnmangler> {
    const terms = await readGlossaries(glossaries, this.#cwd, (problem) => this.tell(problem))
    return this.#create({ lang, from, caps, terms, shippedGlossaries })
  }
}
