import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { createSourceFile, forEachChild, isRegularExpressionLiteral, type Node, ScriptTarget } from 'typescript'
import { expect, test } from 'vitest'

const SIZE = 30_000
/** What a pattern may take for `SIZE` characters, in milliseconds of CPU time: what is more than linear takes several times as much. */
const MOST = 150
const COMMON = [
  ' ',
  'a',
  'A',
  '1',
  '.',
  '-',
  '_',
  '"',
  '\n',
  '\t',
  '<',
  '>',
  '{',
  '[',
  '`',
  '*',
  '&',
  ':',
  '/',
  'é',
  '漢',
]

interface Literal {
  readonly place: string
  readonly pattern: RegExp
}

function literals(): Literal[] {
  const out: Literal[] = []
  const seen = new Set<string>()
  for (const entry of readdirSync('packages', { recursive: true, withFileTypes: true })) {
    const file = join(entry.parentPath, entry.name)
    if (!/^packages\/[\w-]+\/src\//.test(file) || !/\.ts$/.test(file) || /\.test(-helper)?\.ts$/.test(file)) continue
    const source = createSourceFile(file, readFileSync(file, 'utf8'), ScriptTarget.Latest)
    const visit = (node: Node): void => {
      if (isRegularExpressionLiteral(node) && !seen.has(node.text)) {
        seen.add(node.text)
        const end = node.text.lastIndexOf('/')
        const flags = node.text.slice(end + 1)
        const { line } = source.getLineAndCharacterOfPosition(node.pos)
        out.push({ place: `${file}:${line + 1}`, pattern: new RegExp(node.text.slice(1, end), flags) })
      }
      forEachChild(node, visit)
    }
    visit(source)
  }
  return out
}

/** Long texts of what a pattern is made of, each with an end that it cannot match. */
function* pumped({ source }: RegExp): Generator<string> {
  const own = [...new Set(source.replace(/\\[pP]\{[^}]*\}|\\[a-zA-Z]|[\\()|?+^$]/g, ' '))].slice(0, 24)
  const units = [...new Set([...own, ...COMMON])]
  for (const unit of units) yield unit.repeat(SIZE)
  for (const first of units.slice(0, 12))
    for (const second of units.slice(0, 12)) if (first !== second) yield (first + second).repeat(SIZE / 2)
}

function cost(pattern: RegExp, text: string): number {
  const before = process.cpuUsage()
  for (const tail of ['\u0001', '\u0001\n']) {
    pattern.lastIndex = 0
    pattern.test(text + tail)
  }
  const { user, system } = process.cpuUsage(before)
  return (user + system) / 1000
}

test('no pattern takes more than linear time', () => {
  const all = literals()
  expect(all.length).toBeGreaterThan(200)
  const slow: string[] = []
  for (const { place, pattern } of all) {
    for (const text of pumped(pattern)) {
      if (cost(pattern, text) < MOST || cost(pattern, text) < MOST) continue
      slow.push(`${place} ${pattern} on ${JSON.stringify(text.slice(0, 6))}…`)
      break
    }
  }
  expect(slow).toEqual([])
}, 600_000)
