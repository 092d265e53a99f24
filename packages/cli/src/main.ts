import { type Arguments, parseArguments } from './arguments.ts'
import { cacheFolder } from './cache-folder.ts'
import type { CommandContext } from './command.ts'
import { findCommand } from './commands.ts'
import { Configs } from './config/configs.ts'
import { type EngineFactory, Engines, nodeEngine } from './engines.ts'
import { HELP } from './help.ts'
import { Interrupted } from './interrupt.ts'
import { type Io, Output, Problems, reasonOf } from './io.ts'
import type { Run } from './run.ts'
import { runFiles } from './run-files.ts'
import { runJsonl } from './run-jsonl.ts'
import { runStdin } from './run-stdin.ts'
import { settingsOf, ToldError } from './settings.ts'
import { versionText } from './version.ts'

/**
 * The command. Resolves to its exit status: 0 nothing found at the failing tier, 1 something found, 2 some of the work
 * could not be done, 130 it was interrupted. Never rejects.
 *
 * @param argv Without the program's own name.
 */
export async function main(argv: readonly string[], io: Io, createEngine: EngineFactory = nodeEngine): Promise<number> {
  const output = new Output(io.stdout)
  const problems = new Problems(io.stderr)
  let found = false
  let interrupted = false
  try {
    const command = await findCommand(argv[0])
    const context = { argv: command ? argv.slice(1) : argv, io, output, problems, createEngine }
    found = await (command ?? checkOrMend)(context)
  } catch (error) {
    if (error instanceof Interrupted) interrupted = true
    else if (!(error instanceof ToldError)) problems.error(reasonOf(error))
  }
  if (output.failure) problems.error(`standard output: ${reasonOf(output.failure)}`)
  if (interrupted) return 130
  return problems.count > 0 ? 2 : found ? 1 : 0
}

/** What is done where no command is named. */
async function checkOrMend(context: CommandContext): Promise<boolean> {
  const { arguments: parsed, errors } = parseArguments(context.argv)
  if (errors.length === 0) return act({ ...context, parsed })
  for (const error of errors) context.problems.error(error)
  context.problems.note('--help lists the options')
  return false
}

interface Start extends CommandContext {
  readonly parsed: Arguments
}

/** Whether something was found at the failing tier. */
async function act({ parsed, io, output, problems, createEngine }: Start): Promise<boolean> {
  if (parsed.help) {
    await output.write(HELP)
    return false
  }
  const tell = (problem: string) => problems.error(problem)
  const newEngines = () => new Engines(createEngine, io.cwd, tell, cacheFolder(io.env))
  const engines = newEngines()
  const given = settingsOf(parsed, io.cwd)
  if (parsed.version) {
    await output.write(versionText((await engines.get(given.engine)).parser))
    return false
  }
  const newSettings = () => new Configs({ arguments: parsed, cwd: io.cwd, tell, fixed: parsed.jsonl })
  const run: Run = { arguments: parsed, io, output, problems, engines, settings: newSettings() }
  let readiness: Promise<void> | undefined
  const ready = () => {
    readiness ??= engines.get(given.engine).then(({ parser }) => {
      if (parser !== 'satteri') problems.note('satteri cannot be loaded here: the slow Markdown parser reads')
    })
    return readiness
  }
  if (!parsed.jsonl && !parsed.stdin)
    return runFiles(run, ready, () => ({ ...run, engines: newEngines(), settings: newSettings() }))
  await ready()
  return parsed.jsonl ? runJsonl(run) : runStdin(run)
}
