import { type Finding, lineAt, lineStarts, type Span } from 'unmangle-core'
import type { Arguments } from './arguments.ts'
import { Baseline } from './baseline.ts'
import type { ChangedLines, LineRange } from './changed-lines.ts'
import { fingerprintsOf } from './fingerprint.ts'
import { rejectionsFile } from './rejections.ts'

/** Which findings of a file a run is about. Plain data. */
export interface Scope {
  /** Those that touch one of these lines; in order and disjoint. None: all. */
  readonly lines?: readonly LineRange[]
  /** Not those that are known by one of these fingerprints. */
  readonly known?: readonly string[]
}

/** What a run is about, by file. */
export class Scopes {
  readonly #changed: ChangedLines | undefined
  readonly #known: readonly Baseline[]

  private constructor(changed: ChangedLines | undefined, known: readonly Baseline[]) {
    this.#changed = changed
    this.#known = known
  }

  /** @throws {Error} if the baseline or the rejections cannot be read, or git cannot tell what changed. */
  static async open({ changed, baseline }: Arguments, cwd: string): Promise<Scopes> {
    const rejected = rejectionsFile(cwd)
    const files = [baseline, rejected.exists ? rejected.path : undefined].filter((file) => file !== undefined)
    return new Scopes(
      changed ? await (await import('./changed-lines.ts')).changedLines(changed.ref, cwd) : undefined,
      await Promise.all(files.map((file) => Baseline.read(file, cwd))),
    )
  }

  /**
   * What the run is about in a file; undefined: nothing, it need not be read.
   *
   * @param file With absolute paths.
   */
  of({ path, real }: { readonly path: string; readonly real: string }): Scope | undefined {
    const lines = this.#changed?.get(real)
    if (this.#changed && !lines) return undefined
    const known = this.#known.flatMap((baseline) => baseline.of(path))
    return { ...(lines && { lines }), ...(known.length > 0 && { known }) }
  }
}

/** Whether a run is about all that is found. */
export function isWhole({ lines, known }: Scope): boolean {
  return lines === undefined && known === undefined
}

/**
 * Tells whether a finding is one that the run is about.
 *
 * @param all Everything that is found in the text.
 */
export function countsIn(
  text: string,
  { lines, known }: Scope,
  all: readonly Finding[],
): (finding: Finding) => boolean {
  const touches = lines && touching(text, lines)
  const isKnown = known && knownIn(text, known, all)
  return (finding) => (touches?.(finding) ?? true) && !isKnown?.(finding)
}

function touching(text: string, ranges: readonly LineRange[]): (span: Span) => boolean {
  const starts = lineStarts(text)
  return ({ start, end }) => {
    const first = lineAt(starts, start) + 1
    const last = lineAt(starts, Math.max(start, end - 1)) + 1
    return ranges.some(([from, to]) => from <= last && first <= to)
  }
}

/** A correction elsewhere moves what is known, so it is known again by its place in the text as given. */
function knownIn(
  text: string,
  known: readonly string[],
  findings: readonly Finding[],
): ((finding: Finding) => boolean) | undefined {
  const prints = fingerprintsOf(text, findings)
  const kept = new Set(known)
  const old = findings.filter((_, i) => kept.has(prints[i] ?? ''))
  if (old.length === 0) return undefined
  return ({ rule, start, end }) => old.some((span) => span.rule === rule && span.start < end && start < span.end)
}
