import { becomes, type Damage, inProse, type Mechanism, type Page } from './page.ts'

const LATIN = new Set(['en', 'es', 'fr', 'de', 'it', 'pt', 'nl', 'tr'])
const WIDE: Readonly<Record<string, string>> = { ',': '，', ';': '；', ':': '：', '!': '！', '?': '？' }
const CYRILLIC: Readonly<Record<string, string>> = { a: 'а', c: 'с', e: 'е', o: 'о', p: 'р', x: 'х', y: 'у' }
/** What windows-1252 shows for the bytes 80 to 9F; a dot where it has nothing. */
const WINDOWS = '€.‚ƒ„…†‡ˆ‰Š‹Œ.Ž..‘’“”•–—˜™š›œ.žŸ'

function latin(damages: (page: Page) => readonly Damage[]): (page: Page) => readonly Damage[] {
  return (page) => (LATIN.has(page.lang) ? damages(page) : [])
}

/** UTF-8 read as windows-1252; undefined where a byte has no letter there. */
function misread(text: string): string | undefined {
  let out = ''
  for (const escaped of encodeURIComponent(text).match(/%..|./g) ?? []) {
    const byte = escaped.length === 3 ? Number.parseInt(escaped.slice(1), 16) : escaped.charCodeAt(0)
    const letter = byte < 0x80 || byte > 0x9f ? String.fromCharCode(byte) : (WINDOWS[byte - 0x80] ?? '.')
    if (letter === '.' && byte >= 0x80) return undefined
    out += letter
  }
  return out
}

export const characters: readonly Mechanism[] = [
  {
    id: 'fullwidth-punctuation',
    family: 'punctuation',
    tier: 'safe',
    why: 'The mark of the source stays as it was, with the width of an ideograph and no space after it.',
    damages: latin((page) =>
      inProse(page, /(?<!\p{Ll})(\p{Ll}{2,})([,;:!?]) (\p{L}{2,})/gu, (match) =>
        page.lang === 'fr' && match[2] !== ','
          ? undefined
          : becomes(match, `${match[1]}${WIDE[match[2] ?? '']}${match[3]}`, { invertible: match[2] === ',' }),
      ),
    ),
  },
  {
    id: 'inverted-mark-missing',
    family: 'punctuation',
    tier: 'safe',
    why: 'The source has no mark before a question.',
    damages: (page) => inProse(page, /[¿¡]([^?!¿¡\n\uFFFC]{3,80}[?!])/gu, (match) => becomes(match, match[1] ?? '')),
  },
  {
    id: 'quote-style',
    family: 'typography',
    tier: 'suggest',
    why: 'Quotation marks are carried over from the source’s typography.',
    damages: latin((page) =>
      inProse(page, /["“„«](\p{L}[^"“”„«»\n\uFFFC]{2,60})["”“»]/gu, (match) =>
        becomes(match, page.lang === 'de' || page.lang === 'fr' ? `"${match[1]}"` : `„${match[1]}“`),
      ),
    ),
  },
  {
    id: 'entity-left',
    family: 'encoding',
    tier: 'safe',
    why: 'Text is escaped before it is translated, and not read back, or escaped twice.',
    damages: (page) =>
      inProse(page, /(?<!\p{L})(\p{L}+)(['’"&])(\p{L}+)/gu, (match) => {
        const entity = match[2] === '&' ? 'amp' : match[2] === '"' ? 'quot' : '#39'
        const mark = page.format === 'text' ? `&${entity};` : `&amp;${entity};`
        return becomes(match, `${match[1]}${mark}${match[3]}`)
      }),
  },
  {
    id: 'mojibake',
    family: 'encoding',
    tier: 'safe',
    why: 'A file in UTF-8 is read as windows-1252 on its way to the machine or back.',
    damages: latin((page) =>
      inProse(page, /(?<!\p{L})\p{L}*[à-ÿ’][\p{L}’]*/gu, (match) => {
        const damaged = misread(match[0])
        return damaged === undefined ? undefined : becomes(match, damaged, { invertible: /[a-z]{3}/.test(match[0]) })
      }),
    ),
  },
  {
    id: 'wrong-script-letter',
    family: 'encoding',
    tier: 'safe',
    why: 'A token of another script stands for letters that look the same.',
    damages: (page) =>
      inProse(page, /(?<!\p{L})\p{L}{5,}(?!\p{L})/gu, (match) => {
        const word = match[0]
        for (const [one, other] of Object.entries(CYRILLIC)) {
          const [from, to] = page.lang === 'ru' ? [other, one] : [one, other]
          const at = word.indexOf(from, 1)
          if (at < 0 || !(LATIN.has(page.lang) || page.lang === 'ru')) continue
          return becomes(match, word.slice(0, at) + to + word.slice(at + 1), { invertible: /^[a-z]+$/.test(word) })
        }
        return undefined
      }),
  },
  {
    id: 'invisible-char',
    family: 'encoding',
    tier: 'safe',
    why: 'Marks that guide line breaks in the source’s script stay within a word.',
    damages: latin((page) =>
      inProse(page, /(?<!\p{L})(\p{Ll}{3})(\p{Ll}{3,})(?!\p{L})/gu, (match) =>
        becomes(match, `${match[1]}\u200B${match[2]}`),
      ),
    ),
  },
  {
    id: 'fullwidth-digits',
    family: 'number',
    tier: 'safe',
    why: 'Digits keep the width that they have among ideographs.',
    damages: latin((page) =>
      inProse(page, /(?<![\p{L}\d.,])\d{1,4}(?![\p{L}\d.,])/gu, (match) =>
        becomes(
          match,
          match[0].replace(/\d/g, (digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)),
        ),
      ),
    ),
  },
]
