import { isAbsolute, relative, sep } from 'node:path'

/** Whether a relative path leads out of the folder that it starts from. */
export function isOutside(path: string): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)
}

/** A path as reports show it: relative to a folder, with `/` between its parts. */
export function shownPath(folder: string, path: string): string {
  const shown = relative(folder, path)
  return sep === '/' ? shown : shown.split(sep).join('/')
}

/** Whether a path is a folder or lies in it. */
export function isWithin(folder: string, path: string): boolean {
  return !isOutside(relative(folder, path))
}
