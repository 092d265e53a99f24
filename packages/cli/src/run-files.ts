import { realpath, stat } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import type { Report } from 'unmangle-engine'
import { BaselineWriter } from './baseline.ts'
import { editsOf, examine, failing } from './check-text.ts'
import { unifiedDiff } from './diff.ts'
import { findFiles, type InputFile } from './files.ts'
import { reasonOf } from './io.ts'
import { isOutside, isWithin, shownPath } from './paths.ts'
import { EncodingError, readSource, type Source } from './read.ts'
import type { FileResult } from './reporter.ts'
import { openReports } from './reports.ts'
import type { Run } from './run.ts'
import { type Scope, Scopes } from './scope.ts'
import { type Settings, ToldError } from './settings.ts'
import { replaceFile, writeCopy } from './write.ts'

/**
 * Checks or mends files, in order. Returns whether more remains at the failing tier than is let pass; what is written
 * down as known does not count.
 */
export async function runFiles(run: Run): Promise<boolean> {
  const { arguments: options, io, output, problems } = run
  const folder = options.output === undefined ? undefined : resolve(io.cwd, options.output)
  if (folder !== undefined && isWithin(folder, io.cwd)) {
    problems.error('--output names the working directory or a folder above it; the originals are there')
    return false
  }
  const scopes = await Scopes.open(options, io.cwd)
  const baseline = options.writeBaseline === undefined ? undefined : new BaselineWriter(options.writeBaseline, io.cwd)
  const files = await findFiles(options.paths, { cwd: io.cwd, ignore: options.ignore, except: folder }, problems)
  const asked = options.formats.length > 0 || options.diff ? options.formats : [{ name: 'stylish' as const }]
  const reports = openReports(run, asked, (text) => output.write(text), options.diff)
  let found = 0
  for (const file of files) {
    const scope = scopes.of(file)
    if (!scope) continue
    const { result, remains } = await runFile(run, file, scope, folder)
    found += remains
    baseline?.add(result)
    await reports.add(result)
  }
  await reports.end()
  if (!baseline) return found > options.max
  await baseline.write()
  problems.note(`${options.writeBaseline}: findings written down: ${baseline.count}`)
  return false
}

interface FileRun {
  readonly result: FileResult
  /** How many findings are left at the failing tier. */
  readonly remains: number
}

async function runFile(run: Run, file: InputFile, scope: Scope, folder: string | undefined): Promise<FileRun> {
  const path = file.shown
  let source: Source | undefined
  let settings: Settings | undefined
  let report: Report | undefined
  try {
    settings = await run.settings.of(file.path)
    source = await readSource(file.path)
    report = await examine(run, { text: source.text, path }, settings, scope)
    await deliver(run, file, source, report, folder)
    const remains = failing(report, settings.failOn, !run.arguments.diff)
    return { result: { path, text: source.text, report }, remains }
  } catch (error) {
    const message = reasonOf(error)
    const line = error instanceof EncodingError && error.line !== undefined ? `:${error.line}` : ''
    if (!(error instanceof ToldError)) run.problems.error(`${path}${line}: ${message}`)
    const text = source?.text ?? ''
    if (!report || !settings) return { result: { path, text, error: message }, remains: 0 }
    // What was not written was not corrected.
    const found = await examine(run, { text, path }, settings, scope, false)
    return { result: { path, text, report: found, error: message }, remains: failing(found, settings.failOn, false) }
  }
}

/** Puts the corrected text where it belongs. */
async function deliver(run: Run, file: InputFile, source: Source, report: Report, folder?: string): Promise<void> {
  const { arguments: options, io, output } = run
  if (folder !== undefined) {
    const place = relative(io.cwd, file.path)
    if (isOutside(place)) throw new Error('is above the working directory: it has no place in the folder of --output')
    await writeCopy(folder, place, report.output, (await stat(file.path)).mode)
  } else if (options.diff) {
    const path = shownPath(await realpath(io.cwd), file.real)
    const diff = unifiedDiff(path, source.text, editsOf(report))
    if (diff !== '' && isOutside(path)) throw new Error('is above the working directory: a diff cannot name it')
    await output.write(diff)
  } else if (options.fix && report.output !== source.text) {
    await replaceFile(file.path, source.bytes, report.output)
  }
}
