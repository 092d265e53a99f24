import type { Root } from 'mdast'
import type { Plugin, Processor } from 'unified'
import type { Tier } from 'unmangle-core'
import { type Message, messagesOf, pathWithin, type Report, type Unmangler } from 'unmangle-engine'
import type { NodeOptions } from 'unmangle-engine/node'
import { formatOf, proseFromMdast } from 'unmangle-readers'
import type { VFile } from 'vfile'
import { layOut, type TreeNode } from './layout.ts'
import { checkLayout, fixTree, placeOf, type TreeCheck, withoutMade } from './tree.ts'

/** All optional. The language, glossaries, rules and caps are those of `createNodeUnmangler`. */
export interface RemarkUnmangleOptions extends NodeOptions {
  /** The lowest tier whose findings are fatal. Default `none`: nothing is. */
  readonly failOn?: Tier | 'none'
  /**
   * `text`: the processor's output is its input with our edits alone, byte for byte; what other plugins change in the
   * tree is then lost. `tree`: text nodes are changed and nothing else; the processor prints the tree as always.
   * Default: nothing is changed.
   */
  readonly fix?: 'text' | 'tree'
  /** What is corrected: what is `safe` (default), or the first suggestion of each finding too. */
  readonly fixTier?: 'safe' | 'suggest'
  /** What checks, in place of one made from the other options; needed where there is no Node. */
  readonly unmangler?: Unmangler
}

declare module 'vfile' {
  interface DataMap {
    /** What was found in the file, corrected findings too. */
    unmangle: Report
  }
}

/**
 * Finds what machine translation broke in Markdown and, where `fix` is given, corrects it.
 *
 * @returns A transformer that adds messages to the file. It throws where an option is wrong.
 */
const remarkUnmangle: Plugin<[options?: Readonly<RemarkUnmangleOptions> | null], Root> = function (
  this: Processor,
  options,
) {
  const { failOn, fix, fixTier = 'safe', unmangler, ...own } = options ?? {}
  const corrected = new WeakMap<VFile, string>()
  let ready: Promise<Unmangler> | undefined = unmangler && Promise.resolve(unmangler)
  if (fix === 'text') {
    const printed = this.compiler
    this.compiler = (tree, file) => corrected.get(file) ?? printed?.(tree, file) ?? ''
  }
  return async (tree, file) => {
    ready ??= import('unmangle-engine/node').then(({ createNodeUnmangler }) => createNodeUnmangler(own))
    const engine = await ready
    const text = textOf(file)
    const mdx = hasMdx(tree)
    const format = mdx || formatOf(file.path ?? '') === 'mdx' ? 'mdx' : 'markdown'
    const prose = { proseKeys: own.proseKeys, fixExpressions: format === 'mdx' && !mdx }
    const input = { text, format, path: pathOf(file) } as const
    if (text !== '' && fix === 'text') {
      const report = engine.fix(input, fixTier)
      corrected.set(file, report.output)
      file.data.unmangle = report
      const left = report.findings.filter(({ applied }) => !applied)
      say(file, messagesOf(text, left, failOn))
      return undefined
    }
    const check: TreeCheck = { unmangler: engine, input, prose }
    const layout = text === '' ? layOut(tree) : undefined
    const report = layout ? checkLayout(check, layout) : engine.checkReading(proseFromMdast(tree, text, prose), input)
    file.data.unmangle = report
    const places = layout && new Map(report.findings.map((finding) => [finding, placeOf(layout, finding)]))
    const left = fix === 'tree' ? withoutMade(report.findings, fixTree(check, tree, fixTier)) : report.findings
    const messages = messagesOf(layout?.source ?? text, left, failOn)
    say(file, places ? messages.map((message, i) => ({ ...message, place: places.get(left[i]) })) : messages)
    return undefined
  }
}

export default remarkUnmangle

type PlacedMessage = Omit<Message, 'place'> & { readonly place: ReturnType<VFile['message']>['place'] }

function say(file: VFile, messages: readonly PlacedMessage[]): void {
  for (const { reason, place, ruleId, source, ...fields } of messages) {
    Object.assign(file.message(reason, { place, ruleId, source }), fields)
  }
}

function pathOf({ cwd, path }: VFile): string | undefined {
  return path === undefined ? undefined : pathWithin(cwd, path)
}

/** The file's text with its byte-order mark, which `String(file)` loses where the file holds bytes. */
function textOf({ value }: VFile): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : new TextDecoder('utf-8', { ignoreBOM: true }).decode(value)
}

function hasMdx(tree: Root): boolean {
  const stack: TreeNode[] = [tree]
  for (let node = stack.pop(); node; node = stack.pop()) {
    if (node.type.startsWith('mdx')) return true
    for (const child of node.children ?? []) stack.push(child)
  }
  return false
}
