import { FIRST_VERSION, type Rule } from 'unmangle-core'
import type { Layer } from './layers.ts'
import { capsOf } from './layers.ts'

/**
 * The rules that came after the version that a project agreed to, and that it says nothing of by name. A project that
 * names none agreed to those of the first: no upgrade fails its builds unasked.
 */
export function newerRules(rules: readonly Rule[], version: string | undefined, layers: readonly Layer[]): Rule[] {
  const agreed = version ?? FIRST_VERSION
  const caps = capsOf(layers)
  return rules.filter(
    ({ id, family, since = FIRST_VERSION }) =>
      isLater(since, agreed) && !caps.has(id) && caps.get(family)?.value !== 'off',
  )
}

function isLater(a: string, b: string): boolean {
  const left = a.split('.').map(Number)
  const right = b.split('.').map(Number)
  for (const [i, part] of left.entries()) if (part !== right[i]) return part > (right[i] ?? 0)
  return false
}
