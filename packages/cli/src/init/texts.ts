import { stringify } from 'yaml'
import { canonicalTag } from '../config/schema.ts'
import { VERSION } from '../version.ts'
import type { Survey } from './survey.ts'

/** A small configuration for a repository. */
export function configText({ framework, places, source }: Survey): string {
  const translated = places.filter(({ lang }) => source !== undefined && !isSame(lang, source))
  const overrides = [
    ...(framework?.folders ?? []).map(({ folder, lang }) => ({
      files: [`/${folder.replace(/^\/|\/$/g, '')}/`],
      lang,
      ...(source !== undefined && !isSame(lang, source) && { from: source }),
    })),
    ...(translated.length > 0 ? [{ files: translated.map(({ pattern }) => pattern), from: source }] : []),
  ]
  const config = {
    version: VERSION,
    ...(framework && framework.writes.length > 0 && { ignore: framework.writes.map((folder) => `/${folder}/`) }),
    ...(overrides.length > 0 && { overrides }),
  }
  return `${comments({ framework, places, source }).join('\n')}\n${stringify(config)}`
}

function comments({ framework, places, source }: Survey): string[] {
  const languages = [...new Set(places.map(({ lang }) => lang))]
  const unknown = languages.length > 0 && source === undefined
  return [
    '# yaml-language-server: $schema=https://unpkg.com/unmangle/data/config.schema.json',
    ...(framework ? [`# For ${framework.name} (${framework.file}).`] : []),
    ...(languages.length > 0 ? [`# Languages by path: ${languages.join(', ')}.`] : []),
    ...(unknown ? ['# What the texts were translated from is told by `from: en`, for all or in an override.'] : []),
  ]
}

/** Whether two tags are of one language: `en` and `en-US`. */
function isSame(a: string, b: string): boolean {
  const primary = (tag: string) => (canonicalTag(tag) ?? tag).split('-', 1)[0]
  return primary(a) === primary(b)
}

/** A workflow that checks what a pull request changes. */
export const WORKFLOW: string = `name: unmangle
on: pull_request
permissions:
  contents: read
jobs:
  check:
    runs-on: ubuntu-latest
    steps:
      - uses: actions/checkout@v5
        with:
          fetch-depth: 0
      - uses: actions/setup-node@v4
        with:
          node-version: 22
      - run: npx --yes unmangle@${VERSION} --changed="origin/$BASE" --format github
        env:
          BASE: \${{ github.base_ref }}
`
