import type { Rule } from 'unmangle-core'

/** As much of a JSON Schema as tells what a map holds. */
interface MapSchema {
  readonly description?: string
  readonly properties: Readonly<Record<string, MapSchema>>
  readonly items: MapSchema
}

export function configJsonSchema(schema: object, names: Readonly<Record<string, string>>): MapSchema
export function ruleNames(rules: readonly Rule[], families: readonly string[]): Record<string, string>
