import type { Document, SourceDraft, SourceRule, Tier } from 'unmangle-core'
import { type Line, linesOf } from '../code-spans.ts'
import { AMBIGUOUS, KEY_OF, OWN_NAMES, WELL_KNOWN } from './keys.ts'

interface Entry {
  readonly key: string
  readonly value: string
  readonly line: Line
}

const YAML_KEY = /^([\p{L}_][\p{L}\p{N}\p{M}_-]*)[ \t]*:(?=[ \t]|$)/u
const TOML_KEY = /^([\p{L}_][\p{L}\p{N}\p{M}_-]*)[ \t]*=/u

export const rule: SourceRule = {
  kind: 'source',
  id: 'front-matter-key',
  family: 'markup',
  description: 'A key of the front matter that was translated',
  check(document) {
    if (document.format === 'text') return []
    const entries = entriesOf(document)
    const original = document.original ? entriesOf(document.original).map(({ key }) => key) : undefined
    const keys = new Set(entries.map(({ key }) => key))
    const taken = new Set(keys)
    const counterpart = original?.length === entries.length ? original : undefined
    return entries.flatMap((entry, i) => {
      const right = answerFor(entry, counterpart?.[i])
      if (right === undefined || taken.has(right)) return []
      taken.add(right)
      return [draftOf(entry, right, tierOf(entry.key, right, counterpart?.[i], keys))]
    })
  },
}

/** The keys of the first level, in order. */
function entriesOf({ source, reading }: Document): Entry[] {
  const front = reading.outline[0]
  if (front?.kind !== 'frontMatter') return []
  const toml = source.startsWith('+++', front.start)
  return linesOf(source.slice(front.start, front.end)).flatMap(({ start, end, text }) => {
    const [whole = '', key] = (toml ? TOML_KEY : YAML_KEY).exec(text) ?? []
    if (key === undefined) return []
    return [
      { key, value: text.slice(whole.length), line: { start: start + front.start, end: end + front.start, text } },
    ]
  })
}

function answerFor({ key, value }: Entry, original: string | undefined): string | undefined {
  if (WELL_KNOWN.has(key) || key === original) return undefined
  const known = KEY_OF.get(key.toLowerCase())
  if (known !== undefined && known === original) return known
  if (AMBIGUOUS.get(key.toLowerCase())?.test(value) === false) return undefined
  if (original === undefined) return known
  return WELL_KNOWN.has(original) && /[^\p{ASCII}]/u.test(key) ? original : undefined
}

/** A site in one language may have keys of its own; beside keys that tools read they are a machine's. */
function tierOf(key: string, right: string, original: string | undefined, keys: ReadonlySet<string>): Tier {
  if (original === right) return 'safe'
  const mixed = [...keys].some((key) => WELL_KNOWN.has(key))
  return mixed && !OWN_NAMES.has(right) && !AMBIGUOUS.has(key.toLowerCase()) ? 'safe' : 'suggest'
}

/** The whole line: a key that becomes known may make prose of its value. */
function draftOf({ key, line }: Entry, right: string, tier: Tier): SourceDraft {
  return {
    start: line.start,
    end: line.end,
    expected: [right + line.text.slice(key.length)],
    tier,
    message: 'A key of the front matter is translated.',
    why: `Tools read “${right}”; a machine takes the key “${key}” for a word of the text.`,
    announces: [],
  }
}
