import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, join } from 'node:path'

const LICENCE_FILE = /^(licen[cs]e|copying|notice)(\.(md|txt))?$/i

/**
 * Writes beside a bundle what was bundled into it, with the licences that ask for that, into `THIRD-PARTY-NOTICES`.
 *
 * @returns {import('rolldown').Plugin}
 */
export function notices() {
  return {
    name: 'notices',
    generateBundle(_, bundle) {
      const folders = new Set()
      for (const chunk of Object.values(bundle))
        for (const id of Object.keys(chunk.modules ?? {})) {
          const folder = packageFolder(id.replace(/^\0/, '').split('?')[0])
          if (folder) folders.add(folder)
        }
      const texts = [...folders].map(noticeOf).sort((a, b) => (a.name < b.name ? -1 : 1))
      const source = `This program contains the following packages.\n\n${texts.map(({ text }) => text).join('\n')}`
      this.emitFile({ type: 'asset', fileName: 'THIRD-PARTY-NOTICES', source })
    },
  }
}

/** The folder of the installed package that a file belongs to. */
function packageFolder(file) {
  if (!file.includes('node_modules')) return undefined
  for (let folder = dirname(file); folder.includes('node_modules'); folder = dirname(folder)) {
    const manifest = join(folder, 'package.json')
    if (existsSync(manifest) && JSON.parse(readFileSync(manifest, 'utf8')).name) return folder
  }
  return undefined
}

function noticeOf(folder) {
  const { name, version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'))
  const files = readdirSync(folder).filter((file) => LICENCE_FILE.test(file))
  const licences = files.map((file) => readFileSync(join(folder, file), 'utf8').trim())
  const rule = '-'.repeat(80)
  return { name, text: `${rule}\n${name} ${version} (${license})\n\n${licences.join('\n\n')}\n` }
}
