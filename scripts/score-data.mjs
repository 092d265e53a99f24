// Measures text from outside, by the folders of DIR that are there:
//   post-edits/*.jsonl      {mt, pe, target, path?}        spans/*.jsonl   {mt, target, spans: [{start, end}]}
//   names/*.jsonl           {mt, target, mentions, status}  loops/*.jsonl   {mt, pe, target, loops, names}
//   clean/*.LANG.txt        a sentence a line               clean-md/**/LANG/**.md(x), mt-md/*.LANG.md, pairs/*/pairs.tsv
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { basename, join } from 'node:path'
import { createNodeUnmangler } from '../packages/engine/dist/node.js'
import { shippedTerms } from '../packages/glossary/dist/node.js'
import { formatOf } from '../packages/readers/dist/index.js'
import * as yardstick from '../packages/yardstick/dist/index.js'

const { countProse, countWords, measureMarked, measureNames, measurePostEdits, percent, table } = yardstick
const TIERS = ['safe', 'suggest']

/**
 * Prints a section a folder.
 *
 * @param {string} dir
 * @param {import('../packages/engine/dist/index.js').Unmangler} unmangler
 * @param {boolean} look prints what is found in clean text
 */
export async function scoreData(dir, unmangler, look) {
  const files = (folder, extension = '.jsonl') => {
    const path = join(dir, folder)
    if (!existsSync(path)) return []
    return readdirSync(path, { recursive: true })
      .filter((name) => name.endsWith(extension))
      .sort()
      .map((name) => join(path, name))
  }
  const section = (title, text) => console.log(`## ${title}\n\n${text}\n`)

  const edits = [...files('post-edits'), ...files('loops')]
  if (edits.length > 0) section('Post-edits', postEdits(unmangler, edits))
  const spans = files('spans')
  if (spans.length > 0) section('Marked errors', marked(unmangler, spans))
  const names = files('names')
  if (names.length > 0) section('Names, with a glossary of all of them', await nameTable(names))

  const lines = files('clean', '.txt').map((path) => ({
    name: basename(path),
    lang: /\.(\w+)\.txt$/.exec(path)?.[1],
    texts: readFileSync(path, 'utf8').split('\n').filter(Boolean),
    format: 'text',
  }))
  if (lines.length > 0) section('Clean lines', noise(unmangler, lines, countWords, look))
  const folders = [
    ...byLanguage(files('clean-md', '.md').concat(files('clean-md', '.mdx')), /\/([a-z]{2}(?:-[a-z]+)?)\//),
  ]
  if (folders.length > 0) section('Clean Markdown', noise(unmangler, folders, countProse, look))
  const translated = [...byLanguage(files('mt-md', '.md'), /\.([a-z]{2})\.md$/)]
  if (translated.length > 0)
    section(
      'Translated Markdown',
      noise(
        unmangler,
        translated.filter(({ lang }) => lang !== 'ru'),
        countProse,
        false,
      ),
    )
  const pairs = files('pairs', 'pairs.tsv').flatMap(pairsOf)
  if (pairs.length > 0) section('Translated documentation', noise(unmangler, pairs, countProse, false))
}

const rowsOf = (path) =>
  readFileSync(path, 'utf8')
    .split('\n')
    .filter(Boolean)
    .map((line) => JSON.parse(line))

function postEdits(unmangler, paths) {
  const groups = paths.flatMap((path) => {
    const rows = rowsOf(path)
    const name = basename(path, '.jsonl')
    if (rows[0]?.loops === undefined) return [{ name, rows }]
    return [
      { name: `${name}, with loops`, rows: rows.filter(({ loops }) => loops) },
      { name: `${name}, without`, rows: rows.filter(({ loops }) => !loops) },
    ]
  })
  return table(
    ['', 'tier', 'rows', 'touched', 'better', 'same', 'worse', 'gain to edit', 'distance closed'],
    groups.flatMap(({ name, rows }) =>
      TIERS.map((tier) => {
        // Rows with a path come from files as they were; the spacing of the others was made anew.
        const score = measurePostEdits(unmangler, rows, tier, rows[0]?.path !== undefined)
        const { touched, better, same, worse, gain, edits, before } = score
        const ratio = edits === 0 ? '–' : (gain / edits).toFixed(3)
        return [
          name,
          tier,
          score.rows,
          touched,
          better,
          same,
          worse,
          ratio,
          `${gain} of ${before} (${percent(gain, before)})`,
        ]
      }),
    ),
    2,
  )
}

function marked(unmangler, paths) {
  return table(
    ['', 'rows', 'findings', 'on a marked error', 'by chance', 'marked errors', 'found'],
    paths.map((path) => {
      const { rows, findings, hits, chance, errors, covered } = measureMarked(unmangler, rowsOf(path))
      return [
        basename(path, '.jsonl'),
        rows,
        findings,
        percent(hits, findings),
        percent(chance, 1),
        errors,
        `${covered} (${percent(covered, errors)})`,
      ]
    }),
  )
}

async function nameTable(paths) {
  const out = []
  for (const path of paths) {
    const rows = rowsOf(path)
    const terms = [
      ...new Map(
        rows.map(({ mentions: [term, ...aliases], target }) => [term, { term, aliases, lang: target }]),
      ).values(),
    ]
    const source = { file: basename(path), line: 1 }
    const own = terms
      .filter(({ term }) => term)
      .map((term) => ({ kind: 'term', never: [], forms: {}, source, ...term }))
    const unmangler = await createNodeUnmangler({ terms: [...shippedTerms(), ...own], shippedGlossaries: false })
    const [safe, suggest] = TIERS.map((tier) => measureNames(unmangler, rows, tier))
    for (const status of Object.keys(safe).sort()) {
      const { mentions, right } = safe[status]
      out.push([
        basename(path, '.jsonl'),
        status,
        mentions,
        percent(right, mentions),
        percent(suggest[status].right, mentions),
      ])
    }
  }
  return table(['', 'as it was', 'mentions', 'right after safe', 'after suggest'], out, 2)
}

function byLanguage(paths, pattern) {
  const out = new Map()
  for (const path of paths) {
    const lang = pattern.exec(path.slice(path.indexOf('-md/') + 3))?.[1]
    if (!lang) continue
    if (!out.has(lang)) out.set(lang, { name: lang, lang, texts: [], format: formatOf(path) })
    out.get(lang).texts.push(readFileSync(path, 'utf8'))
  }
  return out.values()
}

function pairsOf(path) {
  const folder = path.slice(0, -'pairs.tsv'.length)
  const texts = readFileSync(path, 'utf8')
    .split('\n')
    .slice(1)
    .filter(Boolean)
    .map((line) => readFileSync(folder + line.split('\t')[2], 'utf8'))
  return [{ name: basename(folder), lang: undefined, texts, format: 'markdown' }]
}

function noise(unmangler, groups, count, look) {
  const rows = groups.map(({ name, lang, texts, format }) => {
    let words = 0
    const found = { safe: 0, suggest: 0, report: 0 }
    for (const text of texts) {
      words += count(text)
      for (const { tier, rule, text: part, expected } of unmangler.check({ text, lang, format }).findings) {
        found[tier]++
        if (look) console.log(`${name} ${tier} ${rule}: “${part.slice(0, 60)}” → “${expected[0]?.slice(0, 60)}”`)
      }
    }
    return [name, words, ...Object.values(found).map((n) => `${((1e4 * n) / words).toFixed(2)} (${n})`)]
  })
  return table(['', 'words', 'safe in 10,000', 'suggest', 'report'], rows)
}
