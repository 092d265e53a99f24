import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { repositoryOf } from './ignored.ts'

export const OWN_GLOSSARY = 'unmangle.glossary.yaml'

/**
 * The glossary that a repository keeps for all that is in it: at its top, or outside of one in the folder itself. A
 * review adds to it, and every run reads it.
 */
export function ownGlossary(folder: string): { readonly path: string; readonly exists: boolean } {
  const path = join(repositoryOf(folder) ?? folder, OWN_GLOSSARY)
  return { path, exists: existsSync(path) }
}
