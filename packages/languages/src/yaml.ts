import { isMap, isNode, isScalar, isSeq, LineCounter, type Node, parseDocument } from 'yaml'

/** Reads the nodes of one YAML file; every complaint names the file and the line. */
export class YamlFile {
  readonly root: Node
  readonly #file: string
  readonly #lines: LineCounter = new LineCounter()

  /** @throws {Error} if the text is no YAML, or empty. */
  constructor(file: string, text: string) {
    this.#file = file
    // Every scalar is a string here: `no`, `null` and `1` are words like others.
    const document = parseDocument(text, { lineCounter: this.#lines, prettyErrors: false, schema: 'failsafe' })
    const [problem] = [...document.errors, ...document.warnings]
    if (problem) throw this.#error(problem.pos[0], problem.message)
    if (!isNode(document.contents)) throw this.#error(0, 'the file is empty')
    this.root = document.contents
  }

  error(node: Node, message: string): Error {
    return this.#error(node.range?.[0] ?? 0, message)
  }

  /** The values of a map by key, in order. Keys that are not among the known ones or are missing are errors. */
  map(node: Node, what: string, known?: readonly string[], needed: readonly string[] = []): Map<string, Node> {
    if (!isMap(node)) throw this.error(node, `${what} must be a map`)
    const entries = new Map<string, Node>()
    for (const { key, value } of node.items) {
      if (!isScalar(key)) throw this.error(node, `${what} has a key that is no word`)
      const name = String(key.value)
      if (known?.includes(name) === false) throw this.error(key, `unknown key "${name}"; known: ${known.join(', ')}`)
      if (!isNode(value)) throw this.error(key, `"${name}" has no value`)
      entries.set(name, value)
    }
    for (const name of needed) if (!entries.has(name)) throw this.error(node, `${what} has no "${name}"`)
    return entries
  }

  list(node: Node, what: string): Node[] {
    if (!isSeq(node)) throw this.error(node, `${what} must be a list`)
    return node.items.filter(isNode)
  }

  string(node: Node, what: string): string {
    if (!isScalar(node) || typeof node.value !== 'string') throw this.error(node, `${what} must be text`)
    return node.value
  }

  /** A list of texts. */
  strings(node: Node, what: string): string[] {
    return this.list(node, what).map((item) => this.string(item, what))
  }

  /** A list of texts, or one text whose words are the list. */
  words(node: Node, what: string): string[] {
    if (!isScalar(node)) return this.strings(node, what)
    return this.string(node, what)
      .split(/\s+/)
      .filter((word) => word !== '')
  }

  /** One text whose parts, between commas, are the list. */
  phrases(node: Node, what: string): string[] {
    return this.string(node, what)
      .split(',')
      .map((phrase) => phrase.trim())
  }

  #error(offset: number, message: string): Error {
    return new Error(`${this.#file}:${this.#lines.linePos(offset).line}: ${message}`)
  }
}
