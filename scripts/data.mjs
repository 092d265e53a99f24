// Writes the data that published packages carry, from the sources beside them. Runs after the build, on what it built.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { shippedTerms } from '../packages/glossary/dist/node.source.js'
import { packBytes } from '../packages/languages/dist/index.js'
import { loadPack, packTags } from '../packages/languages/dist/node.source.js'

const packages = fileURLToPath(new URL('../packages/', import.meta.url))

/** An empty folder for a package's data. */
function freshFolder(name) {
  const folder = `${packages}${name}/data/`
  rmSync(folder, { recursive: true, force: true })
  mkdirSync(folder, { recursive: true })
  return folder
}

function writeLanguages() {
  const folder = freshFolder('languages')
  for (const tag of packTags()) writeFileSync(`${folder}${tag}.bin`, packBytes(loadPack(tag)))
}

function writeGlossaries() {
  writeFileSync(`${freshFolder('glossary')}glossaries.json`, JSON.stringify(shippedTerms()))
}

writeLanguages()
writeGlossaries()
