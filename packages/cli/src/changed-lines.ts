import { execFile } from 'node:child_process'
import { realpath } from 'node:fs/promises'
import { resolve } from 'node:path'
import { promisify } from 'node:util'

/** Lines of a file, both 1-based and included. */
export type LineRange = readonly [first: number, last: number]

/** Lines that are not the same since another commit, by the real path of their file; a file that is not here is the same. */
export type ChangedLines = ReadonlyMap<string, readonly LineRange[]>

const WHOLE: readonly LineRange[] = [[1, Number.MAX_SAFE_INTEGER]]
const SHALLOW =
  'this clone is too shallow to tell what changed: run git fetch --unshallow (in GitHub Actions: fetch-depth: 0)'

/**
 * The lines of the working tree that changed since the merge base of its commit and another. Files that git does not
 * know yet changed as a whole; those that it ignores did not.
 *
 * @param ref Default: the default branch of the upstream.
 * @throws {Error} if that cannot be told: it says why, and what to do.
 */
export async function changedLines(ref: string | undefined, cwd: string): Promise<ChangedLines> {
  const top = await tryGit(cwd, ['rev-parse', '--show-toplevel'])
  if (top === undefined) throw new Error('--changed needs git and a repository, and here is none')
  const root = await realpath(lineOf(top))
  const base = await mergeBase(ref ?? (await defaultBranch(root)), root)
  const changed = new Map<string, readonly LineRange[]>()
  for (const [path, ranges] of parseDiff(await git(root, [...DIFF, base, '--'])))
    if (ranges.length > 0) changed.set(resolve(root, path), ranges)
  const unknown = await git(root, ['ls-files', '--others', '--exclude-standard', '-z'])
  for (const path of unknown.split('\0')) if (path !== '') changed.set(resolve(root, path), WHOLE)
  return changed
}

/** Whatever the user's configuration says of diffs, this is the form that is read here. */
const DIFF = [
  ...['-c', 'core.quotePath=false', 'diff', '--unified=0', '--no-color', '--no-ext-diff', '--no-textconv'],
  ...['--no-relative', '--src-prefix=a/', '--dst-prefix=b/', '--find-renames', '--diff-filter=d'],
]

const run = promisify(execFile)

async function git(cwd: string, args: readonly string[]): Promise<string> {
  const { stdout } = await run('git', [...args], { cwd, maxBuffer: 2 ** 30, encoding: 'utf8' })
  return stdout
}

async function tryGit(cwd: string, args: readonly string[]): Promise<string | undefined> {
  try {
    return await git(cwd, args)
  } catch {
    return undefined
  }
}

function lineOf(output: string): string {
  return output.replace(/\r?\n$/, '')
}

async function mergeBase(ref: string, root: string): Promise<string> {
  const commit = await tryGit(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${ref}^{commit}`])
  const base = commit === undefined ? undefined : await tryGit(root, ['merge-base', lineOf(commit), 'HEAD'])
  if (base !== undefined) return lineOf(base)
  if (await isShallow(root)) throw new Error(SHALLOW)
  if (commit === undefined) throw new Error(`--changed: git knows no commit called ${JSON.stringify(ref)}`)
  throw new Error(`--changed: ${ref} and the commit checked out here have no history in common`)
}

async function isShallow(root: string): Promise<boolean> {
  return lineOf((await tryGit(root, ['rev-parse', '--is-shallow-repository'])) ?? '') === 'true'
}

/** The default branch of the remote that the current branch goes to. */
async function defaultBranch(root: string): Promise<string> {
  const branch = lineOf((await tryGit(root, ['symbolic-ref', '--quiet', '--short', 'HEAD'])) ?? '')
  const set = branch === '' ? undefined : await tryGit(root, ['config', `branch.${branch}.remote`])
  const remote = lineOf(set ?? 'origin')
  const head = await tryGit(root, ['symbolic-ref', '--quiet', `refs/remotes/${remote}/HEAD`])
  if (head !== undefined) return lineOf(head)
  for (const usual of ['main', 'master']) {
    const name = `refs/remotes/${remote}/${usual}`
    if ((await tryGit(root, ['rev-parse', '--verify', '--quiet', name])) !== undefined) return name
  }
  if (await isShallow(root)) throw new Error(SHALLOW)
  throw new Error(`--changed: the default branch of ${remote} is not known here; name a commit: --changed=REF`)
}

/**
 * The changed lines that a diff without context shows, by the new path of each file.
 *
 * @param diff As git prints it, with the prefix `b/` for what is new.
 */
export function parseDiff(diff: string): Map<string, LineRange[]> {
  const files = new Map<string, LineRange[]>()
  let ranges: LineRange[] = []
  let skip = 0
  for (const line of diff.split('\n')) {
    if (line.startsWith('\\')) continue
    // A changed line may look like anything.
    if (skip > 0) skip--
    else if (line.startsWith('+++ ')) {
      ranges = []
      files.set(newPath(line), ranges)
    } else {
      const [found, , removed = '1', first = '', added = '1'] = HUNK.exec(line) ?? []
      if (found === undefined) continue
      skip = Number(removed) + Number(added)
      if (added !== '0') ranges.push([Number(first), Number(first) + Number(added) - 1])
    }
  }
  return files
}

const HUNK = /^@@ -(\d+)(?:,(\d+))? \+(\d+)(?:,(\d+))? @@/

/** `+++ b/path`, a tab after one with spaces, quoted as in C where the path has odd characters. */
function newPath(line: string): string {
  const shown = line.slice('+++ '.length).replace(/\t$/, '')
  return (shown.startsWith('"') ? unquoted(shown.slice(1, -1)) : shown).slice('b/'.length)
}

const ESCAPES: Readonly<Record<string, string>> = { a: '\x07', b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' }

function unquoted(text: string): string {
  return text.replace(/\\(?:([0-7]{3})|(.))/g, (_, octal: string | undefined, letter: string) =>
    octal === undefined ? (ESCAPES[letter] ?? letter) : String.fromCharCode(Number.parseInt(octal, 8)),
  )
}
