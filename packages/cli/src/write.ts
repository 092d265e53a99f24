import { constants } from 'node:fs'
import { access, lstat, mkdir, readFile, realpath, unlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import writeFileAtomic from 'write-file-atomic'
import { isOutside } from './paths.ts'

/**
 * Writes a text in place of what a file held when it was read: all of it or nothing. A symbolic link stays and what it
 * leads to is written; the mode stays.
 *
 * @throws {Error} if the file has changed since, may not be written or cannot be.
 */
export async function replaceFile(path: string, before: Uint8Array, text: string): Promise<void> {
  const real = await realpath(path)
  await access(real, constants.W_OK)
  if (!(await readFile(real)).equals(before)) throw new Error('was changed while it was read; left as it is')
  await writeFileAtomic(real, text)
}

/**
 * Writes a text at the relative path of a file under another folder, with the mode of that file.
 *
 * @throws {Error} if the place is not really under the folder (a symbolic link leads away), or cannot be written.
 */
export async function writeCopy(folder: string, path: string, text: string, mode: number): Promise<void> {
  const parent = join(folder, dirname(path))
  await mkdir(parent, { recursive: true })
  const [realFolder, realParent] = await Promise.all([realpath(folder), realpath(parent)])
  if (isOutside(relative(realFolder, realParent)))
    throw new Error(`cannot be written: ${parent} leads out of ${folder}`)
  const target = join(realParent, basename(path))
  // What the link leads to may be an original.
  if (await isLink(target)) await unlink(target)
  await writeFileAtomic(target, text, { mode })
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink()
  } catch {
    return false
  }
}
