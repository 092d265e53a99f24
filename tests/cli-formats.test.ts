import {
  closeSync,
  mkdirSync,
  openSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { remark } from 'remark'
import remarkGfm from 'remark-gfm'
import { SaxesParser } from 'saxes'
import type { ReportedFinding } from 'unmangle-engine'
import { beforeEach, describe, expect, it } from 'vitest'
import { parseArguments } from '../packages/cli/src/arguments.ts'
import { Problems } from '../packages/cli/src/io.ts'
import { createReporter, type FormatName } from '../packages/cli/src/reports/formats.ts'
import { openReports } from '../packages/cli/src/reports/open.ts'
import type { FileResult } from '../packages/cli/src/reports/reporter.ts'
import { run, temporaryFolder } from './cli-harness.ts'

/** All that some format has a meaning for. */
const AWKWARD =
  'a|b `c` "d" \'e\' <i>&amp;</i> 100% [x](y) *z* _w_ :smile: @me #1\r\n\t日本語 👩‍👩‍👧 \u0000\u0001\u001b\u202e\ufffe\ud800 ]]> --> ::end::\\'

function finding(text: string, damage: string, given: Partial<ReportedFinding> = {}): ReportedFinding {
  const start = text.indexOf(damage)
  return {
    rule: 'name-case',
    family: 'name',
    tier: 'safe',
    start,
    end: start + damage.length,
    text: damage,
    expected: ['right'],
    message: 'A name lost its capitals.',
    why: 'The test says so.',
    url: 'https://example.org/?a=1&b=2|3',
    edits: null,
    applied: false,
    ...given,
  }
}

function result(
  path: string,
  text: string,
  findings: readonly ReportedFinding[],
  given: Partial<FileResult> = {},
): FileResult {
  return { path, text, report: { lang: 'en', from: [], findings, notes: [] }, failOn: 'safe', ...given }
}

async function report(format: FormatName, results: readonly FileResult[], dry = false): Promise<string> {
  const reporter = await createReporter(format, { terminal: { color: false, links: false }, dry })
  return results.map((each) => reporter.file(each)).join('') + reporter.end()
}

const awkwardText = `日本👍 first ${AWKWARD} last\n\nsecond teh, third hmm\n`
const awkward = result('docs/a b,c:d|e <f> "日本".md', awkwardText, [
  finding(awkwardText, AWKWARD, { expected: [AWKWARD, ''], message: AWKWARD, why: AWKWARD }),
  finding(awkwardText, 'teh', { rule: 'calque', tier: 'suggest', family: 'calque' }),
  finding(awkwardText, 'hmm', { rule: 'new-rule', tier: 'report', expected: [] }),
])
const made = result('made.md', 'Teh end', [finding('Teh end', 'Teh', { applied: true })])
const clean = result('clean.md', 'clean', [])
const unread: FileResult = { path: 'un read.md', text: '', error: 'is not UTF-8' }
const all = [awkward, made, clean, unread]

describe('every format', () => {
  const formats = ['json', 'sarif', 'gitlab', 'rdjson', 'checkstyle', 'junit', 'github', 'markdown'] as const
  it.each(formats)(
    '%s has a report for nothing, and leaves no control character in one of awkward text',
    async (format) => {
      const empty = await report(format, [])
      if (empty.startsWith('[') || empty.startsWith('{')) expect(() => JSON.parse(empty)).not.toThrow()
      const written = await report(format, all)
      if (format !== 'github') expect(written).not.toMatch(/[\u0000-\u0008\u000b-\u001f]/)
      expect(Buffer.from(written).toString()).toBe(format === 'github' ? written.replace(/\ud800/g, '\ufffd') : written)
    },
  )

  it.each(formats.slice(1))('%s leaves out what the run has corrected, unless that is only shown', async (format) => {
    expect(await report(format, [made])).not.toContain('Teh')
    expect(await report(format, [made], true)).toContain('Teh')
  })
})

describe('--format sarif', () => {
  const file = createRequire(import.meta.url).resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
  // Draft 4 differs from draft 7 in nothing else that the schema uses.
  const { $schema, id, ...schema } = JSON.parse(readFileSync(file, 'utf8'))
  const ajv = new Ajv({ strict: false, unicodeRegExp: false })
  addFormats.default(ajv)
  const validate = ajv.compile(schema)

  it.each([
    ['nothing', []],
    ['awkward text', all],
  ])('is valid for %s', async (_, results) => {
    const log = JSON.parse(await report('sarif', results))
    validate(log)
    expect(validate.errors).toBeNull()
    validate({ ...log, runs: [{ ...log.runs[0], results: [{}] }] })
    expect(validate.errors).not.toBeNull()
  })

  it('gives each finding its place, its fixes and a fingerprint; each rule its help', async () => {
    const text = '\ufeffteh\nmore\nteh line\nend\n'
    const spanning = finding(text, 'teh line\nend', { tier: 'suggest', expected: ['the line', ''] })
    const log = JSON.parse(await report('sarif', [result('a b/ü.md', text, [finding(text, 'teh'), spanning])]))
    const [{ results, tool, columnKind, invocations }] = log.runs
    expect(columnKind).toBe('utf16CodeUnits')
    expect(invocations).toEqual([{ executionSuccessful: true }])
    expect(results[0]).toMatchObject({
      ruleId: 'name-case',
      ruleIndex: 0,
      level: 'error',
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a%20b/%C3%BC.md', uriBaseId: '%SRCROOT%' },
            region: { startLine: 1, startColumn: 1, endLine: 1, endColumn: 4, snippet: { text: 'teh' } },
          },
        },
      ],
    })
    expect(results[1].level).toBe('warning')
    const region = { startLine: 3, startColumn: 1, endLine: 4, endColumn: 4 }
    const changes = results[1].fixes.map(
      (fix: { artifactChanges: [{ replacements: unknown }] }) => fix.artifactChanges[0].replacements,
    )
    expect(changes).toEqual([
      [{ deletedRegion: region, insertedContent: { text: 'the line' } }],
      [{ deletedRegion: region, insertedContent: { text: '' } }],
    ])
    const prints = results.map((each: { partialFingerprints: object }) => Object.values(each.partialFingerprints)[0])
    expect(new Set(prints).size).toBe(2)
    expect(tool.driver.rules).toHaveLength(1)
    expect(tool.driver.rules[0]).toMatchObject({ id: 'name-case', helpUri: 'https://example.org/?a=1&b=2%7C3' })
    expect(tool.driver.rules[0].help.markdown).toContain('## Why machines do this')
  })

  it('tells of files that could not be read', async () => {
    const [{ invocations, results }] = JSON.parse(await report('sarif', [unread])).runs
    expect(results).toEqual([])
    expect(invocations[0]).toMatchObject({
      executionSuccessful: false,
      toolExecutionNotifications: [{ level: 'error', message: { text: 'is not UTF-8' } }],
    })
  })
})

