import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** Leads to a value: keys of maps and indices of lists. */
export type KeyPath = readonly (string | number)[]

/** A file of values that knows where they stand. */
export interface ValueFile {
  readonly value: unknown
  /** The line of a value, or of the nearest one that it would stand in; 1-based. */
  lineOf(path: KeyPath): number | undefined
}

/** What is wrong with a file, and on which line. */
export class FileProblem extends Error {
  readonly line: number | undefined

  constructor(message: string, line?: number) {
    super(message)
    this.line = line
  }
}

/** Reads YAML, and JSON, which is YAML too. An empty file is an empty map. @throws {FileProblem} */
export function readYaml(text: string): ValueFile {
  const lines = new LineCounter()
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false })
  const [problem] = [...document.errors, ...document.warnings]
  if (problem) throw new FileProblem(problem.message, lines.linePos(problem.pos[0]).line)
  const { contents } = document
  return {
    value: contents === null ? {} : readValue(() => document.toJS({ maxAliasCount: 100 })),
    lineOf(path) {
      const offset = isNode(contents) ? offsetOf(contents, path) : undefined
      return offset === undefined ? undefined : lines.linePos(offset).line
    },
  }
}

/** @throws {FileProblem} */
export function readJson(text: string): ValueFile {
  const body = text.replace(/^\ufeff/, '')
  let value: unknown
  try {
    value = JSON.parse(body)
  } catch (error) {
    throw new FileProblem(
      `is no JSON: ${error instanceof Error ? error.message : String(error)}`,
      brokenLine(body, error),
    )
  }
  try {
    return { value, lineOf: readYaml(body).lineOf }
  } catch {
    return { value, lineOf: () => undefined }
  }
}

function readValue(read: () => unknown): unknown {
  try {
    return read()
  } catch (error) {
    throw new FileProblem(error instanceof Error ? error.message : String(error))
  }
}

function brokenLine(text: string, error: unknown): number | undefined {
  const at = /position (\d+)/.exec(String(error))?.[1]
  return at === undefined ? undefined : text.slice(0, Number(at)).split('\n').length
}

function offsetOf(root: Node, path: KeyPath): number | undefined {
  let offset = root.range?.[0]
  let node: Node | undefined = root
  for (const step of path) {
    let next: unknown
    if (isMap(node)) {
      const pair = node.items.find(({ key }) => isScalar(key) && String(key.value) === String(step))
      if (!pair) break
      if (isScalar(pair.key)) offset = pair.key.range?.[0] ?? offset
      next = pair.value
    } else if (isSeq(node)) {
      next = node.items[Number(step)]
      if (isNode(next)) offset = next.range?.[0] ?? offset
    }
    node = isNode(next) ? next : undefined
    if (!node) break
  }
  return offset
}
