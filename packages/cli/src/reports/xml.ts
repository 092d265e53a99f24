/** Text for an element or an attribute of XML 1.0: what it forbids becomes U+FFFD, line ends and tabs stay themselves. */
export function escapeXml(text: string): string {
  return text.replace(
    /[&<>"'\t\n\r\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f\ufffe\uffff]|\p{Surrogate}/gu,
    (character) => ENTITIES[character] ?? '\ufffd',
  )
}

const ENTITIES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  // An attribute would read them as spaces.
  '\t': '&#9;',
  '\n': '&#10;',
  '\r': '&#13;',
}

/** The start of an element, or all of an empty one. */
export function xmlTag(
  name: string,
  attributes: Readonly<Record<string, string | number>>,
  empty: 'empty' | 'open',
): string {
  const list = Object.entries(attributes).map(([key, value]) => ` ${key}="${escapeXml(String(value))}"`)
  return `<${name}${list.join('')}${empty === 'empty' ? '/' : ''}>`
}
