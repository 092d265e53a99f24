// Measures the built command over many files: `npm run bench:batch`, with `--files 10000` for more of them. How many
// workers pay, what a warm cache saves, and what a million documents cost one core in stream mode.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const COMMAND = fileURLToPath(new URL('../packages/cli/bin/unmangle.js', import.meta.url))
const at = process.argv.indexOf('--files')
const files = at < 0 ? 2000 : Number(process.argv[at + 1])
const WORDS =
  'the of and to in that is for on with as by at from it was are be have which their this will not but they its or more new one after year government country people trade president minister policy between world economy market growth region state public energy water port agreement summit leaders report meeting crisis power support plan system city children school history river island'.split(
    ' ',
  )

let state = 7
function random() {
  state = (Math.imul(state, 1664525) + 1013904223) >>> 0
  return state / 2 ** 32
}
const pick = (list) => list[Math.floor(random() * list.length)]

function sentence() {
  const words = Array.from({ length: 8 + Math.floor(random() * 16) }, () => pick(WORDS)).filter(
    (w, i, all) => w !== all[i - 1],
  )
  const text = words.join(' ')
  return `${text[0].toUpperCase()}${text.slice(1)}${random() < 0.005 ? ' and so -called reform' : ''}.`
}

function document(size) {
  const parts = [`# ${sentence()}`]
  for (let length = 0; length < size; length += parts.at(-1).length)
    parts.push(Array.from({ length: 2 + Math.floor(random() * 4) }, sentence).join(' '))
  return `${parts.join('\n\n')}\n`
}

/** Seconds on the clock, and CPU seconds, of a run. */
function cost(args, input) {
  const script = 'start=$EPOCHREALTIME; "$@" >/dev/null 2>&1; echo "$EPOCHREALTIME $start"; times'
  const out = execFileSync('bash', ['-c', script, 'bash', process.execPath, COMMAND, ...args], {
    encoding: 'utf8',
    input,
  })
  const [clock, , children] = out.trim().split('\n')
  const [end, start] = clock.split(' ').map(Number)
  const cpu = [...children.matchAll(/(\d+)m([\d.]+)s/g)].reduce((sum, [, m, s]) => sum + Number(m) * 60 + Number(s), 0)
  return { clock: end - start, cpu }
}

function least(times, run) {
  const costs = Array.from({ length: times }, run)
  return { clock: Math.min(...costs.map(({ clock }) => clock)), cpu: Math.min(...costs.map(({ cpu }) => cpu)) }
}

const row = (name, value) => console.log(`${name.padEnd(58)} ${value}`)
const both = ({ clock, cpu }) => `${clock.toFixed(2)} s, ${cpu.toFixed(2)} CPU seconds`
const folder = mkdtempSync(join(tmpdir(), 'unmangle-bench-'))
const plain = ['--no-config', '--no-ignore', '--lang', 'en', '--fail-on', 'none']
try {
  const texts = Array.from({ length: files }, () => document(1000 + random() * 8000))
  for (const [i, text] of texts.entries()) {
    const home = join(folder, `${Math.floor(i / 500)}`)
    mkdirSync(home, { recursive: true })
    writeFileSync(join(home, `${i}.md`), text)
  }
  const size = texts.reduce((sum, text) => sum + text.length, 0)
  row(`${files} files, ${(size / 1e6).toFixed(1)} MB, ${availableParallelism()} cores`, '')
  for (const jobs of [1, 2, 3, 4])
    row(`--jobs ${jobs}`, both(least(3, () => cost([...plain, '--jobs', `${jobs}`, folder]))))
  const few = join(folder, '0')
  for (const jobs of [1, 2])
    row(`--jobs ${jobs}, 500 files`, both(least(3, () => cost([...plain, '--jobs', `${jobs}`, few]))))
  const cached = [...plain, '--cache-location', join(folder, 'cache'), folder]
  const cold = cost(cached)
  const warm = least(3, () => cost(cached))
  row('with a cold cache', both(cold))
  row('with a warm cache', both(warm))
  row('a warm cache against a cold one (goal 10)', `${(cold.cpu / warm.cpu).toFixed(1)} times faster`)
  const lines = texts.map((text, id) => JSON.stringify({ id, text: text.slice(0, 4000), lang: 'en', path: 'x.md' }))
  const stream = cost(['--jsonl', '--fix'], `${lines.join('\n')}\n`)
  const million = (stream.cpu / files) * 1e6
  row('a million documents of 4 kB, --jsonl --fix', `${(million / 3600).toFixed(2)} core hours`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
