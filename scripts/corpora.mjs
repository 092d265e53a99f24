// node scripts/corpora.mjs                writes examples/news.md from its labelled form
// node scripts/corpora.mjs FOLDER [SPLIT]  prints the labels under a folder as JSON lines

import { readFileSync, writeFileSync } from 'node:fs'
import { basename } from 'node:path'
import { fileURLToPath } from 'node:url'
import { parseLabelled, readCorpus } from '../corpora/labelled.mjs'

const [folder, split] = process.argv.slice(2)
if (folder) {
  for (const { path, head, text, labels } of readCorpus(folder)) {
    if (split && head.split !== split) continue
    const { id, lang, from } = head
    for (const label of labels)
      console.log(JSON.stringify({ id, lang, from, path: basename(path), ...label, text, category: label.mechanism }))
  }
} else {
  const example = fileURLToPath(new URL('../examples/news', import.meta.url))
  writeFileSync(`${example}.md`, parseLabelled(readFileSync(`${example}.labelled.md`, 'utf8')).text)
}
