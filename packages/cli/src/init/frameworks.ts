import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parse } from 'yaml'

/** What a site generator is known by. */
export interface Framework {
  readonly name: string
  /** Where it is configured, relative to the repository. */
  readonly file: string
  /** Folders that it writes, and that are no sources. */
  readonly writes: readonly string[]
  /** What its configuration says the site is written in. */
  readonly source?: string
  /** Folders whose names do not tell their language, but the configuration does. */
  readonly folders: readonly { readonly folder: string; readonly lang: string }[]
}

interface Kind {
  readonly name: string
  readonly files: readonly string[]
  readonly writes: readonly string[]
  /** The key that names the language of the sources, in whatever the configuration is written in. */
  readonly source: RegExp
}

const CODE = ['ts', 'mts', 'js', 'mjs', 'cjs']
const withExtensions = (name: string, extensions: readonly string[]) => extensions.map((each) => `${name}.${each}`)

/** In the order in which they are looked for: a name that others use too comes late. */
const KINDS: readonly Kind[] = [
  {
    name: 'Docusaurus',
    files: withExtensions('docusaurus.config', CODE),
    writes: ['build'],
    source: /\bdefaultLocale\s*:\s*['"]([\w-]+)/,
  },
  {
    name: 'Astro',
    files: withExtensions('astro.config', CODE),
    writes: ['dist'],
    source: /\bdefaultLocale\s*:\s*['"]([\w-]+)/,
  },
  {
    name: 'VitePress',
    files: ['', 'docs/'].flatMap((folder) => withExtensions(`${folder}.vitepress/config`, CODE)),
    writes: [],
    source: /\blang\s*:\s*['"]([\w-]+)/,
  },
  {
    name: 'MkDocs',
    files: ['mkdocs.yml', 'mkdocs.yaml'],
    writes: ['site'],
    source: /^[ \t]*language:[ \t]*['"]?([\w-]+)/m,
  },
  {
    name: 'Hugo',
    files: [...withExtensions('hugo', ['toml', 'yaml', 'yml', 'json']), 'config.toml', 'config/_default/hugo.toml'],
    writes: ['public', 'resources'],
    source: /^["']?(?:defaultContentLanguage|languageCode)["']?\s*[:=]\s*["']?([\w-]+)/im,
  },
  {
    name: 'Jekyll',
    files: ['_config.yml', '_config.yaml'],
    writes: ['_site'],
    source: /^lang:[ \t]*['"]?([\w-]+)/m,
  },
]

/** The site generator that a repository is written for, if it is a known one. */
export function frameworkOf(root: string): Framework | undefined {
  for (const { name, files, writes, source } of KINDS) {
    const file = files.find((each) => existsSync(join(root, each)))
    if (file === undefined) continue
    const text = readFileSync(join(root, file), 'utf8')
    const found = source.exec(text)?.[1]
    return {
      name,
      file,
      writes: writes.filter((folder) => existsSync(join(root, folder))),
      ...(found !== undefined && { source: found }),
      folders: name === 'Hugo' ? contentFolders(text, file) : [],
    }
  }
  return undefined
}

const TOML_LANGUAGE = /^\s*\[languages?\.["']?([\w-]+)["']?\]\s*$/
const TOML_FOLDER = /^\s*contentDir\s*=\s*["']([^"']+)["']/

/** Hugo gives a language a folder of any name. */
function contentFolders(text: string, file: string): Framework['folders'] {
  if (!file.endsWith('.toml')) return foldersIn(tryParse(text))
  const folders: { folder: string; lang: string }[] = []
  let lang: string | undefined
  for (const line of text.split('\n')) {
    if (/^\s*\[/.test(line)) lang = TOML_LANGUAGE.exec(line)?.[1]
    const folder = TOML_FOLDER.exec(line)?.[1]
    if (lang !== undefined && folder !== undefined) folders.push({ folder, lang })
  }
  return folders
}

function tryParse(text: string): unknown {
  try {
    return parse(text)
  } catch {
    return undefined
  }
}

function foldersIn(config: unknown): Framework['folders'] {
  return Object.entries(memberOf(config, 'languages') ?? {}).flatMap(([lang, language]) => {
    const folder = memberOf(language, 'contentDir')
    return typeof folder === 'string' ? [{ folder, lang }] : []
  })
}

function memberOf(value: unknown, key: string): unknown {
  return typeof value === 'object' && value !== null ? Object.getOwnPropertyDescriptor(value, key)?.value : undefined
}
