/** What a person may have meant: the known name nearest to the one given, if one is near. */
export function nearest(name: string, known: Iterable<string>): string | undefined {
  const most = name.length > 8 ? 3 : name.length > 3 ? 2 : 1
  let best: { readonly name: string; readonly distance: number } | undefined
  for (const candidate of known) {
    const far = distance(name, candidate)
    if (far <= most && (!best || far < best.distance)) best = { name: candidate, distance: far }
  }
  return best?.name
}

/** The end of a sentence that says that a name is unknown. */
export function didYouMean(name: string, known: Iterable<string>, prefix = ''): string {
  const near = nearest(name, known)
  return near === undefined ? '' : `; did you mean ${prefix}${near}?`
}

/** How many letters are to be put in, left out, changed or swapped with the next to make one name of the other. */
function distance(a: string, b: string): number {
  let before: readonly number[] = []
  let row: readonly number[] = Array.from({ length: b.length + 1 }, (_, i) => i)
  for (let i = 1; i <= a.length; i++) {
    const next = [i]
    for (let j = 1; j <= b.length; j++) {
      const changed = (row[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1)
      const swapped = a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1] ? (before[j - 2] ?? 0) + 1 : changed
      next.push(Math.min((row[j] ?? 0) + 1, (next[j - 1] ?? 0) + 1, changed, swapped))
    }
    before = row
    row = next
  }
  return row[b.length] ?? 0
}
