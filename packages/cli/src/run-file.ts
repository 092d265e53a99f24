import { realpath, stat } from 'node:fs/promises'
import { relative, resolve } from 'node:path'
import type { Report } from 'unmangle-engine'
import { type Examiner, editsOf, examine, failing } from './check-text.ts'
import { unifiedDiff } from './diff.ts'
import type { InputFile } from './files.ts'
import { reasonOf } from './io.ts'
import { isOutside, shownPath } from './paths.ts'
import { EncodingError, readSourceSync, type Source } from './read.ts'
import type { Examined, FileResult } from './reports/reporter.ts'
import type { Scope } from './scope.ts'
import type { Settings } from './settings.ts'
import { replaceFile, writeCopy } from './write.ts'

/** A file to be checked or mended. Plain data: it is sent to workers. */
export interface FileTask {
  readonly file: InputFile
  readonly settings: Settings
  readonly scope: Scope
}

/** What became of it. Plain data. */
export interface FileRun {
  readonly result: FileResult
  /** How many findings are left at the failing tier. */
  readonly remains: number
  /** What could not be done. */
  readonly problem?: string
  /** What corrections change, under --diff. */
  readonly diff?: string
  /** The size of the file, in bytes. */
  readonly size: number
}

/** Checks or mends a file. Never rejects. */
export async function runFile(run: Examiner, cwd: string, task: FileTask): Promise<FileRun> {
  const { file, settings, scope } = task
  let source: Source
  try {
    source = readSourceSync(file.path)
  } catch (error) {
    return failedRun(file.shown, error)
  }
  const input = { text: source.text, path: file.shown }
  return finishFile(run, cwd, task, source, () => examine(run, input, settings, scope))
}

/**
 * Does with a file what is to be done with what is found in it. Never rejects.
 *
 * @param find What is found, and the text with the corrections that are to be made.
 */
export async function finishFile(
  run: Examiner,
  cwd: string,
  { file, settings, scope }: FileTask,
  source: Source,
  find: () => Promise<Examined>,
): Promise<FileRun> {
  const path = file.shown
  const { text, bytes } = source
  let report: Examined | undefined
  try {
    report = await find()
    const diff = await deliver(run, cwd, file, source, report)
    const { output, ...findings } = report
    const { failOn } = settings
    const remains = failing(findings, failOn, !run.arguments.diff)
    return { result: { path, text, report: findings, failOn }, remains, diff, size: bytes.length }
  } catch (error) {
    const failed = failedRun(path, error, source)
    if (!report) return failed
    // What was not written was not corrected.
    const { output, ...findings } = await examine(run, { text, path }, settings, scope, false)
    const { failOn } = settings
    return {
      ...failed,
      result: { ...failed.result, report: findings, failOn },
      remains: failing(findings, failOn, false),
    }
  }
}

/** A file that was not done, or not all that was to be done with it. */
export function failedRun(path: string, error: unknown, source?: Source): FileRun {
  const message = reasonOf(error)
  const line = error instanceof EncodingError && error.line !== undefined ? `:${error.line}` : ''
  const result: FileResult = { path, text: source?.text ?? '', error: message }
  return { result, remains: 0, problem: `${path}${line}: ${message}`, size: source?.bytes.length ?? 0 }
}

/** Puts the corrected text where it belongs. Returns the diff where that is asked for. */
async function deliver(
  { arguments: options }: Examiner,
  cwd: string,
  file: InputFile,
  source: Source,
  report: Report,
): Promise<string | undefined> {
  if (options.output !== undefined) {
    const place = relative(cwd, file.path)
    if (isOutside(place)) throw new Error('is above the working directory: it has no place in the folder of --output')
    await writeCopy(resolve(cwd, options.output), place, report.output, await stat(file.path))
  } else if (options.diff) {
    const path = shownPath(await realpath(cwd), file.real)
    const diff = unifiedDiff(path, source.text, editsOf(report))
    if (diff !== '' && isOutside(path)) throw new Error('is above the working directory: a diff cannot name it')
    return diff
  } else if (options.fix && report.output !== source.text) {
    await replaceFile(file.path, source.bytes, report.output)
  }
  return undefined
}
