// Writes the data that published packages carry, from the sources beside them. Runs after the build, on what it built.
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { configSchema } from '../packages/cli/build/config/schema.js'
import { FAMILIES } from '../packages/core/dist/index.js'
import { overlayBytes, shippedOverlay, shippedTerms } from '../packages/glossary/build/node.source.js'
import { detectionFacts, loadPack, packTags, readGlosses } from '../packages/languages/build/node.source.js'
import { glossBytes, packBytes } from '../packages/languages/dist/index.js'
import { rules } from '../packages/rules/dist/index.js'
import { configJsonSchema, ruleNames } from './config-schema.mjs'

const packages = fileURLToPath(new URL('../packages/', import.meta.url))

/** An empty folder for a package's data. */
function freshFolder(name) {
  const folder = `${packages}${name}/data/`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

/** The readmes of the rules, by their ids. */
function ruleTexts() {
  const home = `${packages}rules/src/`
  const ids = readdirSync(home).filter((name) => existsSync(`${home}${name}/readme.md`))
  return Object.fromEntries(ids.map((id) => [id, readFileSync(`${home}${id}/readme.md`, 'utf8')]))
}

const terms = shippedTerms()
// And for texts whose language nobody knows.
const overlays = [...packTags(), 'und'].map((tag) => ({ tag, bytes: overlayBytes(shippedOverlay(tag), terms) }))
// One a line, so that one can be read without the others.
const glossaries = `[\n${terms.map((term) => JSON.stringify(term)).join(',\n')}\n]`
const packs = packTags().map((tag) => ({ tag, bytes: packBytes(loadPack(tag)) }))

const glosses = glossBytes(readGlosses())

const detection = JSON.stringify(detectionFacts())

function writePacks(folder) {
  writeFileSync(`${folder}detection.json`, detection)
  writeFileSync(`${folder}glosses`, glosses)
  for (const { tag, bytes } of packs) writeFileSync(`${folder}${tag}.bin`, bytes)
}

function writeGlossaries(folder) {
  writeFileSync(`${folder}glossaries.json`, glossaries)
  for (const { tag, bytes } of overlays) writeFileSync(`${folder}${tag}.overlay`, bytes)
}

writePacks(freshFolder('languages'))
writeGlossaries(freshFolder('glossary'))
// The bundled command carries both beside it, and what it explains the rules with.
const bundled = freshFolder('cli')
writeFileSync(`${bundled}rules.json`, JSON.stringify(ruleTexts()))
const schema = configJsonSchema(configSchema, ruleNames(rules, FAMILIES))
writeFileSync(`${bundled}config.schema.json`, `${JSON.stringify(schema, null, 2)}\n`)
writePacks(bundled)
writeGlossaries(bundled)
writeFileSync(`${bundled}digest`, digestOf(`${packages}cli/dist/`, bundled))

/** A name for the code and the data of this very build: results that are kept are its own. */
function digestOf(...folders) {
  const hash = createHash('sha256')
  for (const folder of folders)
    for (const name of readdirSync(folder).sort()) hash.update(name).update(readFileSync(`${folder}${name}`))
  return hash.digest('base64url')
}
