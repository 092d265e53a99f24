import platformPath, { type PlatformPath } from 'node:path'

/** Whether a relative path leads out of the folder that it starts from. */
export function isOutside(path: string, { sep, isAbsolute }: PlatformPath = platformPath): boolean {
  return path === '..' || path.startsWith(`..${sep}`) || isAbsolute(path)
}

/** A path as reports show it: relative to a folder, with `/` between its parts. */
export function shownPath(folder: string, path: string, { sep, relative }: PlatformPath = platformPath): string {
  const shown = relative(folder, path)
  return sep === '/' ? shown : shown.split(sep).join('/')
}

/** Whether a path is a folder or lies in it. */
export function isWithin(folder: string, path: string, platform: PlatformPath = platformPath): boolean {
  return !isOutside(platform.relative(folder, path), platform)
}
