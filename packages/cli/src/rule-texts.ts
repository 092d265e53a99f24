import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const file = fileURLToPath(new URL('../data/rules.json', import.meta.url))
let texts: Readonly<Record<string, string>> | undefined

/** The readme of a rule, from what the build gathered. */
export function ruleText(id: string): string {
  texts ??= JSON.parse(readFileSync(file, 'utf8')) as Readonly<Record<string, string>>
  return texts[id] ?? ''
}