describe('--format github', () => {
  it('is one command a line, escaped', async () => {
    const lines = (await report('github', all)).split('\n')
    expect(lines).toHaveLength(5)
    expect(lines[0]).toMatch(
      /^::error file=docs\/a b%2Cc%3Ad\|e <f> "日本"\.md,line=1,endLine=2,title=name-case::a\|b.*100%25.*%0D%0A/,
    )
    expect(lines[1]).toBe(
      '::warning file=docs/a b%2Cc%3Ad|e <f> "日本".md,line=4,endLine=4,col=8,endColumn=11,title=calque::A name lost its capitals. “teh” → “right”%0AThe test says so.',
    )
    expect(lines[2]).toContain('::notice ')
    expect(lines[3]).toBe('::error file=un read.md,title=unmangle::is not UTF-8')
  })

  it.each([
    ['none', ['warning', 'warning', 'notice']],
    ['safe', ['error', 'warning', 'notice']],
    ['suggest', ['error', 'error', 'notice']],
    ['report', ['error', 'error', 'error']],
  ] as const)('is loud by what fails: %s', async (failOn, levels) => {
    const written = await report('github', [{ ...awkward, failOn }])
    expect([...written.matchAll(/^::(\w+) /gm)].map((match) => match[1])).toEqual(levels)
  })
})

describe('--format gitlab', () => {
  it('is a list of issues with fingerprints that are never the same', async () => {
    const issues = JSON.parse(await report('gitlab', [...all, { ...awkward, path: 'other.md' }]))
    expect(issues.map((issue: { severity: string }) => issue.severity)).toEqual([
      'major',
      'minor',
      'info',
      'critical',
      'major',
      'minor',
      'info',
    ])
    expect(new Set(issues.map((issue: { fingerprint: string }) => issue.fingerprint)).size).toBe(7)
    expect(issues[1]).toMatchObject({
      description: 'A name lost its capitals. “teh” → “right”',
      check_name: 'calque',
      location: { path: awkward.path, lines: { begin: 4, end: 4 } },
    })
  })
})

