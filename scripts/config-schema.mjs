import { toJsonSchema } from '@valibot/to-json-schema'

/**
 * The JSON Schema by which editors check and complete a configuration file.
 *
 * @param {import('valibot').GenericSchema} schema What the command reads it by.
 * @param {Readonly<Record<string, string>>} names What `rules` may name, with a description each. Rules of a project's
 *   own have other names.
 */
export function configJsonSchema(schema, names) {
  // What only code can check, such as whether a language tag is one, is left to the command.
  const json = toJsonSchema(schema, { errorMode: 'ignore' })
  const { overrides } = json.properties
  for (const { properties } of [json, overrides.items]) {
    const { additionalProperties } = properties.rules
    properties.rules.properties = Object.fromEntries(
      Object.entries(names).map(([name, description]) => [name, { description, ...additionalProperties }]),
    )
  }
  return { title: 'Configuration of Unmangle', ...json }
}

/**
 * What a configuration can name among the rules that ship.
 *
 * @param {readonly import('unmangle-core').Rule[]} rules
 * @param {readonly string[]} families
 */
export function ruleNames(rules, families) {
  const ofFamilies = families.map((family) => [family, `All rules of the family ${family}.`])
  return Object.fromEntries([...ofFamilies, ...rules.map(({ id, description }) => [id, `${description}.`])])
}
