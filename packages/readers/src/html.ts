import { SegmentKind, type Span } from 'unmangle-core'
import { lineEndLength, skipContainerMarks } from './characters.ts'
import { isFormatting, isRawElement } from './html-tags.ts'
import { opaquePiece, type Piece, speaks, textPiece } from './pieces.ts'

const TAG_START = /<(\/?)([A-Za-z][A-Za-z0-9-]*)/y
const ENTITY = /&(?:#[xX][0-9a-fA-F]{1,6}|#[0-9]{1,7}|[A-Za-z][A-Za-z0-9]{1,31});/y
const LETTER = /\p{L}/u
/** What authors write inside of elements as if it were Markdown: addresses, targets of links, code. */
const OPAQUE = /https?:\/\/[^\s<>"')\]]+|\]\([^()\s<>]*\)|`[^`\r\n<]+`/y
const NAMED: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&apos;': "'",
  '&nbsp;': '\u00A0',
  '&mdash;': '—',
  '&ndash;': '–',
  '&hellip;': '…',
  '&lsquo;': '‘',
  '&rsquo;': '’',
  '&ldquo;': '“',
  '&rdquo;': '”',
  '&laquo;': '«',
  '&raquo;': '»',
}

/** The prose between the tags of a block of HTML, a list of pieces for every stretch that stands by itself. */
export function readHtml(source: string, span: Span): Piece[][] {
  const reader = new HtmlReader(source, span.end)
  reader.read(span.start)
  return reader.blocks.filter((pieces) => speaks(pieces) && pieces.some(({ value }) => LETTER.test(value)))
}

class HtmlReader {
  readonly blocks: Piece[][] = [[]]
  #source: string
  #end: number
  #missing = new Set<string>()

  constructor(source: string, end: number) {
    this.#source = source
    this.#end = end
  }

  read(start: number): void {
    const source = this.#source
    let run = start
    let at = start
    const flush = () => {
      if (run < at) this.#push(textPiece(source, run, at))
    }
    while (at < this.#end) {
      const character = source[at]
      const unit = character === '&' ? entityAt(source, at, this.#end) : (this.#lineEnd(at) ?? this.#opaque(at))
      if (unit) {
        flush()
        this.#push(unit)
        run = at = unit.end
        continue
      }
      const next = character === '<' ? this.#markup(at, flush) : at
      if (next > at) run = at = next
      else at++
    }
    flush()
  }

  #push(piece: Piece): void {
    this.blocks[this.blocks.length - 1]!.push(piece)
  }

  #split(): void {
    this.blocks.push([])
  }

  #opaque(at: number): Piece | undefined {
    if (!/[h\]`]/.test(this.#source.charAt(at))) return undefined
    OPAQUE.lastIndex = at
    return OPAQUE.test(this.#source) && OPAQUE.lastIndex <= this.#end ? opaquePiece(at, OPAQUE.lastIndex) : undefined
  }

  #lineEnd(at: number): Piece | undefined {
    const length = lineEndLength(this.#source, at)
    if (length === 0) return undefined
    const end = skipContainerMarks(this.#source, at + length, this.#end)
    return { kind: SegmentKind.decoded, value: '\n', start: at, end }
  }

  /** Reads the markup at `at`; returns where it ends, or `at` where there is none. */
  #markup(at: number, flush: () => void): number {
    const source = this.#source
    if (source.startsWith('<!--', at)) {
      flush()
      return this.#after('-->', at + 4)
    }
    if (source[at + 1] === '!' || source[at + 1] === '?') {
      flush()
      return this.#after('>', at + 2)
    }
    TAG_START.lastIndex = at
    const match = TAG_START.exec(source)
    if (!match) return at
    const end = this.#tagEnd(TAG_START.lastIndex)
    const name = match[2]!.toLowerCase()
    flush()
    if (isRawElement(name)) {
      const closer = match[1] ? end : this.#afterElement(name, end)
      if (name === 'code' || name === 'kbd' || name === 'samp' || name === 'var' || name === 'tt') {
        this.#push(opaquePiece(at, closer))
      } else this.#split()
      return closer
    }
    if (name === 'br' || name === 'img' || name === 'input' || name === 'button') this.#push(opaquePiece(at, end))
    else if (!isFormatting(name)) this.#split()
    return end
  }

  /** The end of a tag, quoted values passed over; that of the block where it is never closed. */
  #tagEnd(at: number): number {
    let quote = ''
    for (; at < this.#end; at++) {
      const character = this.#source[at]!
      if (quote) {
        if (character === quote) quote = ''
      } else if (character === '>') return at + 1
      else if (character === '"' || character === "'") quote = character
    }
    return this.#end
  }

  #afterElement(name: string, from: number): number {
    if (this.#missing.has(name)) return this.#end
    const closer = new RegExp(`</${name}(?![A-Za-z0-9-])`, 'gi')
    closer.lastIndex = from
    const match = closer.exec(this.#source)
    if (!match || match.index >= this.#end) {
      this.#missing.add(name)
      return this.#end
    }
    return this.#tagEnd(closer.lastIndex)
  }

  #after(closer: string, from: number): number {
    const found = this.#source.indexOf(closer, from)
    return found < 0 ? this.#end : Math.min(found + closer.length, this.#end)
  }
}

function entityAt(source: string, at: number, limit: number): Piece | undefined {
  ENTITY.lastIndex = at
  const raw = ENTITY.exec(source)?.[0]
  if (raw === undefined || at + raw.length > limit) return undefined
  const end = at + raw.length
  const value = NAMED[raw] ?? numeric(raw)
  return value === undefined ? opaquePiece(at, end) : { kind: SegmentKind.decoded, value, start: at, end }
}

function numeric(raw: string): string | undefined {
  if (raw[1] !== '#') return undefined
  const hexadecimal = raw[2] === 'x' || raw[2] === 'X'
  const code = hexadecimal ? Number.parseInt(raw.slice(3), 16) : Number.parseInt(raw.slice(2), 10)
  const valid = code > 0 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
  return valid ? String.fromCodePoint(code) : undefined
}
