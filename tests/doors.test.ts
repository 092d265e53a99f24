import { readFileSync } from 'node:fs'
import { basename } from 'node:path'
import { remark } from 'remark'
import remarkDirective from 'remark-directive'
import remarkFrontmatter from 'remark-frontmatter'
import remarkGfm from 'remark-gfm'
import remarkMath from 'remark-math'
import remarkMdx from 'remark-mdx'
import remarkRetext from 'remark-retext'
import remarkUnmangle from 'remark-unmangle'
import { retext } from 'retext'
import retextEnglish from 'retext-english'
import retextUnmangle from 'retext-unmangle'
import { unified } from 'unified'
import type { Finding } from 'unmangle-core'
import { createNodeUnmangler } from 'unmangle-engine/node'
import { VFile } from 'vfile'
import { describe, expect, test } from 'vitest'
import { readCorpus } from '../corpora/labelled.mjs'
import { nodeEngine } from '../packages/cli/src/engines.ts'
import { run } from './cli-harness.ts'

interface Doc {
  readonly path: string
  readonly text: string
}

const DOCUMENTS: readonly Doc[] = [
  { path: 'news.md', text: readFileSync('examples/news.md', 'utf8') },
  ...readCorpus('corpora/damaged').map(({ path, text }) => ({ path: basename(path), text })),
  { path: 'guide/es/charla.md', text: 'Hoy Hoy habló de 609.000 millones , y y de los los demás.\n' },
  { path: 'charla.es.md', text: '# XI\n\nHabló el el ministro.\n' },
  {
    path: 'window.md',
    text: '\uFEFF# The the talk\r\n\r\n* President XI met *the the* minister \r\n  and and left.\r\n',
  },
]

type Seen = Pick<Finding, 'rule' | 'tier' | 'start' | 'end' | 'text' | 'expected'>

interface Answer {
  readonly lang: string
  readonly found: readonly Seen[]
}

function answer(lang: string, findings: readonly Seen[]): Answer {
  const found = findings.map(({ rule, tier, start, end, text, expected }) => ({
    ...{ rule, tier, start, end, text, expected },
  }))
  return { lang, found }
}

const engine = await createNodeUnmangler()
const prose = unified()
  .use(retextEnglish)
  .use([[retextUnmangle, { unmangler: engine }]])

function markup(path: string) {
  const pipeline = remark().use(remarkGfm).use(remarkFrontmatter, ['yaml', 'toml']).use(remarkDirective)
  pipeline.use(remarkMath, { singleDollarTextMath: false })
  return path.endsWith('.mdx') ? pipeline.use(remarkMdx) : pipeline
}

/** The doors that a document can go through beside the engine, which is asked with the text alone. */
const DOORS: Readonly<Record<string, (doc: Doc) => Promise<Answer | undefined>>> = {
  'the command': async ({ path, text }) => {
    const argv = ['--no-config', '--stdin', '--stdin-filename', path, '--format', 'json']
    const [{ lang, artifacts }] = JSON.parse((await run(argv, { cwd: '/', input: text, engine: nodeEngine })).out)
    return answer(lang, artifacts)
  },
  'the stream': async ({ path, text }) => {
    const input = JSON.stringify({ text, path })
    const { lang, artifacts } = JSON.parse((await run(['--jsonl'], { cwd: '/', input, engine: nodeEngine })).out)
    return answer(lang, artifacts)
  },
  remark: async ({ path, text }) => {
    if (path.endsWith('.txt')) return undefined
    const pipeline = markup(path).use(remarkUnmangle, { unmangler: engine })
    const { data } = await pipeline.process(new VFile({ path, value: text }))
    return data.unmangle && answer(data.unmangle.lang, data.unmangle.findings)
  },
  'remark-retext': async ({ path, text }) => {
    if (path.endsWith('.txt')) return undefined
    const { data } = await markup(path)
      .use(remarkRetext, prose)
      .process(new VFile({ path, value: text }))
    return data.unmangle && answer(data.unmangle.lang, data.unmangle.findings)
  },
  retext: async ({ path, text }) => {
    if (!path.endsWith('.txt')) return undefined
    const { data } = await retext()
      .use(retextUnmangle, { unmangler: engine })
      .process(new VFile({ path, value: text }))
    return data.unmangle && answer(data.unmangle.lang, data.unmangle.findings)
  },
}

describe('every door finds what the engine finds', () => {
  for (const [name, door] of Object.entries(DOORS)) {
    test(name, async () => {
      let found = 0
      for (const doc of DOCUMENTS) {
        const seen = await door(doc)
        if (!seen) continue
        found += seen.found.length
        const { lang, findings } = engine.check(doc)
        expect(seen, doc.path).toEqual(answer(lang, findings))
      }
      expect(found).toBeGreaterThan(10)
    })
  }
})

describe('what a door cannot see', () => {
  const text = '---\ntitle: The the talk\nlang: en\n---\n\n| a |\n| - |\n| the the |\n\n~~Had had~~ the the.\n'

  test('remark sees what its parser sees: the language in front matter is none to it without remark-frontmatter', async () => {
    const file = new VFile({ path: 'a.de.md', value: text })
    const { data } = await remark().use(remarkUnmangle, { unmangler: engine }).process(file)
    expect(data.unmangle?.lang).toBe('de')
    expect(engine.check({ path: 'a.de.md', text }).lang).toBe('en')
  })

  test('retext sees no tables where nothing tells the format', async () => {
    const { data } = await markup('a.md').use(remarkRetext, prose).process(new VFile(text))
    expect(data.unmangle?.findings.map(({ start }) => start)).toEqual([text.lastIndexOf('the the')])
    expect(engine.check({ text, format: 'markdown' }).findings.length).toBeGreaterThan(1)
  })
})
