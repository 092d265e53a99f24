// Writes packages/rules/catalogue.md from the rules' folders and the score. Needs a build.
import { readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { rules } from '../packages/rules/dist/index.js'
import { catalogue } from '../packages/yardstick/dist/index.js'

const root = fileURLToPath(new URL('../', import.meta.url))
const read = (path) => readFileSync(root + path, 'utf8')
const entries = rules.map(({ id, family, description }) => ({
  id,
  family,
  description,
  readme: read(`packages/rules/src/${id}/readme.md`),
  cases: read(`packages/rules/src/${id}/cases.jsonl`),
}))
writeFileSync(`${root}packages/rules/catalogue.md`, catalogue(entries, JSON.parse(read('corpora/score.json'))))
