import { type Reading, SegmentKind } from 'unmangle-core'

/** The blocks as `kind: text`. */
export function blocksOf({ prose }: Reading): string[] {
  return prose.blocks.map(({ kind, start, end }) => `${kind}: ${prose.text.slice(start, end)}`)
}

/** The source of the segments of a kind. */
export function sourcesOf({ prose }: Reading, kind: SegmentKind): string[] {
  const { segments, source } = prose
  const out: string[] = []
  for (let i = 0; i < segments.count; i++) {
    if (segments.kind[i] === kind) out.push(source.slice(segments.sourceStart[i], segments.sourceEnd[i]))
  }
  return out
}

/** What is wrong with a reading's map; nothing for a sound one. */
export function faultsOf({ prose }: Reading): string[] {
  const { text, source, segments, blocks } = prose
  const faults: string[] = []
  let proseAt = 0
  let sourceAt = 0
  for (let i = 0; i < segments.count; i++) {
    const value = text.slice(segments.proseStart[i], segments.proseEnd[i])
    const raw = source.slice(segments.sourceStart[i], segments.sourceEnd[i])
    const kind = segments.kind[i]
    if (segments.proseStart[i]! < proseAt || segments.proseEnd[i]! <= segments.proseStart[i]!) faults.push(`prose ${i}`)
    if (segments.sourceStart[i]! < sourceAt || segments.sourceEnd[i]! > source.length) faults.push(`source ${i}`)
    if (kind === SegmentKind.text && value !== raw) faults.push(`text ${JSON.stringify([value, raw])}`)
    if (kind === SegmentKind.opaque && value !== '\uFFFC') faults.push(`opaque ${JSON.stringify(value)}`)
    if (kind === SegmentKind.decoded && raw === '') faults.push(`decoded ${JSON.stringify(value)}`)
    proseAt = segments.proseEnd[i]!
    sourceAt = segments.sourceEnd[i]!
  }
  let end = -2
  for (const block of blocks) {
    if (block.start !== end + 2 || block.end <= block.start) faults.push(`block ${block.start}`)
    end = block.end
  }
  if (blocks.length > 0 && end !== text.length) faults.push('the last block ends before the text')
  return faults
}
