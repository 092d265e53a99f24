import { execFileSync } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { type EngineFactory, nodeEngine } from '../packages/cli/src/engines.ts'
import { run, temporaryFolder } from './cli-harness.ts'

const TEXT = '\ufeff# Talks\r\n\r\nThe leader *Kim Jong* one spoke on Monday, and Kim Jong one left.\r\n'
const MENDED = TEXT.replaceAll('one', 'Un')

describe('the command with the engine', () => {
  it('reports, shows and makes the same corrections', async () => {
    const cwd = temporaryFolder()
    const file = join(cwd, 'talks.md')
    writeFileSync(file, TEXT)
    const options = { cwd, engine: nodeEngine }

    const shown = await run(['--diff', '--lang', 'en'], options)
    expect(shown).toMatchObject({ status: 1, err: '' })

    const fixed = await run(['--fix', '--lang', 'en', '--format', 'json'], options)
    expect(fixed).toMatchObject({ status: 0, err: '' })
    expect(readFileSync(file, 'utf8')).toBe(MENDED)
    const [entry] = JSON.parse(fixed.out)
    let output = ''
    let at = 0
    for (const { start, end, text, expected, applied } of entry.artifacts) {
      expect(TEXT.slice(start, end)).toBe(text)
      if (!applied) continue
      output += TEXT.slice(at, start) + expected[0]
      at = end
    }
    expect(output + TEXT.slice(at)).toBe(MENDED)

    writeFileSync(file, TEXT)
    execFileSync('git', ['apply'], { cwd, input: shown.out })
    expect(readFileSync(file, 'utf8')).toBe(MENDED)
  })

  it('heeds a glossary, front matter before the path, and the option before both', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'names.yaml'), 'terms:\n  - term: Quillfeather\n    never: [Kwillfether]\n')
    writeFileSync(join(cwd, 'x.de.md'), '---\nlang: en\n---\n\nThe town of Kwillfether is small.\n')
    const lang = async (...argv: string[]) => {
      const { out } = await run(['--format', 'json', '--glossary', 'names.yaml', ...argv], { cwd, engine: nodeEngine })
      return JSON.parse(out)[0]
    }
    expect(await lang()).toMatchObject({ lang: 'en', artifacts: [{ text: 'Kwillfether', expected: ['Quillfeather'] }] })
    expect(await lang('--lang', 'fr')).toMatchObject({ lang: 'fr' })
  })

  it('says once that the slow parser reads, and in the notes what was read as something else', async () => {
    const cwd = temporaryFolder()
    writeFileSync(join(cwd, 'a.mdx'), '# Talks\n\nBad {a b\n')
    writeFileSync(join(cwd, 'b.md'), `${'>'.repeat(200)} deep\n`)
    const slow: EngineFactory = async (options) => ({ ...(await nodeEngine(options)), parser: 'micromark' })
    const { status, out, err } = await run(['--format', 'json'], { cwd, engine: slow })
    expect(status).toBe(0)
    expect(err.match(/slow Markdown parser/g)).toHaveLength(1)
    expect(JSON.parse(out)).toMatchObject([
      { path: 'a.mdx', notes: [expect.stringContaining('does not parse as MDX')] },
      { path: 'b.md', notes: [expect.stringContaining('Read as plain text')] },
    ])
  })
})
