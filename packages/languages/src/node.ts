import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import type { LanguagePack } from 'unmangle-core'
import { openPack } from './bytes.ts'
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
  openPack(readFileSync(`${home}${tag}.bin`)),
)
