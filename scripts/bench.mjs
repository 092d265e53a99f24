// Measures the built packages over Markdown that it makes itself: `npm run bench`, with `--gb 1` for a longer stream.
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { fileURLToPath } from 'node:url'
import { remark } from 'remark'
import remarkGfm from 'remark-gfm'
import { markdownToMdast } from 'satteri'
import { tokenise, Vocabulary } from '../packages/core/dist/index.js'
import { createNodeUnmangler } from '../packages/engine/dist/node.js'
import { createMarkdownReader } from '../packages/readers/dist/index.js'
import { rules } from '../packages/rules/dist/index.js'

const MB = 1_000_000
const COMMAND = fileURLToPath(new URL('../packages/cli/bin/unmangle.js', import.meta.url))
const gigabytes = process.argv.includes('--gb') ? Number(process.argv[process.argv.indexOf('--gb') + 1]) : 0.2
const random = seeded(7)

function seeded(seed) {
  let state = seed
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return state / 2 ** 32
  }
}

const pick = (list) => list[Math.floor(random() * list.length)]
const WORDS =
  'the of and to in a that is for on with as by at from it was are be has have which their this will not but they its or an more new one after year government country people trade president minister policy between world economic international foreign security economy market development growth region state public energy water port agreement summit members countries leaders report visit meeting crisis power support plan system city children school history river island'.split(
    ' ',
  )
const NAMES = [
  'Xi Jinping',
  'Lima',
  'Japan',
  'Shigeru Ishiba',
  'Ursula von der Leyen',
  'Brazil',
  'Anna Berg',
  'Kim Jong Un',
]
const DAMAGE = ['so -called ', 'the the ', 'XI ', 'anti -dumping ']

function sentence() {
  const words = Array.from({ length: 8 + Math.floor(random() * 16) }, () => pick(WORDS))
  if (random() < 0.4) words.splice(Math.floor(random() * words.length), 0, pick(NAMES))
  if (random() < 0.1) words.splice(1, 0, `[${pick(WORDS)}](https://example.org/${pick(WORDS)})`)
  if (random() < 0.1) words.splice(2, 0, `**${pick(WORDS)}**`)
  const text = words.join(' ')
  return `${text[0].toUpperCase()}${text.slice(1)}${random() < 0.02 ? ` ${pick(DAMAGE)}${pick(WORDS)}` : ''}.`
}

function markdown(size) {
  const parts = [`# ${sentence()}`]
  for (let length = 0; length < size; length += parts.at(-1).length) {
    const kind = random()
    if (kind < 0.08) parts.push(`## ${sentence()}`)
    else if (kind < 0.15) parts.push(`- ${sentence()}\n- ${sentence()}`)
    else if (kind < 0.2) parts.push(`> ${sentence()}`)
    else if (kind < 0.24) parts.push(`\`\`\`js\nconst a = ${Math.floor(random() * 1000)}\n\`\`\``)
    else if (kind < 0.27) parts.push('| a | b |\n| --- | --- |\n| one | two |')
    else parts.push(Array.from({ length: 2 + Math.floor(random() * 4) }, sentence).join(' '))
  }
  return `${parts.join('\n\n')}\n`
}

/** CPU seconds of a run. */
function cost(run) {
  const before = process.cpuUsage()
  run()
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1e6
}

/** CPU seconds of a process and its children, by the shell's own count. */
function costOf(args) {
  const script = `"$@" >/dev/null 2>&1; times`
  const lines = execFileSync('bash', ['-c', script, 'bash', process.execPath, ...args], { encoding: 'utf8' })
    .trim()
    .split('\n')
  const seconds = [...lines.at(-1).matchAll(/(\d+)m([\d.]+)s/g)].map(([, m, s]) => Number(m) * 60 + Number(s))
  return seconds.reduce((sum, s) => sum + s, 0)
}

const least = (times, run) => Math.min(...Array.from({ length: times }, run))
const row = (name, value) => console.log(`${name.padEnd(80)} ${value}`)
const speed = (name, size, seconds) => row(name, `${(size / MB / seconds).toFixed(1)} MB per CPU second`)

