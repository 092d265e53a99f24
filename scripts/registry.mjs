// Gathers rules from their folders, so that no list is kept by hand. Writes packages/rules/src/registry.generated.ts.
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const home = fileURLToPath(new URL('../packages/rules/src/', import.meta.url))
const ids = readdirSync(home, { withFileTypes: true })
  .filter((entry) => entry.isDirectory() && existsSync(`${home}${entry.name}/index.ts`))
  .map((entry) => entry.name)
  .sort()
const name = (id) => id.replace(/-(.)/g, (_, letter) => letter.toUpperCase())
const text = [
  '// Written by scripts/registry.mjs from the folders beside it.',
  "import type { Rule } from 'unmangle-core'",
  ...ids.map((id) => `import { rule as ${name(id)} } from './${id}/index.ts'`),
  '',
  `export const rules: readonly Rule[] = [${ids.map(name).join(', ')}]`,
  '',
].join('\n')
const file = `${home}registry.generated.ts`
if (!existsSync(file) || readFileSync(file, 'utf8') !== text) writeFileSync(file, text)
