import { type Family, type Format, SegmentKind, type Span, type Tier } from 'unmangle-core'
import { createMarkdownReader, readText } from 'unmangle-readers'

/** A name as the language of the text writes it, and what is known of its parts. */
export interface Name {
  readonly full: string
  readonly family?: string
  readonly given?: string
  readonly kind: string
}

/** Clean text, as mechanisms see it. */
export interface Page {
  readonly text: string
  readonly lang: string
  readonly format: Format
  /** Names that may stand in the text. */
  readonly names: readonly Name[]
  /** As long as the text: what is no plain prose (markup, code, addresses) is U+FFFC, line ends stay. */
  readonly prose: string
  /** 0 up to 1; what it gives is decided by the seed. */
  readonly random: () => number
}

/** A stretch of clean text and what a machine makes of it. */
export interface Site extends Span {
  readonly damaged: string
  /** Where only this is wrong, though more is replaced: the part of `damaged` that the label covers. */
  readonly shown?: Span
  /** Right answers; default: what stood there. None: only a person can tell. */
  readonly expected?: readonly string[]
  /** The damage leaves no doubt of what stood there: mending it gives the clean text back, letter for letter. */
  readonly invertible?: boolean
}

/** What a mechanism does at once: one site, or several that belong together (both ends of a fence). */
export type Damage = readonly Site[]

/** A way in which machines damage text. Pure: the page decides all. */
export interface Mechanism {
  readonly id: string
  readonly family: Family
  /** The most that can be asked of a checker: `safe` where the text alone shows the right form. */
  readonly tier: Tier
  /** Why machines do this. */
  readonly why: string
  /** It changes what the whole document is read as: at most one of its kind in a document. */
  readonly whole?: boolean
  readonly damages: (page: Page) => readonly Damage[]
}

const HIDDEN = '\uFFFC'
const readMarkdown = createMarkdownReader()
const readMdx = createMarkdownReader({ mdx: true })

/** The page of a clean text. */
export function pageOf(input: Omit<Page, 'prose'>): Page {
  return { ...input, prose: proseOf(input.text, input.format) }
}

function proseOf(text: string, format: Format): string {
  const read = format === 'text' ? readText : format === 'mdx' ? readMdx : readMarkdown
  const { segments } = read(text).prose
  let out = ''
  for (let i = 0; i < segments.count; i++) {
    if (segments.kind[i] !== SegmentKind.text) continue
    const start = segments.sourceStart[i] ?? 0
    const end = segments.sourceEnd[i] ?? 0
    out += hidden(text.slice(out.length, start)) + text.slice(start, end)
  }
  return out + hidden(text.slice(out.length))
}

function hidden(text: string): string {
  return text.replace(/[^\n]/g, HIDDEN)
}

/** What `make` says of each match in the prose; nothing where it says nothing. */
export function inProse(page: Page, pattern: RegExp, make: (match: RegExpExecArray) => Site | undefined): Damage[] {
  return found(page.prose, pattern, make)
}

/** The same over the source, markup and code included. */
export function inSource(page: Page, pattern: RegExp, make: (match: RegExpExecArray) => Site | undefined): Damage[] {
  return found(page.text, pattern, make)
}

function found(text: string, pattern: RegExp, make: (match: RegExpExecArray) => Site | undefined): Damage[] {
  const out: Damage[] = []
  for (const match of text.matchAll(pattern)) {
    const site = make(match)
    if (site) out.push([site])
  }
  return out
}

/** The whole of a match becomes `damaged`. */
export function becomes(match: RegExpExecArray, damaged: string, more: Partial<Site> = {}): Site {
  return { start: match.index, end: match.index + match[0].length, damaged, ...more }
}

/** One of a list, by chance. */
export function pick<T>(page: Pick<Page, 'random'>, list: readonly T[]): T | undefined {
  return list[Math.floor(page.random() * list.length)]
}

/** Whether the source at an offset is plain prose. */
export function isProse(page: Page, offset: number): boolean {
  const character = page.prose[offset]
  return character !== undefined && character !== HIDDEN
}
