import { ReadStream } from 'node:tty'
import { type Arguments, parseArguments } from '../arguments.ts'
import { cacheFolder } from '../cache-folder.ts'
import type { CommandContext } from '../command.ts'
import { Configs } from '../config/configs.ts'
import { Engines } from '../engines.ts'
import { findFiles } from '../files.ts'
import { Rejections } from '../rejections.ts'
import { applyDecisions } from '../review/apply.ts'
import { glossaryFor } from '../review/glossary.ts'
import { Session } from '../review/session.ts'
import { openTerminal } from '../review/terminal.ts'
import { walk } from '../review/walk.ts'
import type { Run } from '../run.ts'
import { Scopes } from '../scope.ts'

/** `unmangle review [PATHS…]`: walks the findings with a person; with `--apply FILE` makes decisions made elsewhere. */
export async function review(context: CommandContext): Promise<boolean> {
  const { rest, apply } = withoutApply(context.argv)
  const { arguments: options, errors } = parseArguments(rest)
  for (const error of [...errors, ...foreign(options)]) context.problems.error(error)
  if (context.problems.count > 0) return false
  const { io } = context
  const rejections = await Rejections.open(io.cwd)
  const added = new Set<string>()
  const run = openRun(context, options, added)
  if (apply !== undefined) {
    if (options.paths.length > 0) throw new Error('review --apply takes no paths: the decisions name their files')
    await applyDecisions(run, apply, rejections)
    return false
  }
  if (!(io.stdin instanceof ReadStream) || io.stdout.isTTY !== true)
    throw new Error('review needs a terminal; --apply FILE makes the decisions of an HTML report')
  const { ignoredBy } = run.settings
  const files = findFiles(options.paths, { cwd: io.cwd, ignore: options.ignore, ignoredBy }, context.problems)
  const session = new Session(run, files, await Scopes.open(options, io.cwd), rejections)
  const terminal = openTerminal(io.stdin, io.stdout, !io.env.NO_COLOR && io.env.TERM !== 'dumb')
  try {
    await walk(session, terminal, {
      cwd: io.cwd,
      async glossary(path) {
        const { engine } = await run.settings.of(path)
        const file = glossaryFor(engine.glossaries, io.cwd)
        added.add(file)
        run.engines.forget()
        return file
      },
    })
  } finally {
    terminal.close()
  }
  return false
}

function withoutApply(argv: readonly string[]): { readonly rest: readonly string[]; readonly apply?: string } {
  const rest: string[] = []
  let apply: string | undefined
  for (let i = 0; i < argv.length; i++) {
    const word = argv[i] ?? ''
    if (word.startsWith('--apply=')) apply = word.slice('--apply='.length)
    else if (word === '--apply') apply = argv[++i] ?? ''
    else rest.push(word)
  }
  if (apply === '') throw new Error('--apply needs a file')
  return { rest, apply }
}

/** Options that say how to report or mend: that is what the review is for. */
function foreign({ fix, diff, output, stdin, jsonl, formats, writeBaseline, jobs }: Arguments): string[] {
  const given: readonly (readonly [boolean, string])[] = [
    [fix !== undefined, '--fix'],
    [diff, '--diff'],
    [output !== undefined, '--output'],
    [stdin, '--stdin'],
    [jsonl, '--jsonl'],
    [formats.length > 0, '--format'],
    [writeBaseline !== undefined, '--write-baseline'],
    [jobs !== undefined, '--jobs'],
  ]
  return given.filter(([is]) => is).map(([, option]) => `review does not take ${option}`)
}

/** @param added Glossaries that count besides those that the settings name. */
function openRun(context: CommandContext, options: Arguments, added: ReadonlySet<string>): Run {
  const { io, output, problems, createEngine } = context
  const tell = (problem: string) => problems.error(problem)
  const configs = new Configs({ arguments: options, cwd: io.cwd, tell })
  return {
    ...{ arguments: options, io, output, problems },
    engines: new Engines(createEngine, io.cwd, tell, cacheFolder(io.env)),
    settings: {
      async of(path) {
        const settings = await configs.of(path)
        const glossaries = [...new Set([...settings.engine.glossaries, ...added])]
        return { ...settings, engine: { ...settings.engine, glossaries } }
      },
      ignoredBy: (path, isFolder) => configs.ignoredBy(path, isFolder),
      files: configs.files,
    },
  }
}
