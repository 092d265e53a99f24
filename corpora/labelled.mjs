// Reads labelled text: a head between `%%%` lines, then the document with its labels in place.
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** What is written about the corpora, and is no part of them. */
const PAGES = new Set(['readme.md', 'score.md', 'limits.md'])
const LABEL = /⟦([^⟧]*)⟧/g

/**
 * @param {string} file labelled text
 * @returns {import('./labelled.mjs').Labelled}
 * @throws {Error} naming the id of the document, if the head or a label is broken
 */
export function parseLabelled(file) {
  const match = /^%%%\n([\s\S]*?)\n%%%\n/.exec(file)
  if (!match) throw new Error('labelled text begins with a head between %%% lines')
  const head = Object.fromEntries(
    match[1].split('\n').map((line) => {
      const colon = line.indexOf(':')
      return [line.slice(0, colon).trim(), line.slice(colon + 1).trim()]
    }),
  )
  const body = file.slice(match[0].length)
  const labels = []
  let text = ''
  let at = 0
  for (const found of body.matchAll(LABEL)) {
    text += body.slice(at, found.index)
    const label = parseLabel(found[1], head.id)
    labels.push({ start: text.length, end: text.length + label.text.length, ...label })
    text += label.text
    at = found.index + found[0].length
  }
  return { head, text: text + body.slice(at), labels }
}

function parseLabel(inner, id) {
  const parts = /^([^⇒∷]*)⇒([^∷]*)∷\s*(\S+)\s+(\S+)\s+(\S+)\s*$/.exec(inner)
  if (!parts) throw new Error(`${id}: a label reads “${inner}”`)
  const [, text, answers, tier, family, mechanism] = parts
  const expected = answers
    .split('¦')
    .map((answer) => answer.trim())
    .filter(Boolean)
    .map((answer) => (answer === '∅' ? '' : answer))
  return { text: text.trim(), expected, tier, family, mechanism }
}

/**
 * All labelled documents under a folder, by path.
 *
 * @param {string} folder
 * @returns {import('./labelled.mjs').CorpusFile[]}
 */
export function readCorpus(folder) {
  const out = []
  for (const entry of readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isFile() || !/\.(md|mdx|txt)$/.test(entry.name) || PAGES.has(entry.name)) continue
    const path = join(entry.parentPath, entry.name)
    out.push({ path, ...parseLabelled(readFileSync(path, 'utf8')) })
  }
  return out.sort((a, b) => (a.path < b.path ? -1 : 1))
}