const folder = mkdtempSync(join(tmpdir(), 'unmangle-bench-'))
try {
  const files = join(folder, 'files')
  mkdirSync(files)
  let size = 0
  for (let i = 0; size < 20 * MB; i++) {
    const text = markdown(2000 + random() * 18000)
    size += text.length
    writeFileSync(join(files, `${i}.md`), text)
  }
  const names = readdirSync(files).map((name) => join(files, name))
  let texts = []
  speed(
    'read',
    size,
    cost(() => {
      texts = names.map((name) => readFileSync(name, 'utf8'))
    }),
  )
  const features = { gfm: true, frontmatter: true, math: { singleDollarTextMath: false }, directive: false }
  const parse = (source) => markdownToMdast(source, { features })
  speed(
    'parse',
    size,
    cost(() => {
      for (const text of texts) parse(text)
    }),
  )
  let readings = []
  const read = createMarkdownReader({ parse })
  speed(
    'parse and prose',
    size,
    cost(() => {
      readings = texts.map((text) => read(text))
    }),
  )
  const vocabulary = new Vocabulary()
  speed(
    'tokens',
    size,
    cost(() => {
      for (const { prose } of readings) tokenise(prose.text, vocabulary)
    }),
  )
  const check = (engine) =>
    cost(() => {
      texts.forEach((text, i) => {
        engine.checkReading(readings[i], { text, format: 'markdown' })
      })
    })
  const all = await createNodeUnmangler({ lang: 'en' })
  const warm = texts.slice(0, 100)
  for (const text of warm) all.check({ text, format: 'markdown' })
  const whole = check(all)
  speed('tokens, index and rules', size, whole)
  for (const rule of rules) {
    const engine = await createNodeUnmangler({ lang: 'en', rules: [rule] })
    engine.check({ text: warm[0], format: 'markdown' })
    const part = texts.slice(0, 400)
    const seconds = cost(() => {
      part.forEach((text, i) => {
        engine.checkReading(readings[i], { text, format: 'markdown' })
      })
    })
    speed(`  ${rule.id} alone, with tokens`, part.join('').length, seconds)
  }
  const command = costOf([COMMAND, '--no-config', '--no-ignore', '--lang', 'en', '--fail-on', 'none', files])
  speed('the whole command', size, command)
  const processor = remark().use(remarkGfm)
  const sample = texts.slice(0, 200)
  const sampleSize = sample.join('').length
  const parser =
    cost(() => {
      for (const text of sample) processor.parse(text)
    }) *
    (size / sampleSize)
  speed('remark-parse with GFM alone', size, parser)
  row('the whole command against remark-parse with GFM (goal 10)', `${(parser / command).toFixed(1)} times faster`)

  const terms = (count) =>
    Array.from({ length: count }, (_, i) => ({
      term: `Fu${i.toString(36)}berg Na${(i * 7).toString(36)}son`,
      kind: 'person',
      aliases: [],
      never: [],
      forms: {},
      source: { file: 'made', line: i + 1 },
    }))
  const few = await createNodeUnmangler({ lang: 'en', terms: terms(100) })
  const many = await createNodeUnmangler({ lang: 'en', terms: terms(100_000) })
  for (const engine of [few, many]) engine.check({ text: warm[0], format: 'markdown' })
  row('100,000 terms against 100 (goal 1.2)', (least(2, () => check(many)) / least(2, () => check(few))).toFixed(2))

  const joined = texts.slice(0, 200).join('\n')
  const one = (text) =>
    least(3, () =>
      cost(() => {
        all.check({ text, format: 'markdown' })
      }),
    )
  const half = joined.slice(0, joined.length / 2)
  row(
    'one large file against many small ones',
    (
      one(joined) /
      cost(() => {
        for (const text of sample) all.check({ text, format: 'markdown' })
      })
    ).toFixed(2),
  )
  row('2n against n', (one(joined) / one(half)).toFixed(2))

  const small = join(folder, 'small.md')
  writeFileSync(small, `the the\n\n${markdown(5000)}`)
  const nothing = least(7, () => costOf(['-e', '0']))
  for (const lang of [['--lang', 'en'], []]) {
    const start = least(7, () => costOf([COMMAND, '--no-config', '--no-ignore', ...lang, '--fail-on', 'none', small]))
    const how = lang.length > 0 ? 'language given' : 'language detected'
    row(`start to the first finding against node -e 0, ${how} (goal 2.5)`, (start / nothing).toFixed(2))
  }

  const steps = []
  let seen = 0
  for (let i = 0; seen < gigabytes * 1000 * MB; i++) {
    const text = `${texts[i % texts.length]}\n\n${i.toString(36)}x${i}`
    all.check({ text, format: 'markdown' })
    seen += text.length
    // What the parser holds outside the heap is freed between two turns of the event loop.
    await setImmediate()
    if (seen > (steps.length + 1) * gigabytes * 100 * MB) steps.push(Math.round(process.memoryUsage().rss / MB))
  }
  row(`memory over a stream of ${gigabytes} GB, in tenths`, `${steps.join(' ')} MB`)
} finally {
  rmSync(folder, { recursive: true, force: true })
}
