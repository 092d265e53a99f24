// The work of action.yml: checks what its inputs name, notes findings at their lines, and writes the summary and SARIF.
import { spawnSync } from 'node:child_process'
import { appendFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const { INPUT_PATHS, INPUT_ARGS, INPUT_FAIL_ON, INPUT_SARIF, GITHUB_STEP_SUMMARY, GITHUB_OUTPUT, RUNNER_TEMP } =
  process.env
const linesOf = (text = '') => text.split(/\r?\n/).flatMap((line) => line.trim() || [])

const sarif = INPUT_SARIF === 'true' ? join(RUNNER_TEMP, 'unmangle.sarif') : undefined
const formats = ['github', `markdown=${GITHUB_STEP_SUMMARY}`, ...(sarif ? [`sarif=${sarif}`] : [])]
const args = [
  ...linesOf(INPUT_ARGS),
  ...(INPUT_FAIL_ON ? ['--fail-on', INPUT_FAIL_ON] : []),
  ...formats.flatMap((format) => ['--format', format]),
  '--',
  ...linesOf(INPUT_PATHS),
]
const command = fileURLToPath(new URL('unmangle.mjs', import.meta.url))
const { status } = spawnSync(process.execPath, [command, ...args], { stdio: 'inherit' })
appendFileSync(GITHUB_OUTPUT, `status=${status}\nsarif=${sarif ?? ''}\n`)
process.exitCode = status ?? 2
