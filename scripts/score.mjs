// npm run score                 measures the corpora, says what moved since the last committed score, writes corpora/score.{json,md}
// npm run score -- --look       also prints every finding that is not sound, and every one in clean text
// npm run score -- --data DIR   measures text from outside instead, and writes nothing (scripts/score-data.mjs)
import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { chdir } from 'node:process'
import { fileURLToPath } from 'node:url'
import { parseArgs } from 'node:util'

chdir(fileURLToPath(new URL('../', import.meta.url)))
const { values } = parseArgs({ options: { data: { type: 'string' }, look: { type: 'boolean', default: false } } })
await import('./build.mjs')
const { createNodeUnmangler } = await import('../packages/engine/dist/node.js')
const unmangler = await createNodeUnmangler()

if (values.data === undefined) await scoreCorpora()
else await (await import('./score-data.mjs')).scoreData(values.data, unmangler, values.look)

async function scoreCorpora() {
  const { readCorpus } = await import('../corpora/labelled.mjs')
  const { shippedTerms } = await import('../packages/glossary/dist/node.js')
  const yardstick = await import('../packages/yardstick/dist/index.js')
  const { documentOf, mangledDocuments, measureClean, measureLabelled, moved, scorePage } = yardstick
  const look = (what) => (values.look ? ({ id, judged }) => show(what, id, judged) : undefined)
  const damaged = readCorpus('corpora/damaged')
  const of = (split) => damaged.filter(({ head }) => head.split === split).map(documentOf)
  const clean = readCorpus('corpora/clean').map(documentOf)
  const score = {
    dev: measureLabelled(unmangler, of('dev'), look('dev')),
    // Nobody develops on it, so its findings are not shown.
    test: measureLabelled(unmangler, of('test')),
    clean: measureClean(unmangler, clean, look('clean')),
    mangled: measureLabelled(unmangler, mangledDocuments(clean, shippedTerms()), look('mangled')),
  }
  const page = scorePage(score)
  console.log(page)
  const last = committed('corpora/score.json')
  if (last) {
    const changes = moved(last, score)
    console.log(
      changes.length === 0 ? 'Nothing moved.' : `What moved since the last commit:\n  ${changes.join('\n  ')}`,
    )
  }
  writeFileSync('corpora/score.json', `${JSON.stringify(score, null, 2)}\n`)
  writeFileSync('corpora/score.md', page)
  await import('./catalogue.mjs')
}

function show(what, id, { finding, sound }) {
  if (sound) return
  const { rule, tier, text, expected } = finding
  console.log(
    `${what} ${tier} ${rule}, ${id}: “${text.slice(0, 80)}” → ${expected.length ? `“${expected[0].slice(0, 80)}”` : '–'}`,
  )
}

function committed(path) {
  try {
    return JSON.parse(
      execFileSync('git', ['show', `HEAD:${path}`], { encoding: 'utf8', stdio: ['ignore', 'pipe', 'ignore'] }),
    )
  } catch {
    return undefined
  }
}
