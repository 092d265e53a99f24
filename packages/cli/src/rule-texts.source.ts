import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(new URL('../../rules/src/', import.meta.url))

/** The readme of a rule. */
export function ruleText(id: string): string {
  return readFileSync(`${home}${id}/readme.md`, 'utf8')
}
