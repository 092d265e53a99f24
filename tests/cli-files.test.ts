import { chmodSync, lstatSync, mkdirSync, readFileSync, rmSync, statSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { beforeEach, describe, expect, it } from 'vitest'
import type { EngineFactory } from '../packages/cli/src/engines.ts'
import { fakeEngine, run, temporaryFolder } from './cli-harness.ts'

let cwd = ''
beforeEach(() => {
  cwd = temporaryFolder()
})

function put(path: string, content: string | Uint8Array = 'teh\n'): string {
  const file = join(cwd, path)
  mkdirSync(dirname(file), { recursive: true })
  writeFileSync(file, content)
  return file
}
const get = (path: string) => readFileSync(join(cwd, path), 'utf8')
const cli = (...argv: string[]) => run(argv, { cwd })

interface Entry {
  path: string
  lang: string
  artifacts: Record<string, unknown>[]
  notes?: string[]
  error?: string
}
async function json(...argv: string[]): Promise<Entry[]> {
  return JSON.parse((await cli('--format', 'json', ...argv)).out)
}
const paths = async (...argv: string[]) => (await json(...argv)).map((entry) => entry.path)

describe('exit status', () => {
  it.each([
    ['all is well', 0, []],
    ['teh', 1, []],
    ['wrod', 0, []],
    ['hmm', 0, []],
    ['wrod', 1, ['--fail-on', 'suggest']],
    ['hmm', 0, ['--fail-on', 'suggest']],
    ['hmm', 1, ['--fail-on=report']],
    ['teh wrod hmm', 0, ['--fail-on', 'none']],
    ['teh', 0, ['--fix']],
    ['teh wrod', 0, ['--fix']],
    ['teh wrod', 1, ['--fix', '--fail-on', 'suggest']],
    ['teh wrod', 0, ['--fix=suggest', '--fail-on', 'suggest']],
    ['teh', 1, ['--diff']],
    ['teh', 0, ['--diff', '--fail-on', 'none']],
  ])('of %j is %i with %j', async (text, status, options) => {
    put('x.md', `${text}\n`)
    expect((await cli(...options, 'x.md')).status).toBe(status)
  })

  it.each([
    [['--fxi'], 'did you mean --fix'],
    [['--fix=all'], '--fix is safe or suggest, not "all"'],
    [['--fail-on', 'never'], '--fail-on is safe, suggest, report or none'],
    [['--format', 'xml'], '--format is'],
    [['--format', 'json', '--format', 'stylish'], 'once without a file'],
    [['--lang', 'e_s'], '--lang takes a language tag'],
    [['--lang'], '--lang needs a value'],
    [['--lang', '--fix'], '--lang needs a value'],
    [['--diff=x'], '--diff takes no value'],
    [['--jobs', '0'], '--jobs takes a number'],
    [['--jsonl', 'x.md'], '--jsonl takes no paths'],
    [['--stdin-filename', 'x.md'], 'needs --stdin'],
    [['--output', '.'], '--output names the working directory'],
    [['--toString'], 'unknown option'],
    [['missing.md'], 'missing.md: does not exist'],
    [['missing/*.md'], 'missing/*.md: matches no file'],
    [['picture.png'], 'picture.png: no format is known'],
  ])('is 2 for %j', async (argv, message) => {
    put('picture.png')
    const result = await cli(...argv)
    expect(result).toMatchObject({ status: 2, out: expect.not.stringContaining('Usage') })
    expect(result.err).toContain(message)
  })

  it('is 0 for help and version, and the version names the parser', async () => {
    expect(await cli('--help')).toMatchObject({ status: 0, err: '', out: expect.stringContaining('--stdin-filename') })
    expect(await cli('--version')).toMatchObject({ status: 0, out: expect.stringMatching(/^unmangle \d.*satteri/) })
  })

  it('is 2 though the rest of the work is done', async () => {
    put('a.md', Buffer.from([0x61, 0x0a, 0xff, 0x0a]))
    put('b.md', 'CRASH\n')
    put('c.md')
    const result = await cli('--fix', 'gone.md', '.')
    expect(result.status).toBe(2)
    expect(result.err).toContain('gone.md: does not exist')
    expect(result.err).toContain('a.md:2: is not UTF-8')
    expect(result.err).toContain('b.md: the fake engine was told to fail')
    expect(get('c.md')).toBe('the\n')
  })
})

describe('finding files', () => {
  it('takes the working directory, and what it can read in it, by name', async () => {
    for (const path of ['b.md', 'a/z.mdx', 'a/y.markdown', 'c.txt', 'd.png', '.hidden/e.md', 'node_modules/f.md'])
      put(path)
    expect(await paths()).toEqual(['a/y.markdown', 'a/z.mdx', 'b.md', 'c.txt'])
    expect(await paths('c.txt', '.', 'a')).toEqual(['c.txt', 'a/y.markdown', 'a/z.mdx', 'b.md'])
    expect(await paths('.hidden', 'node_modules/f.md')).toEqual(['.hidden/e.md', 'node_modules/f.md'])
  })

  it('says of a folder without a file that there is none, and ends well', async () => {
    mkdirSync(join(cwd, 'empty'))
    const result = await cli('empty')
    expect(result).toMatchObject({ status: 0, err: 'unmangle: empty: there is no file to read in this folder\n' })
    expect(await json('empty')).toEqual([])
  })

  it('takes globs, and a path that looks like one', async () => {
    for (const path of ['a/x.md', 'a/b/y.md', 'a/z.png', '[id].md', 'node_modules/n.md']) put(path)
    expect(await paths('a/**/*.md')).toEqual(['a/b/y.md', 'a/x.md'])
    expect(await paths('**/*')).toEqual(['[id].md', 'a/b/y.md', 'a/x.md'])
    expect(await paths('[id].md')).toEqual(['[id].md'])
    expect((await cli('a/*.png')).status).toBe(2)
  })

  it('heeds ignore files of all folders, the nearer before the farther', async () => {
    put('.gitignore', 'build/\n*.tmp.md\n# no pattern\n/top.md\n')
    put('.unmangleignore', 'drafts\n')
    put('sub/.gitignore', '!keep.tmp.md\nonly-here.md\n/anchored.md\n')
    const seen = ['a.md', 'sub/b.md', 'sub/keep.tmp.md', 'sub/top.md', 'sub/deep/anchored.md', 'only-here.md']
    const unseen = ['build/c.md', 'd.tmp.md', 'top.md', 'drafts/e.md', 'sub/deep/only-here.md', 'sub/anchored.md']
    for (const path of [...seen, ...unseen]) put(path)
    expect((await paths()).sort()).toEqual(seen.sort())
    expect((await paths('--no-ignore')).sort()).toEqual([...seen, ...unseen].sort())
    expect((await paths('**/*.md')).sort()).toEqual(seen.sort())
  })

  it('says that a named file is ignored, and does not read it', async () => {
    put('.unmangleignore', 'drafts/\n')
    put('drafts/a.md')
    const result = await cli('--fix', 'drafts/a.md', 'drafts')
    expect(result.status).toBe(0)
    expect(result.err).toContain('drafts/a.md: is ignored')
    expect(result.err).toContain('drafts: is ignored')
    expect(get('drafts/a.md')).toBe('teh\n')
  })

  it('lets a folder with blanks and brackets have its own ignore file', async () => {
    put('a [b] #c/.gitignore', 'x.md\n')
    put('a [b] #c/x.md')
    put('a [b] #c/y.md')
    expect(await paths()).toEqual(['a [b] #c/y.md'])
  })

  it('heeds the ignore file at the top of the repository from a folder below', async () => {
    mkdirSync(join(cwd, '.git'))
    put('.gitignore', 'docs/a.md\n')
    put('docs/a.md')
    put('docs/b.md')
    const { out } = await run(['--format', 'json'], { cwd: join(cwd, 'docs') })
    expect(JSON.parse(out).map((entry: Entry) => entry.path)).toEqual(['b.md'])
  })

  it('reads a file once, whatever leads to it, and is not caught in a circle of links', async () => {
    put('docs/a.md')
    symlinkSync('a.md', join(cwd, 'docs/0-link.md'))
    symlinkSync('..', join(cwd, 'docs/up'))
    expect(await paths()).toEqual(['docs/a.md'])
    expect(await paths('docs/0-link.md', 'docs/a.md')).toEqual(['docs/0-link.md'])
    symlinkSync('nowhere.md', join(cwd, 'broken.md'))
    expect(await cli()).toMatchObject({ status: 2, err: expect.stringContaining('broken.md: does not exist') })
  })

  it('tells the language by the path, and the option goes before', async () => {
    put('docs/es/a.md')
    put('b.pt-BR.md')
    const langs = async (...argv: string[]) => (await json(...argv)).map((entry) => entry.lang)
    expect(await langs()).toEqual(['pt-BR', 'es'])
    expect(await langs('--lang', 'fr')).toEqual(['fr', 'fr'])
  })
})

describe('writing', () => {
  it('changes nothing without --fix', async () => {
    put('x.md')
    await cli()
    expect(get('x.md')).toBe('teh\n')
  })

  it('keeps byte-order mark, line ends, blanks and mode', async () => {
    const file = put('x.md', '\ufeffteh  \r\n*teh*\r\nend')
    chmodSync(file, 0o640)
    expect((await cli('--fix')).status).toBe(0)
    expect(get('x.md')).toBe('\ufeffthe  \r\n*the*\r\nend')
    expect(statSync(file).mode & 0o777).toBe(0o640)
  })

  it('takes a path after --fix for a path', async () => {
    put('safe')
    put('x.md', 'teh wrod\n')
    await cli('--fix', 'x.md')
    expect(get('x.md')).toBe('the wrod\n')
    await cli('--fix=suggest', 'x.md')
    expect(get('x.md')).toBe('the word\n')
  })

  it('writes through a symbolic link, which stays', async () => {
    put('real.md')
    symlinkSync('real.md', join(cwd, 'link.md'))
    await cli('--fix', 'link.md')
    expect(lstatSync(join(cwd, 'link.md')).isSymbolicLink()).toBe(true)
    expect(get('real.md')).toBe('the\n')
  })

  it('leaves a file alone that somebody changes meanwhile, and reports nothing as corrected', async () => {
    const file = put('x.md')
    const engine: EngineFactory = async (options) => {
      const inner = await fakeEngine(options)
      const fix: typeof inner.fix = (input, tier) => {
        writeFileSync(file, 'somebody else\n')
        return inner.fix(input, tier)
      }
      return { ...inner, fix }
    }
    const result = await run(['--fix', '--format', 'json'], { cwd, engine })
    expect(result).toMatchObject({ status: 2, err: expect.stringContaining('x.md: was changed') })
    expect(get('x.md')).toBe('somebody else\n')
    expect(JSON.parse(result.out)).toMatchObject([{ error: expect.any(String), artifacts: [{ applied: false }] }])
  })

  it('says so when a file vanishes, and goes on', async () => {
    for (const name of ['a.md', 'b.md', 'c.md']) put(name)
    const engine: EngineFactory = async (options) => {
      const inner = await fakeEngine(options)
      const fix: typeof inner.fix = (input, tier) => {
        rmSync(join(cwd, 'b.md'), { force: true })
        return inner.fix(input, tier)
      }
      return { ...inner, fix }
    }
    const result = await run(['--fix'], { cwd, engine })
    expect(result).toMatchObject({ status: 2, err: 'unmangle: b.md: does not exist\n' })
    expect([get('a.md'), get('c.md')]).toEqual(['the\n', 'the\n'])
  })

  it('names the encoding that a byte-order mark shows', async () => {
    put('le.md', Buffer.from('\ufeffteh', 'utf16le'))
    put('be.md', Buffer.from([0xfe, 0xff, 0, 0x74]))
    put('32.md', Buffer.from([0xff, 0xfe, 0, 0, 0x74, 0, 0, 0]))
    const { status, err } = await cli()
    expect(status).toBe(2)
    expect(err).toMatch(/le\.md: is UTF-16 \(little-endian\)/)
    expect(err).toMatch(/be\.md: is UTF-16 \(big-endian\)/)
    expect(err).toMatch(/32\.md: is UTF-32/)
  })
})

describe('--output', () => {
  it('writes every file that was read, leaves the originals, does not read its own folder', async () => {
    put('docs/a.md', '\ufeffteh\r\n')
    put('clean.md', 'well\n')
    chmodSync(join(cwd, 'clean.md'), 0o600)
    put('broken.md', Buffer.from([0xff]))
    for (const round of [1, 2]) {
      expect((await cli('--output', 'out')).status, `round ${round}`).toBe(2)
      expect(get('out/docs/a.md')).toBe('\ufeffthe\r\n')
      expect(get('out/clean.md')).toBe('well\n')
      expect(statSync(join(cwd, 'out/clean.md')).mode & 0o777).toBe(0o600)
      expect(get('docs/a.md')).toBe('\ufeffteh\r\n')
    }
    expect(await paths('--output', 'out', 'docs')).toEqual(['docs/a.md'])
    expect((await cli('--output', 'out', 'out/clean.md')).err).toContain('is in the folder that --output names')
  })

  it('never writes to an original through a link', async () => {
    put('a.md')
    put('docs/b.md')
    mkdirSync(join(cwd, 'out'))
    symlinkSync('../a.md', join(cwd, 'out/a.md'))
    symlinkSync('../docs', join(cwd, 'out/docs'))
    const result = await cli('--output', 'out', 'a.md', 'docs')
    expect(result).toMatchObject({ status: 2, err: expect.stringContaining('leads out of') })
    expect([get('a.md'), get('docs/b.md'), get('out/a.md')]).toEqual(['teh\n', 'teh\n', 'the\n'])
  })

  it('has no place for a file above the working directory', async () => {
    put('above.md')
    put('here/x.md')
    const result = await run(['--output', 'out', '../above.md', 'x.md'], { cwd: join(cwd, 'here') })
    expect(result).toMatchObject({ status: 2, err: expect.stringContaining('../above.md: is above') })
    expect(get('here/out/x.md')).toBe('the\n')
  })
})

describe('glossaries', () => {
  it('are read, all of them', async () => {
    put('a.yaml', 'terms:\n  - term: Quillfeather\n')
    put('b.yaml', 'terms:\n  - term: Marrowby\n')
    put('x.md')
    expect(await json('--glossary', 'a.yaml', '--glossary', 'b.yaml', 'x.md')).toMatchObject([{ lang: 'terms-2' }])
  })

  it('that are broken are status 2, with file and line, and the work goes on', async () => {
    put('a.yaml', 'terms:\n  - term: Quillfeather\n  - kind: person\n')
    put('x.md')
    const result = await cli('--fix', '--glossary', 'a.yaml', '--glossary', 'gone.yaml', 'x.md')
    expect(result.status).toBe(2)
    expect(result.err).toMatch(/a\.yaml:3/)
    expect(result.err).toContain('gone.yaml: does not exist')
    expect(get('x.md')).toBe('the\n')
  })
})
