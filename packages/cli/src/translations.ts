import { FAMILIES, type Tier, weakerTier } from 'unmangle-core'
import type { Report } from 'unmangle-engine'
import type { EngineSettings } from './settings.ts'

/** What the front matter of a machine translation has: the key, and where one is given the value. */
export interface FrontMatterMark {
  readonly key: string
  readonly value?: string
}

/** What becomes of a file that is no machine translation. */
export interface Others {
  readonly treatment: 'skip' | 'report'
  /** It is one if it has this mark. */
  readonly unless?: FrontMatterMark
}

/** A mark as configuration has it: `key` or `key=value`. */
export function markFrom(text: string): FrontMatterMark {
  const cut = text.indexOf('=')
  return cut < 0 ? { key: text } : { key: text.slice(0, cut), value: text.slice(cut + 1) }
}

const FENCE = /^\ufeff?(---|\+\+\+)[ \t]*\r?\n/
const LINE = /^("?)([\w.-]+)\1[ \t]*[:=][ \t]*(.*)$/
const NO: ReadonlySet<string> = new Set(['', 'false', 'no', 'off', '0', 'null', '~'])

/** Whether the front matter of a text has a mark, at its top level. */
export function hasMark(text: string, { key, value }: FrontMatterMark): boolean {
  const fence = FENCE.exec(text)
  if (!fence) return false
  for (let at = fence[0].length; at < text.length; ) {
    const stop = text.indexOf('\n', at)
    const line = text.slice(at, stop < 0 ? text.length : stop).trimEnd()
    if (line === fence[1]) return false
    const match = LINE.exec(line)
    if (match?.[2] === key) {
      const found = plain(match[3] ?? '')
      return value === undefined ? !NO.has(found.toLowerCase()) : found === value
    }
    if (stop < 0) return false
    at = stop + 1
  }
  return false
}

/** A scalar without its quotes or its comment. */
function plain(raw: string): string {
  const quote = raw[0]
  if (quote === '"' || quote === "'") {
    const end = raw.indexOf(quote, 1)
    if (end > 0) return raw.slice(1, end)
  }
  return raw.replace(/[ \t]#.*/, '').trim()
}

/** What is done with a text: whatever is asked for, or less. */
export function treatmentOf(text: string, others: Others | undefined): 'all' | 'skip' | 'report' {
  return !others || (others.unless && hasMark(text, others.unless)) ? 'all' : others.treatment
}

/** The same settings, with nothing more than reports. */
export function reportsOnly(settings: EngineSettings): EngineSettings {
  const weak = (cap: Tier | 'off' = 'report') => (cap === 'off' ? cap : weakerTier(cap, 'report'))
  const names = new Set<string>([...FAMILIES, ...Object.keys(settings.caps)])
  return { ...settings, caps: Object.fromEntries([...names].map((name) => [name, weak(settings.caps[name])])) }
}

/** What is said of a text that is left alone. */
export function leftAlone(text: string): Report {
  const notes = ['Left alone: the configuration takes it for no machine translation.']
  return { lang: 'und', from: [], findings: [], notes, output: text }
}
