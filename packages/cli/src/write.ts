import { randomBytes } from 'node:crypto'
import { constants, type Stats } from 'node:fs'
import { access, type FileHandle, lstat, mkdir, open, readFile, realpath, rename, stat, unlink } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import { isOutside } from './paths.ts'

/**
 * Writes a text in place of what a file held when it was read: all of it or nothing. A symbolic link stays and what it
 * leads to is written; mode and owner stay.
 *
 * @throws {Error} if the file has changed since, may not be written or cannot be.
 */
export async function replaceFile(path: string, before: Uint8Array, text: string): Promise<void> {
  const real = await realpath(path)
  await access(real, constants.W_OK)
  await writeWhole(real, text, await stat(real), async () => {
    if (!(await readFile(real)).equals(before)) throw new Error('was changed while it was read; left as it is')
  })
}

/**
 * Writes a text at the relative path of a file under another folder, with the mode of that file.
 *
 * @throws {Error} if the place is not really under the folder (a symbolic link leads away), or cannot be written.
 */
export async function writeCopy(folder: string, path: string, text: string, { mode }: Stats): Promise<void> {
  const parent = join(folder, dirname(path))
  await mkdir(parent, { recursive: true })
  const [realFolder, realParent] = await Promise.all([realpath(folder), realpath(parent)])
  if (isOutside(relative(realFolder, realParent)))
    throw new Error(`cannot be written: ${parent} leads out of ${folder}`)
  const target = join(realParent, basename(path))
  // What the link leads to may be an original.
  if (await isLink(target)) await unlink(target)
  await writeWhole(target, text, { mode })
}

/** A file with this at its end is half written, or was when its writer was killed: none that is read ends so. */
const UNFINISHED = '.unmangle-tmp'

/**
 * Writes a file beside its place and moves it there: who reads it sees the old or the new one.
 *
 * @param last Asked when all is written; what it throws leaves the place as it is.
 */
export async function writeWhole(
  path: string,
  text: string | Uint8Array,
  like?: { mode: number; uid?: number; gid?: number },
  last?: () => Promise<void>,
): Promise<void> {
  // Of its own length: a file may have the longest name that there can be.
  const beside = join(dirname(path), `.${randomBytes(9).toString('hex')}${UNFINISHED}`)
  const file = await open(beside, 'wx', like ? like.mode & 0o7777 : 0o666)
  try {
    try {
      await file.writeFile(text)
      if (like) await keep(file, like)
      await file.sync()
    } finally {
      await file.close()
    }
    await last?.()
    await rename(beside, path)
  } catch (error) {
    await unlink(beside).catch(() => {})
    throw error
  }
}

/** Owner first: a change of owner takes bits off the mode, as the process's mask has done. */
async function keep(file: FileHandle, like: { mode: number; uid?: number; gid?: number }): Promise<void> {
  const { uid, gid } = await file.stat()
  if (like.uid !== undefined && like.gid !== undefined && (like.uid !== uid || like.gid !== gid)) {
    // Only a superuser gives files away; who may write a file that is another's owns what he writes.
    await file.chown(like.uid, like.gid).catch(() => {})
  }
  await file.chmod(like.mode & 0o7777)
}

async function isLink(path: string): Promise<boolean> {
  try {
    return (await lstat(path)).isSymbolicLink()
  } catch {
    return false
  }
}
