/** The offset after the spaces and tabs at `at`. */
export function skipBlanks(source: string, at: number, limit: number): number {
  while (at < limit && isBlank(source.charCodeAt(at))) at++
  return at
}

export function isBlank(code: number): boolean {
  return code === 0x20 || code === 0x09
}

/** How long the line end at `at` is: `\r\n` 2, `\n` and `\r` 1, none 0. */
export function lineEndLength(source: string, at: number): number {
  const code = source.charCodeAt(at)
  if (code === 0x0a) return 1
  if (code === 0x0d) return source.charCodeAt(at + 1) === 0x0a ? 2 : 1
  return 0
}

/** The offset after the marks that containers put before a line: indents and `>`. */
export function skipContainerMarks(source: string, at: number, limit: number): number {
  while (at < limit && (isBlank(source.charCodeAt(at)) || source.charCodeAt(at) === 0x3e)) at++
  return at
}

/** Whether a text begins with a byte-order mark, which parsers leave out of their offsets. */
export function startsWithMark(source: string): boolean {
  return source.charCodeAt(0) === 0xfeff
}
