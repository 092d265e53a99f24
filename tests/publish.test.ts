import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { publint } from 'publint'
import { formatMessage } from 'publint/utils'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'

const root = fileURLToPath(new URL('../', import.meta.url))
const folders = readdirSync(join(root, 'packages'))
  .filter((folder) => manifestOf(folder).private !== true)
  .sort()
const unbuilt = folders.filter((folder) => !existsSync(join(root, 'packages', folder, 'dist')))
if (unbuilt.length > 0) console.warn(`Not built: ${unbuilt.join(', ')}. What is published is not checked.`)

const WITH_DATA = ['cli', 'glossary', 'languages']

const shelf = mkdtempSync(join(tmpdir(), 'unmangle-publish-'))
afterAll(() => rmSync(shelf, { recursive: true, force: true }))

function manifestOf(folder: string): { readonly name: string; readonly version: string; readonly private?: boolean } {
  return JSON.parse(readFileSync(join(root, 'packages', folder, 'package.json'), 'utf8'))
}

/** Where the tarball of a package lies. */
function tarballOf(folder: string): string {
  const { name, version } = manifestOf(folder)
  return join(shelf, `${name}-${version}.tgz`)
}

describe.skipIf(unbuilt.length > 0)('what is published', () => {
  beforeAll(() => {
    const pack = ['--yes', '--prefer-offline', 'pnpm@10.34.8', '--recursive', '--filter', './packages/*', 'pack']
    execFileSync('npx', [...pack, '--pack-destination', shelf], { cwd: root, stdio: 'pipe' })
  }, 120_000)

  describe.each(folders)('packages/%s', (folder) => {
    it('holds what was built, and no source', () => {
      const listed = execFileSync('tar', ['tzf', tarballOf(folder)], { encoding: 'utf8' })
        .trim()
        .split('\n')
      const parts = new Set(listed.map((path) => path.split('/')[1]))
      const allowed = ['LICENSE', 'dist', 'package.json', 'readme.md']
      if (WITH_DATA.includes(folder)) allowed.push('data')
      if (folder === 'cli') allowed.push('bin', 'batch.md', 'config.md', 'formats.md')
      expect([...parts].sort()).toEqual(allowed.sort())
      expect(listed.filter((path) => /node\.source|\.test\.|\.ts$/.test(path) && !path.endsWith('.d.ts'))).toEqual([])
      const manifest = execFileSync('tar', ['xzOf', tarballOf(folder), 'package/package.json'], { encoding: 'utf8' })
      expect(manifest).not.toMatch(/workspace:|"source"/)
    })

    it('is sound to publint', async () => {
      const { buffer, byteOffset, byteLength } = Uint8Array.from(readFileSync(tarballOf(folder)))
      const tarball = buffer.slice(byteOffset, byteOffset + byteLength)
      const { messages, pkg } = await publint({ pack: { tarball }, strict: true })
      expect(messages.map((message) => formatMessage(message, pkg, { color: false }))).toEqual([])
    })

    it('has types that resolve', () => {
      const attw = join(root, 'node_modules/@arethetypeswrong/cli/dist/index.js')
      const args = [attw, tarballOf(folder), '--profile', 'esm-only', '--no-color', '--no-emoji', '--format', 'ascii']
      expect(() => execFileSync('node', args, { encoding: 'utf8', stdio: 'pipe' })).not.toThrow()
    })
  })
})
