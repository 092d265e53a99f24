// node scripts/detection.mjs FOLDER…  measures how well languages are told apart, on text whose language its path names
//
// A path names a language by a folder (`de/guide.mdx`) or before the extension (`news.de.txt`). In `.txt` a line is a
// sentence, and lines in a row make a paragraph; of Markdown the blocks are taken.
import { readdirSync, readFileSync } from 'node:fs'
import { extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { detectionTables, detectLanguage, pathLanguage } from '../packages/engine/dist/index.js'
import { detectionFacts, packTags } from '../packages/languages/build/node.source.js'
import { createMarkdownReader } from '../packages/readers/dist/index.js'

/** Letters from which on a text is long enough to be counted, and from which on it is a paragraph. */
const SENTENCE = 20
const PARAGRAPH = 200
/** A character of these scripts counts as so many letters. */
const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/gu
const DENSITY = 2
const LINES_A_PARAGRAPH = 4

/**
 * @param {readonly string[]} folders
 * @param {boolean} [show] whether to print the texts that got a wrong answer
 * @returns {Record<string, Record<string, { all: number, right: number, unsure: number, wrong: number }>>} by kind of text, then by language
 */
export function measureDetection(folders, show = false) {
  const tables = detectionTables(detectionFacts())
  const known = new Set(packTags())
  const tagOf = pathLanguage(packTags())
  const result = {}
  for (const { kind, tag, text } of folders.flatMap((folder) => textsOf(folder, tagOf))) {
    result[kind] ??= {}
    result[kind][tag] ??= { all: 0, right: 0, unsure: 0, wrong: 0 }
    const tally = result[kind][tag]
    const detected = detectLanguage(text, tables)
    tally.all++
    const outcome = !detected?.sure ? 'unsure' : detected.tag === tag ? 'right' : 'wrong'
    tally[outcome]++
    // A language without a pack is best not answered.
    if (outcome === 'unsure' && !known.has(tag)) tally.right++
    if (show && outcome !== 'right' && (outcome === 'wrong' || process.argv.includes('--unsure')))
      console.error(`${outcome} ${kind} ${tag}: ${detected?.tag}: ${text.slice(0, 200)}`)
  }
  return result
}

function textsOf(folder, tagOf) {
  const read = createMarkdownReader({ mdx: true })
  const out = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    const path = join(entry.parentPath, entry.name)
    const tag = entry.isFile()
      ? tagOf(path.slice(folder.length).replace(/^\//, '').toLowerCase())?.split('-')[0]
      : undefined
    if (tag === undefined) continue
    const file = readFileSync(path, 'utf8')
    if (extname(path) === '.txt') {
      const lines = file.split('\n')
      for (const line of lines) out.push({ tag, kind: 'sentences', text: line })
      for (let i = 0; i < lines.length; i += LINES_A_PARAGRAPH)
        out.push({ tag, kind: 'paragraphs', text: lines.slice(i, i + LINES_A_PARAGRAPH).join('\n') })
    } else if (/^\.mdx?$/.test(extname(path))) {
      const { prose } = read(file)
      for (const { kind, start, end } of prose.blocks) {
        const text = prose.text.slice(start, end)
        if (kind === 'paragraph' || kind === 'listItem')
          out.push({ tag, kind: lettersOf(text) < PARAGRAPH ? 'sentences' : 'paragraphs', text })
      }
    }
  }
  return out.filter(({ kind, text }) => lettersOf(text) >= (kind === 'paragraphs' ? PARAGRAPH : SENTENCE))
}

function lettersOf(text) {
  const letters = text.match(/\p{L}/gu)?.length ?? 0
  return letters + (DENSITY - 1) * (text.match(DENSE)?.length ?? 0)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const folders = process.argv.slice(2).filter((argument) => !argument.startsWith('--'))
  const measured = measureDetection(folders, process.argv.includes('--show'))
  for (const [kind, byTag] of Object.entries(measured)) {
    console.log(kind)
    const total = { all: 0, right: 0, unsure: 0, wrong: 0 }
    for (const [tag, tally] of Object.entries(byTag)) {
      for (const key of Object.keys(total)) total[key] += tally[key]
      console.log(`  ${line(tag, tally)}`)
    }
    console.log(`  ${line('all', total)}`)
  }
}

function line(name, { all, right, unsure, wrong }) {
  const share = (n) => `${((100 * n) / all).toFixed(2)} %`
  return `${name.padEnd(5)} ${String(all).padStart(6)}  right ${share(right)}  unsure ${share(unsure)}  wrong ${share(wrong)}`
}
