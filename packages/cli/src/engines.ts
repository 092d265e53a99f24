import type { Rule } from 'unmangle-core'
import { createNodeUnmangler, type NodeOptions, type NodeUnmangler } from 'unmangle-engine/node'
import { rules } from 'unmangle-rules'
import { readGlossaries } from './glossaries.ts'
import { readPhrases } from './phrases.ts'
import type { EngineSettings } from './settings.ts'

export type EngineFactory = (options: NodeOptions) => Promise<NodeUnmangler>

export const nodeEngine: EngineFactory = createNodeUnmangler

/** The rules that ship, and those of a project's own modules. */
async function allRules(files: readonly string[]): Promise<Rule[]> {
  const { loadOwnRules } = await import('./config/own-rules.ts')
  return [...rules, ...(await Promise.all(files.map((file) => loadOwnRules(file)))).flat()]
}

/** The engines of a process: one for all documents to which the same settings apply. */
export class Engines {
  readonly #create: EngineFactory
  readonly #cwd: string
  readonly #tell: (problem: string) => void
  readonly #cache: string | undefined
  readonly #told = new Set<string>()
  readonly #made = new Map<string, Promise<NodeUnmangler>>()

  /**
   * @param cwd What problems name files relative to.
   * @param tell Told what is wrong with a file that settings name; the rest of it counts.
   * @param cache The folder where what is compiled of glossaries is kept; none: nowhere.
   */
  constructor(create: EngineFactory, cwd: string, tell: (problem: string) => void, cache?: string) {
    this.#create = create
    this.#cwd = cwd
    this.#tell = tell
    this.#cache = cache
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

  /** Whether there was a problem. */
  get troubled(): boolean {
    return this.#told.size > 0
  }

  /** Tells a problem, once: workers come upon the same. */
  tell(problem: string): void {
    if (this.#told.has(problem)) return
    this.#told.add(problem)
    this.#tell(problem)
  }

  async #make(settings: EngineSettings): Promise<NodeUnmangler> {
    const { glossaries, frontMatter, templateTags, phrases = [], ruleFiles = [], ...same } = settings
    const tell = (problem: string) => this.tell(problem)
    return this.#create({
      ...same,
      // Their table is loaded for the document that needs it: see `examine`.
      trigrams: false,
      proseKeys: frontMatter,
      templateTags: templateTags?.map((tag) => {
        const [open = '', close = ''] = tag.split(' ')
        return { open, close }
      }),
      ...(await readGlossaries(glossaries, this.#cwd, tell, this.#cache)),
      ...(phrases.length > 0 && { tables: await readPhrases(phrases, this.#cwd, tell) }),
      ...(ruleFiles.length > 0 && { rules: await allRules(ruleFiles) }),
    })
  }
}
