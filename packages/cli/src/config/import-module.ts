import { statSync } from 'node:fs'
import { pathToFileURL } from 'node:url'

const TYPESCRIPT = /\.[cm]?ts$/

/**
 * Loads a module that a person wrote for this project, TypeScript too, on Node versions that cannot do that themselves. It
 * is loaded anew when it has changed; what it imports itself is not.
 *
 * @param file Absolute.
 * @throws What the module throws, or what is wrong with it.
 */
export async function importModule(file: string): Promise<Readonly<Record<string, unknown>>> {
  const href = `${pathToFileURL(file)}?${statSync(file).mtimeMs}`
  if (!TYPESCRIPT.test(file)) return import(href)
  if (Reflect.get(process.features, 'typescript'))
    try {
      return await import(href)
    } catch (error) {
      // Node strips types, and leaves enums and the like to others.
      if (!(error instanceof Error && 'code' in error && error.code === 'ERR_UNSUPPORTED_TYPESCRIPT_SYNTAX'))
        throw error
    }
  const { createJiti } = await import('jiti')
  return createJiti(file, { moduleCache: false }).import(file)
}
