import { existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { parseArgs } from 'node:util'
import { pathLanguage } from 'unmangle-engine'
import { packTags } from 'unmangle-languages/node'
import type { CommandContext } from '../command.ts'
import { CONFIG_NAMES } from '../config/find.ts'
import { survey } from '../init/survey.ts'
import { configText, WORKFLOW } from '../init/texts.ts'
import { reasonOf } from '../io.ts'

const USAGE = `Usage: unmangle init [--yes]

Looks at the repository and writes unmangle.config.yaml and .github/workflows/unmangle.yml, after asking. --yes asks
nothing; without a terminal and without --yes it prints what it would write. A file that is there stays as it is.
`

/** A file that could be written. */
interface Proposal {
  readonly path: string
  readonly text: string
}

/** Says whether a file is to be written; `stop`: neither this one nor the others. */
export type Ask = (path: string, text: string) => Promise<boolean | 'stop'>

/** `unmangle init`: a small configuration and a workflow for the repository in the working directory. */
export async function init(context: CommandContext, ask = asker(context)): Promise<boolean> {
  const { argv, output, problems } = context
  const { values } = parseArgs({
    args: [...argv],
    options: { yes: { type: 'boolean', short: 'y' }, help: { type: 'boolean', short: 'h' } },
  })
  if (values.help) {
    await output.write(USAGE)
    return false
  }
  const wanted = values.yes ? async () => true : ask
  for (const { path, text } of await proposals(context)) {
    if (!wanted) {
      await output.write(`# ${path}\n${text}\n`)
      continue
    }
    const answer = await wanted(path, text)
    if (answer === 'stop') break
    if (answer) await write(context, path, text)
  }
  if (!wanted) problems.note('nothing was written: this is no terminal, and --yes was not given')
  return false
}

/** A person is asked where there is one. */
function asker({ io }: CommandContext): Ask | undefined {
  if (io.stdout.isTTY !== true || !('isTTY' in io.stdin) || io.stdin.isTTY !== true) return undefined
  return async (path, text) => (await import('../init/prompt.ts')).askToWrite(io, path, text)
}

async function proposals({ io, problems }: CommandContext): Promise<Proposal[]> {
  const { cwd } = io
  const found: Proposal[] = []
  const config = CONFIG_NAMES.find((name) => existsSync(join(cwd, name)))
  if (config !== undefined) problems.note(`${config}: is there, and stays as it is`)
  else {
    const seen = await survey(cwd, pathLanguage(packTags()), problems)
    found.push({ path: 'unmangle.config.yaml', text: configText(seen) })
  }
  const workflow = '.github/workflows/unmangle.yml'
  if (existsSync(join(cwd, workflow))) problems.note(`${workflow}: is there, and stays as it is`)
  else if (isBelowTop(cwd)) problems.note(`${workflow}: belongs at the top of the repository; run unmangle init there`)
  else found.push({ path: workflow, text: WORKFLOW })
  return found
}

/** Whether the repository begins further up. */
function isBelowTop(folder: string): boolean {
  if (existsSync(join(folder, '.git'))) return false
  for (let at = dirname(folder); ; at = dirname(at)) {
    if (existsSync(join(at, '.git'))) return true
    if (at === dirname(at)) return false
  }
}

async function write({ io, output, problems }: CommandContext, path: string, text: string): Promise<void> {
  const file = join(io.cwd, path)
  try {
    await mkdir(dirname(file), { recursive: true })
    // What somebody wrote in the meantime stays.
    await writeFile(file, text, { flag: 'wx' })
    await output.write(`${path}: written\n`)
  } catch (error) {
    problems.error(`${path}: ${reasonOf(error)}`)
  }
}
