export interface Label {
  readonly start: number
  readonly end: number
  readonly text: string
  readonly expected: readonly string[]
  readonly tier: string
  readonly family: string
  readonly mechanism: string
}

/** A document without its labels, and the labels with their places in it (UTF-16 offsets). */
export interface Labelled {
  readonly head: Readonly<Record<string, string>>
  readonly text: string
  readonly labels: readonly Label[]
}

export interface CorpusFile extends Labelled {
  readonly path: string
}

export function parseLabelled(file: string): Labelled
export function readCorpus(folder: string): CorpusFile[]
