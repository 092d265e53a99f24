import { execFileSync, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { beforeEach, describe, expect, it } from 'vitest'
import { parse } from 'yaml'
import { temporaryFolder } from './cli-harness.ts'

const root = fileURLToPath(new URL('../', import.meta.url))
const command = join(root, 'packages/cli/bin/unmangle.js')
const built = existsSync(join(root, 'packages/cli/dist/cli.js'))
if (!built) console.warn('Not built: packages/cli. The action and the hook are not tried.')

const read = (name: string) => readFileSync(join(root, name), 'utf8')
const { version } = JSON.parse(read('packages/cli/package.json'))

/** A program of one line that starts the command: what `npx` is for those who have it installed. */
function installed(folder: string): string {
  const program = join(folder, 'unmangle')
  writeFileSync(program, `#!/bin/sh\nexec "${process.execPath}" "${command}" "$@"\n`, { mode: 0o755 })
  return program
}

/** A repository whose main branch has old damage, and whose branch adds more. */
function repository(): string {
  const cwd = temporaryFolder()
  const git = (...args: string[]) =>
    execFileSync('git', ['-c', 'user.name=A', '-c', 'user.email=a@example.org', ...args], { cwd, stdio: 'pipe' })
  git('init', '-q', '-b', 'main')
  mkdirSync(join(cwd, 'docs/en es'), { recursive: true })
  writeFileSync(
    join(cwd, 'docs/en es/old.md'),
    'The so -called expert spoke to the people of the town about the price of bread.\n',
  )
  git('add', '.')
  git('commit', '-q', '-m', 'Start')
  git('switch', '-q', '-c', 'work')
  writeFileSync(join(cwd, 'docs/en es/new.md'), 'First line.\n\nKim Jong one met the so -called expert.\n')
  git('add', '.')
  git('commit', '-q', '-m', 'Add')
  return cwd
}

describe.skipIf(!built || process.platform === 'win32')('the GitHub action', () => {
  const action = parse(read('action.yml'))
  let cwd = ''
  let outside = ''
  beforeEach(() => {
    cwd = repository()
    outside = temporaryFolder()
  })

  /** Runs the first step as the runner does: its line in a shell, with the inputs in place. */
  function step(inputs: Readonly<Record<string, string>>) {
    const [check] = action.runs.steps
    const files = { GITHUB_STEP_SUMMARY: join(outside, 'summary.md'), GITHUB_OUTPUT: join(outside, 'output') }
    for (const file of Object.values(files)) writeFileSync(file, '')
    const given = Object.fromEntries(
      Object.entries(check.env as Record<string, string>).map(([name, value]) => {
        const input = value.match(/^\$\{\{ inputs\.([\w-]+) \}\}$/)?.[1] ?? 'none'
        return [name, inputs[input] ?? action.inputs[input].default]
      }),
    )
    const env = {
      ...process.env,
      ...given,
      ...files,
      GITHUB_ACTION_PATH: root,
      RUNNER_TEMP: outside,
      UNMANGLE_COMMAND: installed(outside),
    }
    const { status, stdout, stderr } = spawnSync('bash', ['-e', '-c', check.run], { cwd, env, encoding: 'utf8' })
    return {
      status,
      stdout,
      stderr,
      summary: readFileSync(files.GITHUB_STEP_SUMMARY, 'utf8'),
      output: readFileSync(files.GITHUB_OUTPUT, 'utf8'),
    }
  }

  it('notes what is found at its lines, sums up, and fails', () => {
    const { status, stdout, stderr, summary, output } = step({ paths: 'docs/en es' })
    expect(stderr).toBe('')
    expect(status).toBe(1)
    expect(stdout.match(/^::error file=docs\/en es\/(old|new)\.md,line=\d/gm)).toHaveLength(3)
    expect(summary).toContain('<code>docs/en es/new.md</code> (2 findings)')
    expect(output).toBe('status=1\nsarif=\n')
  })

  it('looks at what a branch changed, writes SARIF, and passes where nothing is to fail', () => {
    const inputs = { args: '--changed=main\n--lang=en\n', 'fail-on': 'none', sarif: 'true' }
    const { status, stdout, stderr, output } = step(inputs)
    expect([status, stderr]).toEqual([0, ''])
    expect(stdout).not.toContain('old.md')
    expect(stdout.match(/^::warning file=docs\/en es\/new\.md,line=3/gm)).toHaveLength(2)
    const file = output.match(/^sarif=(.*)$/m)?.[1] ?? ''
    expect(JSON.parse(readFileSync(file, 'utf8')).runs[0].results).toHaveLength(2)
  })

  it('says what it cannot do', () => {
    const { status, stderr, output } = step({ paths: 'docs/missing\n-odd.md' })
    expect(status).toBe(2)
    expect(stderr).toContain('docs/missing: does not exist')
    expect(stderr).toContain('-odd.md: does not exist')
    expect(output).toContain('status=2\n')
  })

  it('hands the file to code scanning also when the check fails', () => {
    const [, upload] = action.runs.steps
    expect(upload.if).toContain('!cancelled()')
    expect(upload.with.sarif_file).toContain('steps.check.outputs.sarif ')
    for (const name of Object.keys(action.outputs)) expect(action.outputs[name].value).toContain(`outputs.${name} `)
  })
})

describe.skipIf(!built || process.platform === 'win32')('the hooks of pre-commit', () => {
  const hooks = parse(read('.pre-commit-hooks.yaml')) as readonly {
    id: string
    entry: string
    args?: string[]
    files: string
  }[]

  it.each(hooks.map((hook) => [hook.id, hook] as const))('%s runs over the files of a commit', (id, hook) => {
    const cwd = repository()
    const files = ['docs/en es/new.md', 'docs/en es/old.md']
    expect(files.every((file) => new RegExp(hook.files).test(file))).toBe(true)
    const env = { ...process.env, UNMANGLE_COMMAND: installed(temporaryFolder()) }
    const { status, stdout } = spawnSync(join(root, hook.entry), [...(hook.args ?? []), ...files], {
      cwd,
      env,
      encoding: 'utf8',
    })
    expect(status).toBe(id === 'unmangle' ? 1 : 0)
    expect(stdout).toContain('3 findings')
    const text = readFileSync(join(cwd, files[0] ?? ''), 'utf8')
    expect(text.includes('Kim Jong Un met the so-called expert.')).toBe(id === 'unmangle-fix')
  })
})

describe('the recipes', () => {
  const recipes = read('packages/cli/ci.md')

  it('are YAML and JSON that can be read, and name the version that is released', () => {
    const blocks = [...recipes.matchAll(/^```(\w+)\n(.*?)^```$/gms)]
    expect(blocks.length).toBeGreaterThan(6)
    for (const [, language, text = ''] of blocks)
      expect(language === 'json' ? JSON.parse(text) : parse(text)).toBeTypeOf('object')
    const named = [...recipes.matchAll(/(?:unmangle@|rev: )v(\S+)/g)].map((match) => match[1])
    expect(named).toEqual([version, version])
  })
})
