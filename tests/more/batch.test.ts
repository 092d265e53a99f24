import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { temporaryFolder } from '../cli-harness.ts'

const root = fileURLToPath(new URL('../..', import.meta.url))
const recipes = join(root, 'examples/batch')
const command = join(root, 'packages/cli/bin/unmangle.js')
const UNMANGLE = `${process.execPath} ${command}`
/** The Python that has pyspark. */
const python = process.env.PYSPARK_PYTHON ?? 'python3'

const succeeds = (program: string, ...args: string[]) => spawnSync(program, args).status === 0
const missing = {
  parallel: succeeds('parallel', '--will-cite', '--version') ? undefined : 'GNU parallel is not installed',
  spark:
    succeeds(python, '-c', 'import pyspark') && succeeds('java', '-version')
      ? undefined
      : 'pyspark or Java is not installed (PYSPARK_PYTHON names the Python that has it)',
}
for (const reason of Object.values(missing)) if (reason !== undefined) console.warn(`skipped: ${reason}`)

interface Row {
  readonly id: number
  readonly text: string
}

function rows(count: number): Row[] {
  const damage = ['so -called', 'so-called', 'anti -dumping', 'anti-dumping']
  return Array.from({ length: count }, (_, id) => ({
    id,
    text: `The minister\tspoke of ${damage[id % 4]} reform “${id}” in the city.\nAnd of C:\\new.`,
  }))
}

const jsonl = (all: readonly object[]) => `${all.map((row) => JSON.stringify({ ...row, lang: 'en' })).join('\n')}\n`

/** What one process makes of it. */
function answersOf(all: readonly Row[]): string[] {
  const out = execFileSync(process.execPath, [command, '--jsonl', '--fix'], { input: jsonl(all), maxBuffer: 1 << 30 })
  return out.toString().trimEnd().split('\n')
}

/** The lines of the parts that a recipe wrote. */
function linesIn(folder: string, isPart: RegExp): string[] {
  const names = readdirSync(folder)
    .filter((name) => isPart.test(name))
    .sort()
  return names.flatMap((name) => readFileSync(join(folder, name), 'utf8').split('\n')).filter((line) => line !== '')
}

describe.skipIf(missing.parallel !== undefined)('GNU parallel', () => {
  const all = rows(8000)

  function start(folder: string, input: string): ChildProcess {
    const env = { ...process.env, UNMANGLE, PARTS: '9' }
    return spawn('bash', [join(recipes, 'parallel.sh'), input, folder], { env, stdio: 'inherit', detached: true })
  }
  const ended = (child: ChildProcess) => new Promise((resolve) => child.on('close', resolve))

  it('does all of it, and goes on after a worker and then the whole run are killed', async () => {
    const cwd = temporaryFolder()
    const input = join(cwd, 'in put.jsonl')
    const folder = join(cwd, 'out put')
    const out = join(folder, 'out')
    writeFileSync(input, jsonl(all))
    const child = start(folder, input)
    const parts = () => (existsSync(out) ? linesIn(out, /jsonl$/) : [])
    while (parts().length === 0) await new Promise((resolve) => setTimeout(resolve, 20))
    process.kill(-(child.pid ?? 0), 'SIGKILL')
    await ended(child)
    expect(parts().length).toBeLessThan(all.length)
    expect(await ended(start(folder, input))).toBe(0)
    expect(parts()).toEqual(answersOf(all))
  }, 300_000)
})

describe.skipIf(missing.parallel !== undefined)('GNU parallel on parts of one file', () => {
  it('answers in order', () => {
    const cwd = temporaryFolder()
    const all = rows(8000)
    writeFileSync(join(cwd, 'in.jsonl'), jsonl(all))
    const options = ['--will-cite', '--pipepart', '--arg-file', 'in.jsonl', '--block', '200K', '--keep-order']
    const out = execFileSync('parallel', [...options, '--halt', 'now,fail=1', `${UNMANGLE} --jsonl --fix`], {
      cwd,
      maxBuffer: 1 << 30,
    })
    expect(out.toString().trimEnd().split('\n')).toEqual(answersOf(all))
  }, 300_000)
})

