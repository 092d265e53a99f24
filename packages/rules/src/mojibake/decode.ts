/** What windows-1252 has from 0x80 to 0x9F; a full stop where it has nothing. */
const WINDOWS_1252 = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ'

const BYTES: ReadonlyMap<string, number> = new Map(
  [...WINDOWS_1252].flatMap((character, i) => (character === '.' ? [] : [[character, 0x80 + i] as const])),
)

/** The byte that was read as this character, in windows-1252 or latin-1; -1 where it was none above 0x7F. */
export function byteOf(character: string): number {
  const code = character.charCodeAt(0)
  if (code >= 0x80 && code <= 0xff) return code
  return BYTES.get(character) ?? -1
}

/** A character whose bytes of UTF-8 were read one by one. */
export interface Sequence {
  readonly value: string
  readonly end: number
}

/** The sequence of UTF-8 whose first byte was read as the character at an offset. */
export function sequenceAt(text: string, at: number): Sequence | undefined {
  const lead = byteOf(text.charAt(at))
  const length = lead >= 0xc2 && lead < 0xe0 ? 2 : lead >= 0xe0 && lead < 0xf0 ? 3 : lead >= 0xf0 && lead < 0xf5 ? 4 : 0
  if (length === 0) return undefined
  let code = lead & (0xff >> (length + 1))
  for (let i = 1; i < length; i++) {
    const next = byteOf(text.charAt(at + i))
    if (next < 0x80 || next >= 0xc0) return undefined
    code = code * 64 + (next & 0x3f)
  }
  const shortest = [0, 0, 0x80, 0x800, 0x10000][length] ?? 0
  if (code < shortest || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return undefined
  return { value: String.fromCodePoint(code), end: at + length }
}