describe('--format rdjson', () => {
  it('counts columns in bytes of UTF-8, so that a suggestion replaces just the damage', async () => {
    const text = 'é日👍 teh hmm\nteh\n'
    const overlapping = finding(text, 'teh hmm\nteh', { expected: ['both'] })
    const findings = [
      finding(text, 'teh', { expected: ['the', 'a <b>'] }),
      overlapping,
      finding(text, 'hmm', { tier: 'report', expected: [] }),
    ]
    const { source, diagnostics } = JSON.parse(await report('rdjson', [result('a.md', text, findings), unread]))
    expect(source.name).toBe('unmangle')
    const range = { start: { line: 1, column: 11 }, end: { line: 1, column: 14 } }
    expect(diagnostics[0]).toEqual({
      message: 'A name lost its capitals. “teh” → “the”\nThe test says so.',
      location: { path: 'a.md', range },
      severity: 'ERROR',
      code: { value: 'name-case', url: 'https://example.org/?a=1&b=2|3' },
      suggestions: [
        { range, text: 'the' },
        { range, text: 'a <b>' },
      ],
    })
    expect(diagnostics[1].location.range).toEqual({ start: { line: 1, column: 11 }, end: { line: 2, column: 4 } })
    expect(diagnostics[2].location.range).toEqual({ start: { line: 1, column: 15 }, end: { line: 1, column: 18 } })
    expect(diagnostics[2]).not.toHaveProperty('suggestions')
    expect(diagnostics[3]).toEqual({ message: 'is not UTF-8', location: { path: 'un read.md' }, severity: 'ERROR' })
  })
})

/** The elements of an XML text, each with its attributes and its own text. */
function elements(xml: string) {
  const found: { name: string; attributes: Record<string, string>; text: string }[] = []
  const open: typeof found = []
  const parser = new SaxesParser()
  parser.on('error', (error) => {
    throw error
  })
  parser.on('opentag', ({ name, attributes }) => {
    const element = { name, attributes: attributes as Record<string, string>, text: '' }
    found.push(element)
    open.push(element)
  })
  parser.on('text', (text) => {
    const element = open.at(-1)
    if (element) element.text += text
  })
  parser.on('closetag', () => {
    open.pop()
  })
  parser.write(xml).close()
  return found
}

const asXml = AWKWARD.replace(/[\u0000\u0001\u001b\ufffe\ud800]/g, '\ufffd')

describe('--format checkstyle', () => {
  it('is XML that says what the text says', async () => {
    const [root, file, first, second, third, other, problem] = elements(await report('checkstyle', all))
    expect([root?.name, file?.name, other?.attributes.name]).toEqual(['checkstyle', 'file', 'un read.md'])
    expect(file?.attributes.name).toBe(awkward.path)
    expect(first?.attributes.message).toContain(asXml)
    expect(first?.attributes).toMatchObject({
      line: '1',
      column: '12',
      severity: 'error',
      source: 'unmangle.name-case',
    })
    expect([second?.attributes.severity, third?.attributes.severity]).toEqual(['warning', 'info'])
    expect(problem?.attributes).toMatchObject({ severity: 'error', message: 'is not UTF-8' })
    expect(elements(await report('checkstyle', []))).toHaveLength(1)
  })
})

describe('--format junit', () => {
  it('is a suite a file, with a failure for each finding that fails', async () => {
    const found = elements(await report('junit', all))
    const suites = found.filter(({ name }) => name === 'testsuite').map(({ attributes }) => attributes)
    expect(suites).toEqual([
      { name: awkward.path, tests: '3', failures: '1', errors: '0' },
      { name: 'made.md', tests: '1', failures: '0', errors: '0' },
      { name: 'clean.md', tests: '1', failures: '0', errors: '0' },
      { name: 'un read.md', tests: '1', failures: '0', errors: '1' },
    ])
    expect(found.filter(({ name }) => name === 'testcase')).toHaveLength(6)
    const failure = found.find(({ name }) => name === 'failure')
    expect(failure?.attributes.type).toBe('safe')
    expect(failure?.text).toContain(asXml)
    expect(found.filter(({ name }) => name === 'system-out')[0]?.text).toContain('“teh” → “right”')
    expect(elements(await report('junit', []))).toHaveLength(1)
  })
})

