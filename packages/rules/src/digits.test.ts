import { describe, expect, it } from 'vitest'
import { asciiDigits } from './digits.ts'

describe('asciiDigits', () => {
  it.each([
    ['٣١ آب', '31 آب'],
    ['۱۴۰۲', '1402'],
    ['२०२४', '2024'],
    ['９０％', '90%'],
    ['𝟎𝟗𝟘𝟡', '0909'],
  ])('writes %s as %s', (text, ascii) => {
    expect(asciiDigits(text)).toBe(ascii)
  })
})
