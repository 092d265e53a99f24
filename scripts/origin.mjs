// node scripts/origin.mjs FOLDER [SPLIT]  measures how well the language that labelled damaged text came from is told
// node scripts/origin.mjs --clean FOLDER…  counts the files of good text for which one is named
import { readdirSync, readFileSync } from 'node:fs'
import { basename, extname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { readCorpus } from '../corpora/labelled.mjs'
import { createNodeUnmangler } from '../packages/engine/dist/node.js'

/** Findings from which on a guess is expected. */
const ENOUGH = 5

/**
 * @param {string} folder labelled damaged text
 * @param {string} [split]
 * @returns {Promise<{ all: number, enough: number, right: number, none: number, wrong: string[] }>} `right`, `none` and
 *   `wrong` of the documents with enough findings
 */
export async function measureOrigin(folder, split) {
  const unmangler = await createNodeUnmangler()
  const result = { all: 0, enough: 0, right: 0, none: 0, wrong: [] }
  for (const { path, head, text } of readCorpus(folder)) {
    if (split && head.split !== split) continue
    result.all++
    const { findings, from } = unmangler.check({ text, path: basename(path), lang: head.lang })
    if (findings.length < ENOUGH) continue
    result.enough++
    const [first] = from
    if (!first) result.none++
    else if (first.tag === head.from) result.right++
    else
      result.wrong.push(
        `${head.id}: ${from.map(({ tag, confidence }) => `${tag} ${confidence}`).join(', ')}: ${first.why}`,
      )
  }
  return result
}

/** The files under folders for whose good text an origin is named, and how many there are. */
export async function measureClean(folders) {
  const unmangler = await createNodeUnmangler()
  const named = []
  let all = 0
  for (const folder of folders)
    for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile() || !/^\.(?:mdx?|txt)$/.test(extname(entry.name))) continue
      const path = join(entry.parentPath, entry.name)
      // A collection of articles, an article in so many lines.
      const lines = readFileSync(path, 'utf8').split('\n')
      const size = extname(path) === '.txt' ? 30 : lines.length
      for (let i = 0; i < lines.length; i += size) {
        all++
        const { from } = unmangler.check({ text: lines.slice(i, i + size).join('\n'), path: basename(path) })
        if (from.length > 0) named.push(`${path}: ${from[0].tag} ${from[0].confidence}: ${from[0].why}`)
      }
    }
  return { all, named }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const [first, ...rest] = process.argv.slice(2)
  if (first === '--clean') {
    const { all, named } = await measureClean(rest)
    console.log(`${all} texts, an origin named for ${named.length}`)
    for (const line of named) console.log(`  ${line}`)
  } else {
    const { all, enough, right, none, wrong } = await measureOrigin(first ?? 'corpora/damaged', rest[0])
    console.log(
      `${all} documents, ${enough} with ${ENOUGH} findings: ${right} right, ${none} without a guess, ${wrong.length} wrong`,
    )
    for (const line of wrong) console.log(`  ${line}`)
  }
}
