import { resolve } from 'node:path'
import type { Report } from 'unmangle-engine'
import { formatOf } from 'unmangle-readers'
import { editsOf, examine, failing } from './check-text.ts'
import { unifiedDiff } from './diff.ts'
import { IgnoreFiles } from './ignored.ts'
import { reasonOf } from './io.ts'
import { isOutside, shownPath } from './paths.ts'
import { decodeText, EncodingError } from './read.ts'
import { openReports } from './reports/open.ts'
import type { Examined } from './reports/reporter.ts'
import type { Run } from './run.ts'
import { Scopes } from './scope.ts'
import { type Settings, ToldError } from './settings.ts'

/** Checks or mends the document on standard input. Returns whether something remains at the failing tier. */
export async function runStdin(run: Run): Promise<boolean> {
  const { arguments: options, io, output, problems } = run
  const name = options.stdinFilename
  const path = name === undefined ? undefined : shownPath(io.cwd, resolve(io.cwd, name))
  const shown = path ?? '<stdin>'
  if (path !== undefined && !formatOf(path)) {
    problems.error(`${path}: no format is known for this file extension`)
    return false
  }
  if (path !== undefined && options.diff && isOutside(path)) {
    problems.error(`${path}: is above the working directory: a diff cannot name it`)
    return false
  }
  let text: string
  try {
    text = decodeText(await bytesOf(io.stdin))
  } catch (error) {
    const line = error instanceof EncodingError && error.line !== undefined ? `:${error.line}` : ''
    problems.error(`${shown}${line}: ${reasonOf(error)}`)
    return false
  }
  const ignored = name !== undefined && options.ignore ? await ignoredBy(run, resolve(io.cwd, name)) : undefined
  if (ignored !== undefined) {
    problems.note(`${shown}: is ignored by ${ignored} (--no-ignore reads it)`)
    if (options.fix && !options.diff) await output.write(text)
    return false
  }
  const place = resolve(io.cwd, name ?? '')
  const scopes = await Scopes.open(options, io.cwd)
  let settings: Settings
  let report: Examined
  try {
    settings = await run.settings.of(name === undefined ? undefined : place)
    report = await examine(run, { text, path }, settings, scopes.of({ path: place, real: place }))
  } catch (error) {
    if (!(error instanceof ToldError)) problems.error(`${shown}: ${reasonOf(error)}`)
    return false
  }
  const printed = printedText(run, shown, text, report)
  if (printed !== undefined) await output.write(printed)
  const quiet = options.formats.length === 0 && options.diff
  const targets = options.formats.length > 0 || quiet ? options.formats : [{ name: 'stylish' as const }]
  // The document has standard output for itself.
  const console =
    options.fix && !options.diff ? async (part: string) => void io.stderr.write(part) : output.write.bind(output)
  const reports = await openReports(run, targets, console, false)
  await reports.add({ path: shown, text, report, failOn: settings.failOn })
  await reports.end()
  return failing(report, settings.failOn, !options.diff) > options.max
}

/** What ignores a file. */
async function ignoredBy({ io, settings }: Run, path: string): Promise<string | undefined> {
  return new IgnoreFiles(io.cwd).ignores(path, false) ? 'an ignore file' : settings.ignoredBy(path, false)
}

function printedText({ arguments: options }: Run, path: string, text: string, report: Report): string | undefined {
  if (options.diff) return unifiedDiff(path, text, editsOf(report))
  return options.fix ? report.output : undefined
}

async function bytesOf(stream: AsyncIterable<Uint8Array | string>): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  for await (const part of stream) parts.push(typeof part === 'string' ? Buffer.from(part) : part)
  return Buffer.concat(parts)
}
