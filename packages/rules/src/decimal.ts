/** An exact decimal: `digits` with the last `decimals` of them after the mark. */
export interface Decimal {
  readonly digits: string
  readonly decimals: number
}

const LONGEST = 24
const DIGITS = /^\d+$/
const GROUP = /^\d{3}$/
const HEAD = /^[1-9]\d{0,2}$/

/** Reads a number written with these marks; undefined where the marks stand where they cannot. */
export function readNumber(text: string, thousandsMark: string, decimalMark: string): Decimal | undefined {
  if (text.length > LONGEST) return undefined
  const parts = decimalMark === '' ? [text] : text.split(decimalMark)
  const [whole = '', fraction = ''] = parts
  if (parts.length > 2 || (parts.length === 2 && !DIGITS.test(fraction))) return undefined
  const groups = thousandsMark === '' ? [whole] : whole.split(thousandsMark)
  const fits =
    groups.length === 1 ? DIGITS.test(whole) : HEAD.test(groups[0] ?? '') && groups.slice(1).every((g) => GROUP.test(g))
  return fits ? { digits: groups.join('') + fraction, decimals: fraction.length } : undefined
}

/** The number times a power of ten. */
export function shift({ digits, decimals }: Decimal, power: number): Decimal {
  return power > decimals
    ? { digits: digits + '0'.repeat(power - decimals), decimals: 0 }
    : { digits, decimals: decimals - power }
}

/** Writes a number with these marks, without noughts that say nothing. */
export function writeDecimal({ digits, decimals }: Decimal, decimalMark: string, thousandsMark: string): string {
  const padded = digits.padStart(decimals + 1, '0')
  const whole = padded.slice(0, padded.length - decimals).replace(/^0+(?=\d)/, '')
  const fraction = padded.slice(padded.length - decimals).replace(/(?<!0)0+$/, '')
  const grouped = whole.length > 4 || whole.length % 3 === 1 ? groupThousands(whole, thousandsMark) : whole
  return fraction === '' ? grouped : `${grouped}${decimalMark}${fraction}`
}

function groupThousands(whole: string, mark: string): string {
  const groups: string[] = []
  for (let end = whole.length; end > 0; end -= 3) groups.unshift(whole.slice(Math.max(0, end - 3), end))
  return groups.join(mark)
}
