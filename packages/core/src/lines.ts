/** A place in a text: both 1-based, the column in UTF-16 code units. */
export interface Position {
  readonly line: number
  readonly column: number
}

/**
 * The offset at which each line starts. Only a line feed ends a line, alone or after a carriage return, as in git, so
 * that a line here has the number that a diff gives it.
 */
export function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) starts.push(at + 1)
  return starts
}

/** The index of the line that an offset is on. */
export function lineAt(starts: readonly number[], offset: number): number {
  let low = 0
  let high = starts.length
  while (low < high) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle + 1
    else high = middle
  }
  return low - 1
}

/** Where an offset is. */
export function positionAt(starts: readonly number[], offset: number): Position {
  const line = lineAt(starts, offset)
  return { line: line + 1, column: offset - (starts[line] ?? 0) + 1 }
}
