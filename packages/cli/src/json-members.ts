/** A member of a JSON object as it is written. */
export interface Member {
  readonly key: string
  /** Key and value with all between them. */
  readonly raw: string
}

/**
 * The members of one JSON object, each as it is written, so that what is passed on stays byte for byte: a number of 20
 * digits, deep nesting, a key given twice.
 *
 * @param json An object that `JSON.parse` accepts.
 */
export function membersOf(json: string): Member[] {
  const members: Member[] = []
  let at = json.indexOf('{') + 1
  for (;;) {
    const start = json.indexOf('"', at)
    if (start < 0 || json.slice(at, start).includes('}')) return members
    const keyEnd = endOfString(json, start)
    const end = endOfValue(json, json.indexOf(':', keyEnd) + 1)
    members.push({ key: JSON.parse(json.slice(start, keyEnd)), raw: json.slice(start, end).trimEnd() })
    if (json[end] !== ',') return members
    at = end + 1
  }
}

function endOfString(json: string, quote: number): number {
  let at = quote + 1
  while (json[at] !== '"') at += json[at] === '\\' ? 2 : 1
  return at + 1
}

/** The comma or brace that ends a value. */
function endOfValue(json: string, at: number): number {
  let depth = 0
  while (at < json.length) {
    const character = json[at]
    if (character === '"') {
      at = endOfString(json, at)
      continue
    }
    if (depth === 0 && (character === ',' || character === '}')) return at
    if (character === '{' || character === '[') depth++
    if (character === '}' || character === ']') depth--
    at++
  }
  return at
}
