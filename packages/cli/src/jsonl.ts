import type { Readable } from 'node:stream'
import type { Input, Report } from 'unmangle-engine'
import { type Output, type Problems, reasonOf } from './io.ts'
import { membersOf } from './json-members.ts'
import { decodeText } from './read.ts'
import { artifactsOf, originsOf } from './reports/json.ts'

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

/** A line as it came. Plain data: it is sent to workers. */
export interface LineTask {
  /** Undefined where the line is too long to be kept. */
  readonly bytes: Uint8Array | undefined
  /** 1-based. */
  readonly number: number
}

/** What becomes of a line. Plain data. */
export interface LineAnswer {
  /** Undefined for an empty line, which has no answer. */
  readonly line?: string
  /** What is wrong with it. */
  readonly problem?: string
}

/** Writes answers as they come; ends when there is no more, or nobody reads them. */
export async function writeAnswers(
  answers: AsyncIterable<LineAnswer>,
  output: Output,
  problems: Problems,
): Promise<void> {
  for await (const { line, problem } of answers) {
    if (problem !== undefined) problems.error(problem)
    if (line !== undefined) await output.write(`${line}\n`)
    if (output.closed) break
  }
}

/**
 * Answers one line. Never rejects.
 *
 * @param answer Checks or mends one document; may throw.
 */
export async function answerLine(
  { bytes, number }: LineTask,
  answer: (input: Input) => Promise<Report>,
): Promise<LineAnswer> {
  let id: unknown = null
  let rawId = 'null'
  try {
    if (!bytes) throw new Error(`the line is longer than ${LONGEST_LINE} bytes`)
    let json = decodeText(bytes)
    if (number === 1) json = json.replace(/^\ufeff/, '')
    if (json.trim() === '') return {}
    const value: unknown = JSON.parse(json)
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw new Error('is no JSON object')
    const members = membersOf(json)
    if ('id' in value) {
      id = value.id
      rawId = members.findLast(({ key }) => key === 'id')?.raw.replace(/^"(?:[^"\\]|\\.)*"\s*:\s*/, '') ?? 'null'
    }
    const row = rowOf(value)
    return { line: answeredRow(members, row, await answer(row)) }
  } catch (error) {
    const problem = `line ${number}${id === null ? '' : ` (id ${JSON.stringify(id)})`}: ${reasonOf(error)}`
    return { line: failedRow(rawId, number, error), problem }
  }
}

/** The path that a line names, as far as the line can be read. */
export function pathOfLine({ bytes }: LineTask): string | undefined {
  try {
    const value: unknown = JSON.parse(decodeText(bytes ?? new Uint8Array()))
    return typeof value === 'object' && value !== null ? optionalString(value, 'path') : undefined
  } catch {
    return undefined
  }
}

/** What stands in the place of the answer to a line that has none. */
export function failedRow(rawId: string, number: number, error: unknown): string {
  return `{"id":${rawId},"line":${number},"error":${JSON.stringify(reasonOf(error))}}`
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

/** The lines of a stream, in groups that end where one would have to wait for more. Only a line feed ends a line. */
export async function* linesOf(stream: Readable): AsyncGenerator<LineTask[]> {
  let parts: Buffer[] = []
  let size = 0
  let number = 0
  const line = (): LineTask => {
    const bytes = size > LONGEST_LINE ? undefined : Buffer.concat(parts)
    parts = []
    size = 0
    return { bytes, number: ++number }
  }
  const keep = (part: Buffer) => {
    size += part.length
    if (size <= LONGEST_LINE) parts.push(part)
    else parts = []
  }
  for await (const chunk of stream) {
    const bytes = typeof chunk === 'string' ? Buffer.from(chunk) : (chunk as Buffer)
    const lines: LineTask[] = []
    let at = 0
    for (let stop = bytes.indexOf(0x0a); stop >= 0; stop = bytes.indexOf(0x0a, at)) {
      keep(bytes.subarray(at, stop))
      lines.push(line())
      at = stop + 1
    }
    if (at < bytes.length) keep(bytes.subarray(at))
    if (lines.length > 0) yield lines
  }
  if (size > 0) yield [line()]
}
