import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { Ajv } from 'ajv'
import ts from 'typescript'
import { FAMILIES } from 'unmangle-core'
import { rules } from 'unmangle-rules'
import { describe, expect, test } from 'vitest'
import { configSchema } from '../packages/cli/src/config/schema.ts'
import { configJsonSchema, ruleNames } from '../scripts/config-schema.mjs'

const root = fileURLToPath(new URL('../', import.meta.url))
const schema = configJsonSchema(configSchema, ruleNames(rules, FAMILIES))
const validate = new Ajv({ strict: true, strictTypes: false }).compile(schema)

describe('the schema for editors', () => {
  test.each([
    {},
    { $schema: './config.schema.json', version: '0.1.0', failOn: 'none', ignore: ['drafts'], ruleFiles: ['./a.ts'] },
    { rules: { calque: 'off', name: 'report', 'my-own': 'suggest' }, lang: 'es-419', from: ['en', 'fr'] },
    {
      accept: ['Ana'],
      glossaries: ['a.yaml'],
      frontMatter: ['lede'],
      templateTags: ['<% %>'],
      phrases: { en: ['calques.yaml'] },
    },
    {
      overrides: [{ files: ['docs'], lang: 'es', rules: { calque: 'off' } }],
      translations: { frontMatter: 'a=b', others: 'report' },
    },
  ])('takes %j', (config) => {
    expect(validate(config), JSON.stringify(validate.errors)).toBe(true)
  })

  test.each([
    [],
    { ruls: {} },
    { rules: { calque: 'on' } },
    { version: 0.1 },
    { version: '1' },
    { failOn: 'never' },
    { overrides: [{ lang: 'es' }] },
    { overrides: [{ files: ['a'], version: '0.1.0' }] },
    { templateTags: ['<%'] },
    { translations: { files: ['a'], others: 'no' } },
  ])('does not take %j', (config) => {
    expect(validate(config)).toBe(false)
  })

  test('completes the names of rules and families, everywhere', () => {
    for (const { properties } of [schema, schema.properties.overrides.items])
      expect(Object.keys(properties.rules.properties)).toEqual(
        expect.arrayContaining(['calque', 'grammar', 'name-case']),
      )
  })

  test('says of each key what the types say of it', () => {
    const file = join(root, 'packages/cli/src/config/config.ts')
    const source = ts.createSourceFile(file, readFileSync(file, 'utf8'), ts.ScriptTarget.Latest, true)
    const said = new Map<string, string>()
    for (const statement of source.statements.filter(ts.isInterfaceDeclaration))
      for (const member of statement.members) {
        const comment = ts
          .getJSDocCommentsAndTags(member)
          .map((doc) => ts.getTextOfJSDocComment(doc.comment))
          .join()
        said.set(`${statement.name.text}.${member.name?.getText()}`, comment)
      }
    const { overrides, translations } = schema.properties
    const parts = { Config: schema, FileConfig: overrides.items, Override: overrides.items, Translations: translations }
    for (const [key, comment] of said) {
      const [part = '', name = ''] = key.split('.')
      const properties = new Map(Object.entries(parts)).get(part)?.properties
      expect(properties?.[name]?.description, key).toBe(comment)
    }
    expect(said.size).toBeGreaterThan(15)
  })
})

const START = "import { defineConfig } from 'unmangle'\nexport default defineConfig("

test('config.md says of each key what the schema says of it', () => {
  const reference = readFileSync(join(root, 'packages/cli/config.md'), 'utf8')
  const { overrides, translations } = schema.properties
  const keys = [
    ...Object.entries(schema.properties),
    ...Object.entries(translations.properties).map(([key, value]) => [`translations.${key}`, value] as const),
    ['overrides[].files', overrides.items.properties.files] as const,
  ]
  for (const [key, { description }] of keys) expect(reference).toContain(`\n| \`${key}\` | ${description} |\n`)
})

/** What the compiler says of configurations in TypeScript that stand beside the command's package. */
function complaintsOf(configs: readonly string[]): string[] {
  const texts = new Map(configs.map((config, i) => [join(root, `tests/config-${i}.ts`), `${START}${config})\n`]))
  const options: ts.CompilerOptions = {
    module: ts.ModuleKind.NodeNext,
    moduleResolution: ts.ModuleResolutionKind.NodeNext,
    customConditions: ['source'],
    allowImportingTsExtensions: true,
    noEmit: true,
    strict: true,
    lib: ['lib.es5.d.ts'],
    types: [],
  }
  const host = ts.createCompilerHost(options)
  const { fileExists, getSourceFile } = host
  host.fileExists = (path) => texts.has(path) || fileExists.call(host, path)
  host.getSourceFile = (path, version) => {
    const text = texts.get(path)
    return text === undefined ? getSourceFile.call(host, path, version) : ts.createSourceFile(path, text, version, true)
  }
  const program = ts.createProgram([...texts.keys()], options, host)
  // Types that stand alone: whoever imports them needs no other package.
  expect(program.getSourceFiles().filter(({ fileName }) => /unmangle-|valibot/.test(fileName))).toEqual([])
  return [...texts.keys()].map((path) =>
    program
      .getSemanticDiagnostics(program.getSourceFile(path))
      .map(({ messageText }) => ts.flattenDiagnosticMessageText(messageText, '\n'))
      .join('\n'),
  )
}

test('defineConfig takes what a configuration is by its type, and nothing else', () => {
  const complaints = complaintsOf([
    "{ rules: { calque: 'off' }, overrides: [{ files: ['docs'], from: 'es' }] }",
    "{ ruls: { calque: 'off' } }",
    "{ rules: { calque: 'on' } }",
    "{ overrides: [{ lang: 'es' }] }",
  ])
  expect(complaints).toEqual([
    '',
    expect.stringMatching(/'ruls'.*did you mean.*'rules'/i),
    expect.stringContaining('"on"'),
    expect.stringContaining("'files'"),
  ])
})
