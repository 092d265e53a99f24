import manifest from '../package.json' with { type: 'json' }

/** The version of the command, with the Markdown parser in use. */
export function versionText(parser: string): string {
  return `unmangle ${manifest.version} (Markdown parser: ${parser})\n`
}
