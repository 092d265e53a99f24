import type { Root } from 'nlcst'
import type { Plugin } from 'unified'
import type { Format, Tier } from 'unmangle-core'
import { type Message, messagesOf, pathWithin, type Report, type Unmangler } from 'unmangle-engine'
import type { NodeOptions } from 'unmangle-engine/node'
import { formatOf } from 'unmangle-readers'
import type { VFile } from 'vfile'
import { leavesOf, readAlone, readPlaced } from './prose.ts'

/** All optional. The language, glossaries, rules and caps are those of `createNodeUnmangler`. */
export interface RetextUnmangleOptions extends NodeOptions {
  /** The lowest tier whose findings are fatal. Default `none`: nothing is. */
  readonly failOn?: Tier | 'none'
  /** What the file is. Default: told by its path. */
  readonly format?: Format
  /** What checks, in place of one made from the other options; needed where there is no Node. */
  readonly unmangler?: Unmangler
}

declare module 'vfile' {
  interface DataMap {
    /** What was found in the file. */
    unmangle: Report
  }
}

/**
 * Finds what machine translation broke in prose, in plain text or (through `remark-retext`) in Markdown.
 *
 * @returns A transformer that adds messages to the file and leaves the tree alone. It throws where an option is wrong.
 */
const retextUnmangle: Plugin<[options?: Readonly<RetextUnmangleOptions> | null], Root> = (options) => {
  const { failOn, format: given, unmangler, ...own } = options ?? {}
  let ready: Promise<Unmangler> | undefined = unmangler && Promise.resolve(unmangler)
  return async (tree, file) => {
    ready ??= import('unmangle-engine/node').then(({ createNodeUnmangler }) => createNodeUnmangler(own))
    const engine = await ready
    const text = textOf(file)
    const leaves = leavesOf(tree)
    if (text === '') {
      const { reading, nodeAt } = readAlone(leaves)
      const { source } = reading.prose
      const report = withoutMarkup(engine.checkReading(reading, { text: source }))
      const messages = messagesOf(source, report.findings, failOn)
      file.data.unmangle = report
      say(
        file,
        messages.map((message) => ({ ...message, place: nodeAt(message.place.start.offset)?.position })),
      )
      return undefined
    }
    const format = given ?? formatOf(file.path ?? '') ?? (isWhole(leaves, text) ? 'text' : undefined)
    const input = { text, path: file.path === undefined ? undefined : pathWithin(file.cwd, file.path) }
    // A tree that was made from markup lacks what the file tells: tables, front matter, comments.
    const report = format
      ? engine.check({ ...input, format })
      : withoutMarkup(engine.checkReading(readPlaced(leaves, text), { ...input, format: 'text' }))
    file.data.unmangle = report
    say(file, messagesOf(text, report.findings, failOn))
    return undefined
  }
}

export default retextUnmangle

/** A tree of prose tells nothing of the structure around it. */
function withoutMarkup(report: Report): Report {
  return { ...report, findings: report.findings.filter(({ family }) => family !== 'markup') }
}

/** Whether a tree holds all of a text, which is then plain. */
function isWhole(leaves: ReturnType<typeof leavesOf>, text: string): boolean {
  let at = text.startsWith('\uFEFF') && !leaves[0]?.value.startsWith('\uFEFF') ? 1 : 0
  for (const { value } of leaves) {
    if (!text.startsWith(value, at)) return false
    at += value.length
  }
  return at === text.length
}

type PlacedMessage = Omit<Message, 'place'> & { readonly place: ReturnType<VFile['message']>['place'] }

function say(file: VFile, messages: readonly PlacedMessage[]): void {
  for (const { reason, place, ruleId, source, ...fields } of messages) {
    Object.assign(file.message(reason, { place, ruleId, source }), fields)
  }
}

/** The file's text with its byte-order mark, which `String(file)` loses where the file holds bytes. */
function textOf({ value }: VFile): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : new TextDecoder('utf-8', { ignoreBOM: true }).decode(value)
}
