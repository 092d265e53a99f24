import type { Readable } from 'node:stream'
import type { Input, Report } from 'unmangle-engine'
import { type Output, type Problems, reasonOf } from './io.ts'
import { membersOf } from './json-members.ts'
import { decodeText } from './read.ts'
import { artifactsOf, originsOf } from './report-json.ts'

/** A longer line is answered by an error, so that memory stays bounded. In bytes. */
const LONGEST_LINE = 1 << 28

/** A line of the stream, understood. */
interface Row {
  readonly text: string
  readonly path?: string
  readonly lang?: string
  readonly from?: readonly string[]
  readonly original?: string
}

/**
 * Answers a stream of JSON objects, one a line, line by line and in order; ends when there is no more, or nobody reads
 * the answers.
 *
 * @param answer Checks or mends one document; may throw.
 */
export async function runStream(
  input: Readable,
  output: Output,
  problems: Problems,
  answer: (input: Input) => Promise<Report>,
): Promise<void> {
  let number = 0
  for await (const bytes of linesOf(input)) {
    number++
    const line = await answerLine(bytes, number, problems, answer)
    if (line === undefined) continue
    await output.write(`${line}\n`)
    if (output.closed) break
  }
}

async function answerLine(
  bytes: Uint8Array | undefined,
  number: number,
  problems: Problems,
  answer: (input: Input) => Promise<Report>,
): Promise<string | undefined> {
  let id: unknown = null
  let rawId = 'null'
  try {
    if (!bytes) throw new Error(`the line is longer than ${LONGEST_LINE} bytes`)
    let json = decodeText(bytes)
    if (number === 1) json = json.replace(/^\ufeff/, '')
    if (json.trim() === '') return undefined
    const value: unknown = JSON.parse(json)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('is no JSON object')
    const members = membersOf(json)
    if ('id' in value) {
      id = value.id
      rawId = members.findLast(({ key }) => key === 'id')?.raw.replace(/^"(?:[^"\\]|\\.)*"\s*:\s*/, '') ?? 'null'
    }
    const row = rowOf(value)
    const report = await answer(row)
    return answeredRow(members, row, report)
  } catch (error) {
    const message = reasonOf(error)
    problems.error(`line ${number}${id === null ? '' : ` (id ${JSON.stringify(id)})`}: ${message}`)
    return `{"id":${rawId},"line":${number},"error":${JSON.stringify(message)}}`
  }
}

/** @throws {Error} that names the field that is wrong. */
function rowOf(value: object): Row {
  const text = optionalString(value, 'text')
  if (text === undefined) throw new Error('"text" is missing')
  return {
    text,
    path: optionalString(value, 'path'),
    lang: optionalString(value, 'lang'),
    from: originTags('from' in value ? value.from : undefined),
    original: optionalString(value, 'original'),
  }
}

function optionalString(value: object, key: string): string | undefined {
  const field: unknown = Object.getOwnPropertyDescriptor(value, key)?.value
  if (field === undefined || field === null) return undefined
  if (typeof field !== 'string') throw new Error(`"${key}" is not a string`)
  return field
}

/** Tags in all ways that they are written: one, several with commas, a list, or what the stream itself answers. */
function originTags(from: unknown): string[] | undefined {
  if (from === undefined || from === null) return undefined
  const tags = (Array.isArray(from) ? from : [from]).map((origin: unknown) =>
    typeof origin === 'object' && origin !== null && 'tag' in origin ? origin.tag : origin,
  )
  if (!tags.every((tag) => typeof tag === 'string'))
    throw new Error('"from" is neither a language tag nor a list of them')
  const split = tags.flatMap((tag) => tag.split(',')).map((tag) => tag.trim())
  return split.some((tag) => tag !== '') ? split.filter((tag) => tag !== '') : undefined
}

/** The row as it was written, with the answer's fields in the place of its own. */
function answeredRow(members: ReturnType<typeof membersOf>, row: Row, report: Report): string {
  const answer = new Map<string, unknown>([
    ['text', report.output],
    ['lang', report.lang],
    ['from', originsOf(report)],
    ['artifacts', artifactsOf(row.text, report.findings)],
  ])
  if (report.notes.length > 0 && !members.some(({ key }) => key === 'notes')) answer.set('notes', report.notes)
  const written = new Set<string>()
  const parts: string[] = []
  for (const { key, raw } of members) {
    if (!answer.has(key)) parts.push(raw)
    else if (!written.has(key)) {
      written.add(key)
      parts.push(`${JSON.stringify(key)}:${JSON.stringify(answer.get(key))}`)
    }
  }
  for (const [key, value] of answer)
    if (!written.has(key)) parts.push(`${JSON.stringify(key)}:${JSON.stringify(value)}`)
  return `{${parts.join(',')}}`
}

/** The lines of a stream; undefined for one that is too long. Only a line feed ends a line. */
async function* linesOf(stream: Readable): AsyncGenerator<Uint8Array | undefined> {
  let parts: Buffer[] = []
  let size = 0
  const line = () => {
    const whole = size > LONGEST_LINE ? undefined : parts.length === 1 ? parts[0] : Buffer.concat(parts)
    parts = []
    size = 0
    return whole
  }
  const keep = (part: Buffer) => {
    size += part.length
    if (size <= LONGEST_LINE) parts.push(part)
    else parts = []
  }
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
    let at = 0
    for (let stop = bytes.indexOf(0x0a); stop >= 0; stop = bytes.indexOf(0x0a, at)) {
      keep(bytes.subarray(at, stop))
      yield line()
      at = stop + 1
    }
    if (at < bytes.length) keep(bytes.subarray(at))
  }
  if (size > 0) yield line()
}
