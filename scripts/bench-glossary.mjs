// What a large glossary costs: read the first time, and from what was kept of it. Runs after the build.
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { compileOverlay, parseGlossary, writeGlossary } from '../packages/glossary/dist/index.js'
import { GlossaryCache, keyOf } from '../packages/glossary/dist/node.js'

const TERMS = Number(process.argv[2] ?? 100_000)
const KINDS = ['person', 'place', 'organization', 'product', 'term']
const SYLLABLES = [...'bdfgklmnprstvz'].flatMap((onset) => [...'aeiou'].map((vowel) => onset + vowel))

let seed = 1
/** The same numbers in every run (mulberry32). */
function random(below) {
  seed = (seed + 0x6d2b79f5) | 0
  let t = Math.imul(seed ^ (seed >>> 15), 1 | seed)
  t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
  return ((t ^ (t >>> 14)) >>> 0) % below
}

function word() {
  const text = Array.from({ length: 2 + random(3) }, () => SYLLABLES[random(SYLLABLES.length)]).join('')
  return text.charAt(0).toUpperCase() + text.slice(1)
}

function table() {
  const rows = ['term,kind,aliases,never,lang,es']
  for (let i = 0; i < TERMS; i++) {
    const [a, b] = [word(), word()]
    rows.push(`${a} ${b},${KINDS[i % KINDS.length]},${a}-${b},${a}h ${b},en,${b} ${a}`)
  }
  return `${rows.join('\n')}\n`
}

/** The best of a few runs, in milliseconds of the processor: others may share the machine. */
function time(run, times = 3) {
  let best = Number.POSITIVE_INFINITY
  let result
  for (let i = 0; i < times; i++) {
    const start = process.cpuUsage()
    result = run()
    const { user, system } = process.cpuUsage(start)
    best = Math.min(best, (user + system) / 1e3)
  }
  return { best, result }
}

const ms = (value) => `${value.toFixed(value < 10 ? 1 : 0)} ms`.padStart(9)
const say = (what, value, more = '') => console.log(`${what.padEnd(34)}${value}  ${more}`)

const text = table()
const { best: reading, result: parsed } = time(() => parseGlossary(text, 'names.csv'))
const { best: compiling, result: overlay } = time(() => compileOverlay(parsed.terms, 'en'))
console.log(`${TERMS} terms, ${(text.length / 1e6).toFixed(1)} MB of CSV, ${overlay.forms.length} forms`)
say('read', ms(reading))
say('compile for a language', ms(compiling))

const folder = mkdtempSync(join(tmpdir(), 'unmangle-bench-'))
const cache = new GlossaryCache(folder)
const key = keyOf([text])
const keep = () => {
  cache.keepTerms(key, parsed.terms)
  return cache.overlay({ terms: parsed.terms, key }, 'en')
}
say('compile and keep', ms(time(keep, 1).best))
const naming = time(() => keyOf([text])).best
const kept = time(() => {
  const terms = cache.terms(key)
  return terms && cache.overlay({ terms, key }, 'en')
})
const first = reading + compiling
const again = naming + kept.best
say('from what was kept', ms(again), `1/${Math.round(first / again)} of the first time (${ms(first).trim()})`)
rmSync(folder, { recursive: true })

const index = overlay.index.bytes.byteLength / 1e6
say('index in memory', `${index.toFixed(1)} MB`.padStart(9), `${Math.round((index * 1e6) / TERMS)} bytes a term`)

for (const format of ['json', 'tbx', 'po', 'yaml']) {
  const few = parsed.terms.slice(0, format === 'yaml' ? TERMS / 20 : TERMS)
  const written = writeGlossary(few, format, { source: 'en', target: 'es' }).text
  const { best } = time(() => parseGlossary(written, `names.${format}`), 1)
  say(
    `read ${format}, a thousand terms`,
    ms((best * 1000) / few.length),
    `${(written.length / 1e3 / best).toFixed(1)} MB/s`,
  )
}
