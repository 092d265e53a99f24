import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { DetectionFacts, Glosses, LanguagePack } from 'unmangle-core'
import { openPack } from './bytes.ts'
import { openGlosses } from './glosses.ts'
import { packLookup } from './lookup.ts'

const home = fileURLToPath(new URL('../data/', import.meta.url))
const PACK_NAME = /\.bin$/

let tags: readonly string[] | undefined

/** The tags of the languages that have a pack. */
export function packTags(): string[] {
  tags ??= readdirSync(home)
    .filter((name) => PACK_NAME.test(name))
    .map((name) => name.replace(PACK_NAME, ''))
    .sort()
  return [...tags]
}

/**
 * The pack of a language; that of `es` for `es-419` and the like.
 *
 * @throws {Error} if the file is not a pack of this version.
 */
export const loadPack: (tag: string) => LanguagePack | undefined = packLookup(packTags, (tag) =>
  openPack(readFileSync(`${home}${tag}.bin`), decoded),
)

let glosses: Glosses | undefined

/**
 * The glosses of all languages.
 *
 * @throws {Error} if the file is not one of this version.
 */
export function loadGlosses(): Glosses {
  glosses ??= openGlosses(readFileSync(`${home}glosses`), decoded)
  return glosses
}

function decoded(units: Uint8Array): string {
  return Buffer.from(units.buffer, units.byteOffset, units.byteLength).toString('utf16le')
}

/** What tells the languages apart: a small file of its own, so that no pack is opened only to be passed over. */
export function detectionFacts(): DetectionFacts[] {
  // The build wrote the file from facts of this very type.
  return JSON.parse(readFileSync(`${home}detection.json`, 'utf8')) as DetectionFacts[]
}
