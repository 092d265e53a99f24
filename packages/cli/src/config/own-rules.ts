import { FAMILIES, type Rule } from 'unmangle-core'
import { reasonOf } from '../io.ts'
import { importModule } from './import-module.ts'

const ID = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/
const KINDS: readonly unknown[] = ['prose', 'source', 'pair']
const known: readonly unknown[] = FAMILIES

/**
 * The rules of a project's own module: what it exports as `rule`, `rules` or by default.
 *
 * @param file Absolute.
 * @throws {Error} if it cannot be loaded, or what it exports is no rule.
 */
export async function loadOwnRules(file: string): Promise<Rule[]> {
  let exported: Readonly<Record<string, unknown>>
  try {
    exported = await importModule(file)
  } catch (error) {
    throw new Error(`cannot be loaded: ${reasonOf(error)}`)
  }
  const { rule, rules, default: fallback } = exported
  const found: unknown[] = [rules ?? rule ?? fallback ?? []].flat()
  if (found.length === 0) throw new Error('exports no rule')
  return found.map(ruleFrom)
}

function ruleFrom(value: unknown): Rule {
  const fault = faultOf(value)
  if (fault !== undefined || !isRule(value)) throw new Error(`exports what is no rule: ${fault}`)
  // Unmangle describes its own rules alone.
  return value.url === undefined ? { ...value, url: '' } : value
}

function isRule(value: unknown): value is Rule {
  return faultOf(value) === undefined
}

function faultOf(value: unknown): string | undefined {
  if (typeof value !== 'object' || value === null) return 'it is no object'
  const { id, kind, family, description, check } = value as Partial<Record<keyof Rule, unknown>>
  if (typeof id !== 'string' || !ID.test(id)) return 'id takes words in lower case with hyphens between'
  if (!KINDS.includes(kind)) return `kind of ${id} takes ${KINDS.join(', ')}`
  if (!known.includes(family)) return `family of ${id} takes one of ${known.join(', ')}`
  if (typeof description !== 'string') return `${id} has no description`
  return typeof check === 'function' ? undefined : `${id} has no check`
}
