const RAW = new Set([
  ...['code', 'kbd', 'math', 'object', 'pre', 'samp', 'script', 'select', 'style', 'svg', 'template', 'textarea'],
  ...['title', 'tt', 'var'],
])
const FORMATTING = new Set([
  ...['a', 'abbr', 'acronym', 'b', 'bdi', 'bdo', 'big', 'cite', 'data', 'del', 'dfn', 'em', 'font', 'i', 'ins'],
  ...['label', 'mark', 'nobr', 'q', 's', 'small', 'span', 'strike', 'strong', 'sub', 'sup', 'time', 'u', 'wbr'],
])

/** Whether what the element holds is no prose. */
export function isRawElement(name: string): boolean {
  return RAW.has(name)
}

/** Whether the element's text reads on with the text around it. */
export function isFormatting(name: string): boolean {
  return FORMATTING.has(name)
}

export interface Tag {
  /** In lower case. */
  readonly name: string
  readonly closing: boolean
}

const TAG = /^<(\/?)([A-Za-z][A-Za-z0-9-]*)/

/** The tag that a piece of inline HTML is; `undefined` for comments, declarations and instructions. */
export function inlineTag(raw: string): Tag | undefined {
  const match = TAG.exec(raw)
  return match ? { name: match[2]!.toLowerCase(), closing: match[1] === '/' } : undefined
}
