import { execFileSync, spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'

const PNPM = 'npx --yes --prefer-offline pnpm@10.34.8'
/** How npm and pnpm say that a package can neither be fetched nor is at hand. */
const UNREACHABLE = /ECONNREFUSED|ENOTFOUND|EAI_AGAIN|ETIMEDOUT|ECONNRESET|ENETUNREACH|NO_OFFLINE_TARBALL|ENOTCACHED/

const root = fileURLToPath(new URL('..', import.meta.url))
const readme = readFileSync(join(root, 'README.md'), 'utf8')

/** The code blocks of a language in the README, in order. */
function blocks(language: string): string[] {
  return [...readme.matchAll(new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\`$`, 'gm'))].map(
    (match) => match[1] ?? '',
  )
}

let folder = ''
const clone = (): string => join(folder, 'clone')

/** Where packages come from, found before HOME is an empty folder: what was fetched once is not fetched again. */
const packageStores: NodeJS.ProcessEnv = {
  npm_config_cache: ask('npm config get cache'),
  npm_config_userconfig: ask('npm config get userconfig'),
  npm_config_store_dir: ask(`${PNPM} store path`)?.replace(/\/v\d+$/, ''),
}

/** What a command prints; undefined where it fails. */
function ask(command: string): string | undefined {
  const { status, stdout } = spawnSync('bash', ['-c', command], { cwd: root, encoding: 'utf8' })
  return status === 0 && stdout.trim() !== '' ? stdout.trim() : undefined
}

function run(command: string, input = ''): { status: number | null; stdout: string; stderr: string } {
  const env = { ...ownEnvironment(), ...packageStores, HOME: join(folder, 'home'), NO_COLOR: '1' }
  return spawnSync('bash', ['-c', command], { cwd: clone(), env, input, encoding: 'utf8', maxBuffer: 1 << 28 })
}

/** The environment of a person's shell: without what npm, pnpm and vitest tell their children. */
function ownEnvironment(): Record<string, string> {
  const out: Record<string, string> = {}
  for (const [name, value] of Object.entries(process.env)) {
    const kept = !/^(?:p?npm_|vitest|node_env|init_cwd)/i.test(name) || /^npm_config_(?:registry|cafile)$/i.test(name)
    if (value !== undefined && kept) out[name] = value
  }
  return out
}

/** The working tree as git would have it: what is ignored stays behind. */
function copyTree(): void {
  const listed = execFileSync('git', ['ls-files', '-z', '--cached', '--others', '--exclude-standard'], { cwd: root })
  for (const path of listed.toString().split('\0'))
    if (path && existsSync(join(root, path))) cpSync(join(root, path), join(clone(), path))
  execFileSync('bash', ['-c', 'git init -q && git add -A && git -c user.name=x -c user.email=x@x commit -qm x'], {
    cwd: clone(),
  })
}

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'unmangle-readme-'))
  execFileSync('mkdir', ['-p', clone(), join(folder, 'home')])
  copyTree()
}, 60_000)

afterAll(() => {
  rmSync(folder, { recursive: true, force: true })
}, 60_000)

describe('the README', () => {
  const [example = '', check = ''] = blocks('sh')

  test('has one line in each of its first two sh blocks', () => {
    expect(example.trim().split('\n')).toHaveLength(1)
    expect(check.trim().split('\n')).toHaveLength(1)
    expect(readFileSync(join(root, '.ci/run'), 'utf8')).toContain(check.trim())
  })

  test('shows what its first command, its other commands and its plugin really do', ({ skip }) => {
    const article = readFileSync(join(clone(), 'examples/news.md'), 'utf8')
    const { status, stdout, stderr } = run(example)
    if (status !== 0 && UNREACHABLE.test(stdout + stderr)) skip('the packages can neither be fetched nor are at hand')
    expect(status, stdout + stderr).toBe(0)
    expect(stdout).toMatch(/^--- a\/examples\/news\.md\n\+\+\+ b\/examples\/news\.md\n@@ /)
    expect(stdout).toContain('The document names Xi Jinping.')
    expect(stdout).toMatch(/\n\d+ findings \(.*\n$/)
    expect(stderr).toBe('')
    expect(run('git status --porcelain').stdout).toBe('')
    expect(readFileSync(join(clone(), 'examples/news.md'), 'utf8')).toBe(article)

    const [before = '', after = ''] = (blocks('diff')[0] ?? '').split('\n').map((line) => line.slice(1))
    const fixed = run('npx unmangle --stdin --stdin-filename a.md --lang en --fix', before)
    expect([fixed.stdout, fixed.status], fixed.stderr).toEqual([after, 0])

    // The commands write in a folder of their own.
    run('mkdir docs && cp examples/news.md docs/')
    writeFileSync(join(clone(), 'terms.yaml'), 'lang: en\nterms:\n  - term: Chancay\n')
    writeFileSync(
      join(clone(), 'documents.jsonl'),
      `${JSON.stringify({ id: 1, text: 'A so -called test.', lang: 'en' })}\n`,
    )
    const statuses = (blocks('bash')[0] ?? '')
      .trim()
      .split('\n')
      .map((line) => run(line).status)
    expect(statuses).toEqual([1, 1, 0, 0, 0, 0, 0])
    expect(readFileSync(join(clone(), 'corrected.jsonl'), 'utf8')).toContain('"A so-called test."')

    writeFileSync(join(clone(), 'plugin.mjs'), blocks('js')[0] ?? '')
    const plugin = run('node plugin.mjs')
    expect(plugin.stdout, plugin.stderr).toBe('A so-called expert.\n\n')

    run('rm -r docs terms.yaml documents.jsonl corrected.jsonl plugin.mjs')
    expect(run('git status --porcelain').stdout).toBe('')
  }, 600_000)
})
