import type { AlignedBlocks, Block } from 'unmangle-core'

/**
 * Blocks of a translation beside those of its original, in line with their number: from both ends as long as the kinds
 * agree. What was put in or left out in the middle has no partner.
 */
export function alignBlocks(translation: readonly Block[], original: readonly Block[]): AlignedBlocks[] {
  const shorter = Math.min(translation.length, original.length)
  const out: AlignedBlocks[] = []
  let head = 0
  while (head < shorter && translation[head]?.kind === original[head]?.kind) {
    out.push({ translation: head, original: head })
    head++
  }
  const tail: AlignedBlocks[] = []
  for (let k = 1; k <= shorter - head; k++) {
    const pair = { translation: translation.length - k, original: original.length - k }
    if (translation[pair.translation]?.kind !== original[pair.original]?.kind) break
    tail.push(pair)
  }
  return [...out, ...tail.reverse()]
}
