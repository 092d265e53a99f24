/** The entities that machines and content systems leave behind, by name. */
const NAMED: Readonly<Record<string, string>> = {
  amp: '&',
  apos: "'",
  bdquo: '„',
  bull: '•',
  cent: '¢',
  copy: '©',
  deg: '°',
  ensp: ' ',
  emsp: ' ',
  euro: '€',
  frac12: '½',
  gt: '>',
  hellip: '…',
  iexcl: '¡',
  iquest: '¿',
  laquo: '«',
  ldquo: '“',
  lsaquo: '‹',
  lsquo: '‘',
  lt: '<',
  mdash: '—',
  middot: '·',
  minus: '−',
  nbsp: ' ',
  ndash: '–',
  ordf: 'ª',
  ordm: 'º',
  para: '¶',
  plusmn: '±',
  pound: '£',
  quot: '"',
  raquo: '»',
  rdquo: '”',
  reg: '®',
  rsaquo: '›',
  rsquo: '’',
  sbquo: '‚',
  sect: '§',
  shy: '',
  szlig: 'ß',
  thinsp: ' ',
  times: '×',
  trade: '™',
  yen: '¥',
  AElig: 'Æ',
  aelig: 'æ',
  OElig: 'Œ',
  oelig: 'œ',
  Oslash: 'Ø',
  oslash: 'ø',
}
const ACCENTS: Readonly<Record<string, string>> = {
  acute: '\u0301',
  caron: '\u030C',
  cedil: '\u0327',
  circ: '\u0302',
  grave: '\u0300',
  ring: '\u030A',
  tilde: '\u0303',
  uml: '\u0308',
}
const NAME = /[A-Za-z0-9]/
const LONGEST_NAME = 8

/** An entity in the text, up to `end`. */
export interface Entity {
  readonly end: number
  readonly value: string
  /** A space stands inside of it. */
  readonly broken: boolean
  /** It was written as letters, so that with a space inside it may be an ordinary word. */
  readonly word: boolean
}

/** The entity that starts at an ampersand, however often the ampersand was escaped again. */
export function entityAt(text: string, at: number): Entity | undefined {
  let found = referenceAt(text, at + 1)
  while (found?.value === '&') {
    const inner = referenceAt(text, found.end)
    if (!inner || text[found.end] === ' ') break
    found = { ...inner, broken: inner.broken || found.broken }
  }
  return found
}

/** What an ampersand makes of the text after it. */
function referenceAt(text: string, from: number): Entity | undefined {
  let at = skipSpace(text, from)
  const numeric = text[at] === '#'
  if (numeric) at = skipSpace(text, at + 1)
  const start = at
  while (at - start < LONGEST_NAME && NAME.test(text.charAt(at))) at++
  const name = text.slice(start, at)
  const stop = skipSpace(text, at)
  if (name === '' || text[stop] !== ';') return undefined
  const value = numeric ? fromNumber(name) : fromName(name)
  if (value === undefined) return undefined
  const end = stop + 1
  return { end, value, broken: end - from !== name.length + (numeric ? 2 : 1), word: !numeric && isWord(name) }
}

function skipSpace(text: string, at: number): number {
  return text[at] === ' ' ? at + 1 : at
}

function fromName(name: string): string | undefined {
  if (Object.hasOwn(NAMED, name)) return NAMED[name]
  const accent = ACCENTS[name.slice(1)]
  const letter = accent && `${name.charAt(0)}${accent}`.normalize('NFC')
  return letter?.length === 1 ? letter : undefined
}

function fromNumber(digits: string): string | undefined {
  const hexadecimal = /^[xX][0-9a-fA-F]+$/.test(digits)
  if (!hexadecimal && !/^\d+$/.test(digits)) return undefined
  const code = hexadecimal ? Number.parseInt(digits.slice(1), 16) : Number(digits)
  if (code === 0xa0) return ' '
  if (code < 0x20 || code > 0x10ffff || (code >= 0x7f && code < 0xa0) || (code >= 0xd800 && code <= 0xdfff))
    return undefined
  return String.fromCodePoint(code)
}

function isWord(name: string): boolean {
  return /^(?:bull|cent|copy|euro|minus|para|pound|reg|shy|times|trade|yen)$/.test(name)
}
