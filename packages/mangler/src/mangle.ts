import type { Format } from 'unmangle-core'
import { mechanisms as all } from './mechanisms.ts'
import { type Damage, type Mechanism, type Name, pageOf, type Site } from './page.ts'
import { seeded } from './seeded.ts'

export interface MangleInput {
  readonly text: string
  readonly lang: string
  readonly format: Format
  readonly names?: readonly Name[]
}

export interface MangleOptions {
  readonly seed: number
  /** Default: all of them. */
  readonly mechanisms?: readonly Mechanism[]
  /** How often a mechanism strikes a document at the most. Default 1. */
  readonly most?: number
  /** Only damage that leaves no doubt of what stood there. */
  readonly invertible?: boolean
}

/** The label of a damage, in the form of the corpora. Offsets are into the mangled text. */
export interface MangleLabel {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly expected: readonly string[]
  readonly tier: string
  readonly family: string
  readonly mechanism: string
}

export interface Mangled {
  readonly text: string
  readonly labels: readonly MangleLabel[]
}

interface Strike {
  readonly mechanism: Mechanism
  readonly site: Site
}

/** Damages a clean text, at most once a line, and says where. The seed decides which of all possible damages are done. */
export function mangle(input: MangleInput, options: MangleOptions): Mangled {
  const random = seeded(options.seed)
  const page = pageOf({ names: [], ...input, random })
  const taken = new Lines(page.text)
  const strikes: Strike[] = []
  let whole = false
  for (const mechanism of shuffled(options.mechanisms ?? all, random)) {
    if (mechanism.whole && whole) continue
    const damages = mechanism
      .damages(page)
      .filter((damage) => !options.invertible || damage.every(({ invertible }) => invertible))
    let left = mechanism.whole ? 1 : (options.most ?? 1)
    for (const damage of shuffled(damages, random)) {
      if (left === 0) break
      if (!taken.take(damage)) continue
      left--
      whole ||= mechanism.whole === true
      for (const site of damage) strikes.push({ mechanism, site })
    }
  }
  return done(page.text, strikes)
}

function done(clean: string, strikes: readonly Strike[]): Mangled {
  const labels: MangleLabel[] = []
  let text = ''
  let at = 0
  for (const { mechanism, site } of [...strikes].sort((a, b) => a.site.start - b.site.start)) {
    text += clean.slice(at, site.start)
    const shown = site.shown ?? { start: 0, end: site.damaged.length }
    labels.push({
      start: text.length + shown.start,
      end: text.length + shown.end,
      text: site.damaged.slice(shown.start, shown.end),
      expected: site.expected ?? [clean.slice(site.start, site.end)],
      tier: mechanism.tier,
      family: mechanism.family,
      mechanism: mechanism.id,
    })
    text += site.damaged
    at = site.end
  }
  return { text: text + clean.slice(at), labels }
}

/** The lines that were struck: the next damage keeps away from them. */
class Lines {
  readonly #of: Int32Array
  readonly #taken = new Set<number>()

  constructor(text: string) {
    this.#of = new Int32Array(text.length + 1)
    let line = 0
    for (let i = 0; i <= text.length; i++) {
      this.#of[i] = line
      if (text[i] === '\n') line++
    }
  }

  take(damage: Damage): boolean {
    const lines = new Set<number>()
    for (const { start, end } of damage)
      for (let line = this.#of[start] ?? 0; line <= (this.#of[end] ?? 0); line++) lines.add(line)
    for (const line of lines) if (this.#taken.has(line)) return false
    for (const line of lines) this.#taken.add(line)
    return true
  }
}

function shuffled<T>(list: readonly T[], random: () => number): T[] {
  const out = list.map((item) => ({ item, by: random() }))
  return out.sort((a, b) => a.by - b.by).map(({ item }) => item)
}