describe('--format markdown', () => {
  /** The nodes of a Markdown text, parents first. */
  function nodes(markdown: string) {
    interface Node {
      readonly type: string
      readonly value?: string
      readonly url?: string
      readonly children?: readonly Node[]
    }
    const found: Node[] = []
    const waiting: Node[] = [remark().use(remarkGfm).parse(markdown) as Node]
    for (let node = waiting.pop(); node; node = waiting.pop()) {
      found.push(node)
      waiting.push(...[...(node.children ?? [])].reverse())
    }
    return found
  }

  it('counts, then lists file by file; nothing in the text is taken for Markdown or HTML', async () => {
    const written = await report('markdown', all)
    const found = nodes(written)
    const tables = found.filter(({ type }) => type === 'table')
    expect(tables).toHaveLength(2)
    const cells = (table: number) => tables[table]?.children?.map((row) => row.children?.length)
    expect(cells(0)).toEqual([4, 4, 4, 4])
    expect(cells(1)).toEqual([5, 5, 5, 5])
    const tags = new Set(found.filter(({ type }) => type === 'html').map(({ value }) => value?.replace(/\s+/g, ' ')))
    for (const tag of tags)
      expect(tag).toMatch(
        /^(<\/?code>|<br>|<\/details>|<details><summary><code>.*<\/code> \(\d findings?\)<\/summary>( .*)?)$/s,
      )
    const kinds = new Set(found.map(({ type }) => type))
    for (const kind of ['image', 'inlineCode', 'delete']) expect(kinds).not.toContain(kind)
    const text = found
      .filter(({ type }) => type === 'text')
      .map(({ value }) => value)
      .join('')
    expect(text).toContain('a|b `c` "d" \'e\' <i>&amp;</i> 100% [x](y) *z* _w_ :smile: @me #1⏎')
    expect(found.filter(({ type }) => type === 'link').map(({ url }) => url)).toEqual(
      Array(3).fill('https://example.org/?a=1&b=2%7C3'),
    )
    expect(await report('markdown', [clean])).toBe('## Unmangle\n\nNothing found in 1 file.\n')
  })

  it('stays under the size that a summary may have', async () => {
    const text = '語|'.repeat(500)
    const many = Array.from({ length: 3000 }, (_, i) => finding(text, text, { rule: `rule-${i}`, expected: [text] }))
    const written = await report('markdown', [result('a.md', text, many), result('b.md', text, many), awkward])
    expect(Buffer.byteLength(written)).toBeLessThan(1 << 20)
    expect(written.length).toBeGreaterThan(200_000)
    expect(written.slice(-200)).toContain('2 more files have findings')
    expect(nodes(written).filter(({ type }) => type === 'table').length).toBe(2)
  })
})

describe('a report in a file', () => {
  let cwd = ''
  beforeEach(() => {
    cwd = temporaryFolder()
    writeFileSync(join(cwd, 'a.md'), 'teh\n')
  })

  it('is written whole, over what was there, and leaves nothing beside it', async () => {
    mkdirSync(join(cwd, 'out'))
    writeFileSync(join(cwd, 'out/real.json'), 'old '.repeat(999))
    symlinkSync('real.json', join(cwd, 'out/link.json'))
    const formats = ['sarif=out/link.json', 'gitlab=out/new/g.json', 'junit=out/j.xml'].flatMap((each) => [
      '--format',
      each,
    ])
    const { err, out } = await run([...formats, 'a.md'], { cwd })
    expect([err, out]).toEqual(['', ''])
    expect(JSON.parse(readFileSync(join(cwd, 'out/real.json'), 'utf8')).version).toBe('2.1.0')
    expect(readdirSync(join(cwd, 'out')).sort()).toEqual(['j.xml', 'link.json', 'new', 'real.json'])
  })

  it.skipIf(process.platform === 'win32')(
    'is added to a stream that is open, which stays the file that it was',
    async () => {
      const file = join(cwd, 'stream.txt')
      const stream = openSync(file, 'a')
      try {
        writeSync(stream, 'before\n')
        await run(['--format', `json=/dev/fd/${stream}`, 'a.md'], { cwd })
        writeSync(stream, 'after\n')
      } finally {
        closeSync(stream)
      }
      expect(readFileSync(file, 'utf8')).toMatch(/^before\n\[\n\{"path":"a\.md"[^\n]+\n\]\nafter\n$/)
    },
  )

  it('that cannot be written is an error, once, and the others are written', async () => {
    mkdirSync(join(cwd, 'folder'))
    const { status, err, out } = await run(['--format', 'sarif=folder', '--format', 'github', 'a.md'], { cwd })
    expect(status).toBe(2)
    expect(err).toBe('unmangle: folder: is a folder\n')
    expect(out).toContain('::error file=a.md,line=1')
  })

  it('that is given up leaves nothing behind, and what was there', async () => {
    writeFileSync(join(cwd, 'r.json'), 'old')
    const io = { cwd, env: {}, stdin: process.stdin, stdout: process.stdout, stderr: process.stderr }
    const { arguments: options } = parseArguments([])
    const run = { arguments: options, io, problems: new Problems(process.stderr) }
    const reports = await openReports(run, [{ name: 'json', file: 'r.json' }], async () => {}, false)
    await reports.add({ path: 'x'.repeat(100_000), text: '' })
    expect(readdirSync(cwd)).toHaveLength(3)
    await reports.drop()
    expect(readdirSync(cwd).sort()).toEqual(['a.md', 'r.json'])
    expect(readFileSync(join(cwd, 'r.json'), 'utf8')).toBe('old')
  })

  it('is not shared by two reports', async () => {
    const { status, err } = await run(['--format', 'json=x', '--format', 'sarif=x'], { cwd })
    expect([status, err]).toEqual([2, expect.stringContaining('two reports cannot go to one file')])
  })
})
