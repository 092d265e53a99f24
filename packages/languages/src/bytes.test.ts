import { describe, expect, it } from 'vitest'
import { openPack, packBytes } from './bytes.ts'
import { compilePack } from './compile.ts'
import { factsFrom } from './facts.ts'
import { loadPack, packTags } from './node.source.ts'

describe('a pack as bytes', () => {
  it.each(packTags())('is the same pack: %s', (tag) => {
    const pack = loadPack(tag)!
    const reopened = openPack(packBytes(pack))
    expect(reopened.facts).toEqual(pack.facts)
    expect(reopened.rows).toEqual(pack.rows)
    expect(Buffer.from(reopened.index.bytes).equals(Buffer.from(pack.index.bytes))).toBe(true)
    expect(Buffer.from(packBytes(reopened)).equals(packBytes(pack))).toBe(true)
  })

  it('opens wherever the bytes stand in their buffer', () => {
    const bytes = packBytes(compilePack(factsFrom({ tag: 'en' }), []))
    const shifted = new Uint8Array(bytes.length + 3)
    shifted.set(bytes, 3)
    expect(openPack(shifted.subarray(3)).facts.tag).toBe('en')
  })

  it('refuses other bytes', () => {
    expect(() => openPack(new Uint8Array(4))).toThrow('no language pack')
    expect(() => openPack(new Uint8Array(64))).toThrow('no language pack')
  })
})
