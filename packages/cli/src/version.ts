import manifest from '../package.json' with { type: 'json' }

/** Where the project is. */
export const HOME = 'https://github.com/unmangle/unmangle'

/** The version of the command. */
export const VERSION: string = manifest.version

/** The version of the command, with the Markdown parser in use. */
export function versionText(parser: string): string {
  return `unmangle ${VERSION} (Markdown parser: ${parser})\n`
}