describe.skipIf(missing.spark !== undefined)('Spark, a master and two workers', () => {
  const children: ChildProcess[] = []
  let home = ''
  let url = ''
  const logs = temporary()

  function temporary(): string {
    return join(process.env.TMPDIR ?? '/tmp', `unmangle-spark-${process.pid}`)
  }

  /** Starts a part of the cluster; resolves to what a line of its log has. */
  function daemon(line: RegExp, args: string[]): Promise<string> {
    const env = { ...process.env, SPARK_LOCAL_IP: '127.0.0.1', SPARK_WORKER_DIR: join(logs, 'work') }
    const child = spawn(join(home, 'bin/spark-class'), args, { env, stdio: ['ignore', 'pipe', 'pipe'] })
    children.push(child)
    return new Promise((resolve, reject) => {
      let text = ''
      const look = (part: Buffer) => {
        text += part
        const found = line.exec(text)
        if (found) resolve(found[1] ?? '')
      }
      child.stdout?.on('data', look)
      child.stderr?.on('data', look)
      child.on('close', () => reject(new Error(text)))
    })
  }

  beforeAll(async () => {
    mkdirSync(logs, { recursive: true })
    home = execFileSync(python, ['-c', 'import pyspark, os; print(os.path.dirname(pyspark.__file__))'])
      .toString()
      .trim()
    const local = ['--host', '127.0.0.1', '--port', '0', '--webui-port', '0']
    url = await daemon(/(spark:\/\/[\w.]+:\d+)/, ['org.apache.spark.deploy.master.Master', ...local])
    const worker = ['org.apache.spark.deploy.worker.Worker', ...local, '--cores', '1', '--memory', '1g', url]
    await Promise.all([1, 2].map(() => daemon(/(Successfully registered)/, worker)))
  }, 120_000)

  afterAll(() => {
    for (const child of children) child.kill('SIGTERM')
    rmSync(logs, { recursive: true, force: true })
  })

  function submit(script: string, ...args: string[]): ChildProcess {
    const env = { ...process.env, UNMANGLE, SPARK_LOCAL_IP: '127.0.0.1', PYSPARK_PYTHON: python }
    const options = [
      '--master',
      url,
      '--conf',
      'spark.executor.memory=512m',
      '--conf',
      `spark.executorEnv.PYSPARK_PYTHON=${python}`,
    ]
    return spawn(join(home, 'bin/spark-submit'), [...options, script, ...args], {
      env,
      stdio: ['ignore', 'ignore', 'pipe'],
    })
  }

  async function done(child: ChildProcess): Promise<void> {
    let text = ''
    child.stderr?.on('data', (part) => {
      text += part
    })
    const status = await new Promise((resolve) => child.on('close', resolve))
    expect(status, text).toBe(0)
  }

  /** The executors of our own workers. */
  function executors(): number[] {
    const list = execFileSync('ps', ['-eo', 'pid=,ppid=,args=']).toString().split('\n')
    const own = new Set(children.map(({ pid }) => String(pid)))
    return list.flatMap((line) => {
      const [, pid, parent, args] = /^\s*(\d+)\s+(\d+)\s+(.*)$/.exec(line) ?? []
      return parent && own.has(parent) && args?.includes('CoarseGrainedExecutorBackend') ? [Number(pid)] : []
    })
  }

  it('pipes lines, and repeats what an executor that was killed was doing', async () => {
    const cwd = temporaryFolder()
    const all = rows(30_000)
    writeFileSync(join(cwd, 'in.jsonl'), jsonl(all))
    const out = join(cwd, 'out')
    const finished = done(submit(join(recipes, 'spark_pipe.py'), join(cwd, 'in.jsonl'), out, '8'))
    const begun = join(out, '_temporary/0')
    while (!existsSync(begun) || readdirSync(begun).filter((name) => name.startsWith('task')).length === 0)
      await new Promise((resolve) => setTimeout(resolve, 50))
    const [victim] = executors()
    expect(victim).toBeDefined()
    if (victim !== undefined) process.kill(victim, 'SIGKILL')
    await finished
    expect(linesIn(out, /^part-/)).toEqual(answersOf(all))
  }, 300_000)

  it('corrects a column of Parquet files', async () => {
    const cwd = temporaryFolder()
    const all = rows(2000)
    writeFileSync(join(cwd, 'in.jsonl'), jsonl(all))
    const convert = (from: string, to: string) =>
      execFileSync(
        python,
        [
          '-c',
          `
from pyspark.sql import SparkSession
spark = SparkSession.builder.master("local[1]").getOrCreate()
spark.read.${from}.orderBy("id").coalesce(1).write.${to}`,
        ],
        { env: { ...process.env, SPARK_LOCAL_IP: '127.0.0.1' }, stdio: 'pipe' },
      )
    convert(`json("${join(cwd, 'in.jsonl')}")`, `parquet("${join(cwd, 'in')}")`)
    await done(submit(join(recipes, 'spark_parquet.py'), join(cwd, 'in'), join(cwd, 'out')))
    convert(`parquet("${join(cwd, 'out')}")`, `json("${join(cwd, 'back')}")`)
    const found = linesIn(join(cwd, 'back'), /^part-/).map((line) => JSON.parse(line))
    const expected = answersOf(all).map((line) => JSON.parse(line))
    expect(found.map(({ id, text, findings }) => ({ id, text, findings }))).toEqual(
      expected.map(({ id, text, artifacts }) => ({ id, text, findings: artifacts.length })),
    )
  }, 300_000)
})
