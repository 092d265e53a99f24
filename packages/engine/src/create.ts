import { parseMarkdown } from 'unmangle-readers'
import type { Options, Unmangler } from './options.ts'
import { assembleUnmangler } from './unmangler.ts'

/**
 * Puts packs, glossary and rules together, with a Markdown parser in pure JavaScript.
 *
 * @throws {Error} if a cap names no rule and no family that is known.
 */
export function createUnmangler(options: Options): Unmangler {
  return assembleUnmangler(parseMarkdown, options)
}
