import { mkdirSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { cacheFolder } from '../packages/cli/src/cache-folder.ts'
import { Engines, nodeEngine } from '../packages/cli/src/engines.ts'
import { run, temporaryFolder } from './cli-harness.ts'

const NAMES = `lang: en
terms:
  - term: Ana Ruiz
    kind: person
    parts: { family: Ruiz, given: Ana }
    aliases: [A. Ruiz]
    never: [Anna Ruiz]
    forms: { es: Ana Ruiz }
  - term: Town Hall
    forms: { es: Ayuntamiento, fr: Mairie }
    note: where the mayor sits
`

function folderWith(files: Readonly<Record<string, string | Uint8Array>>): string {
  const cwd = temporaryFolder()
  for (const [name, text] of Object.entries(files)) writeFileSync(join(cwd, name), text)
  return cwd
}

const glossary = (cwd: string, ...argv: string[]) => run(['glossary', ...argv], { cwd })

describe('unmangle glossary convert', () => {
  test('writes the format that the file or the option names, and tells what has no place in it', async () => {
    const cwd = folderWith({ 'names.yaml': NAMES })
    expect(await glossary(cwd, 'convert', 'names.yaml', '-o', 'names.csv')).toMatchObject({
      status: 0,
      out: '',
      err: '',
    })
    expect(readFileSync(join(cwd, 'names.csv'), 'utf8')).toBe(
      'term,kind,family,given,aliases,never,note,lang,es,fr\n' +
        'Ana Ruiz,person,Ruiz,Ana,A. Ruiz,Anna Ruiz,,en,Ana Ruiz,\n' +
        'Town Hall,,,,,,where the mayor sits,en,Ayuntamiento,Mairie\n',
    )
    const there = await glossary(cwd, 'convert', 'names.csv', '--to', 'yaml')
    expect(there.out).toBe(NAMES)
    const google = await glossary(cwd, 'convert', 'names.yaml', '--to=google', '--from=en', '--lang=es')
    expect(google.out).toBe('en,es\nAna Ruiz,Ana Ruiz\nTown Hall,Ayuntamiento\n')
    expect(google.err).toBe(
      'unmangle: names.yaml: google has no place for kind (1), parts (1), form fr (1), alias (1), forbidden form (1), note (1)\n',
    )
  })

  test('tells what is broken, and converts the rest', async () => {
    const cwd = folderWith({ 'names.yaml': `${NAMES}  - term: 7\n` })
    const { status, out, err } = await glossary(cwd, 'convert', 'names.yaml', '--to', 'tsv')
    expect(status).toBe(2)
    expect(err).toBe('unmangle: names.yaml:12:11: `term` must be text; quote it\n')
    expect(out).toContain('Town Hall\t')
  })

  test.each([
    ['needs one glossary file', ['--to', 'yaml']],
    ['needs --to (yaml, json', ['names.yaml']],
    ['names.txt: its extension names no format', ['names.yaml', '-o', 'names.txt']],
    ['--to is one of yaml', ['names.yaml', '--to', 'xls']],
    ['po holds two languages', ['names.yaml', '--to', 'po']],
    ['none.yaml: does not exist', ['none.yaml', '--to', 'csv']],
    ["Unknown option '--into'", ['names.yaml', '--into', 'csv']],
  ])('says that it %s', async (message, argv) => {
    const { status, out, err } = await glossary(folderWith({ 'names.yaml': NAMES }), 'convert', ...argv)
    expect([status, out]).toEqual([2, ''])
    expect(err).toContain(message)
  })
})

const DOUBTFUL = `terms:
  - term: Ana Ruiz
    kind: person
    lang: en
    parts: { family: Ruis, given: Ana }
  - term: Oslo
    lang: en
    aliases: [Upon, WHO, Christiania, Christiania]
    never: [Bergen]
  - { term: Bergen, lang: en, aliases: [Oslo] }
  - { term: Oslo, lang: en, nots: x }
  - { term: Oslo, lang: de }
  - { term: "Mu\u0308nchen", never: [the] }
`

describe('unmangle glossary check', () => {
  test('names each doubt with its place', async () => {
    const cwd = folderWith({ 'a.yaml': DOUBTFUL, 'b.csv': 'term,lang,aliases\nTrondheim,en,Bergen\n' })
    const { status, out, err } = await glossary(cwd, 'check', 'a.yaml', 'b.csv')
    expect([status, err]).toEqual([1, ''])
    expect(out.split('\n')).toEqual([
      'a.yaml:5:12: the parts do not make up "Ana Ruiz"',
      'a.yaml:8:15: the alias “Upon” is an ordinary word',
      'a.yaml:8:26: “Christiania” stands twice',
      'a.yaml:9:13: “Bergen” is forbidden here and right in a.yaml:10',
      'a.yaml:10:41: “Oslo” is a form of “Oslo” too, a.yaml:6',
      'a.yaml:11:13: “Oslo” is a term of a.yaml:6 already',
      'a.yaml:11:29: unknown key `nots`; one of lang, term, kind, parts, aliases, never, forms, gender, note, source is expected',
      'a.yaml:13:15: the text is not in NFC',
      'a.yaml:13:33: the forbidden form “the” is an ordinary word',
      'b.csv:2:14: “Bergen” is a form of “Bergen” too, a.yaml:10',
      '',
    ])
    const json = await glossary(cwd, 'check', '--format', 'json', 'b.csv', 'a.yaml')
    expect(JSON.parse(json.out)[0]).toEqual({
      file: 'a.yaml',
      line: 5,
      column: 12,
      message: 'the parts do not make up "Ana Ruiz"',
    })
  })

  test('finds nothing in a sound one, and reads on after a broken one', async () => {
    const cwd = folderWith({ 'names.yaml': NAMES, 'bytes.csv': Buffer.from([0x74, 0x0a, 0xff]), 'bad.tbx': '<tbx>' })
    expect(await glossary(cwd, 'check', 'names.yaml')).toMatchObject({ status: 0, out: '', err: '' })
    const { status, out, err } = await glossary(cwd, 'check', 'bytes.csv', 'bad.tbx', 'names.yaml', 'names.yaml')
    expect(status).toBe(2)
    expect(err).toMatch(/^unmangle: bytes\.csv:2: is not UTF-8\nunmangle: bad\.tbx:1:6: unclosed tag: tbx\n$/)
    expect(out).toContain('names.yaml:3:11: “Ana Ruiz” is a term of names.yaml:3 already')
  })

  test('needs a file', async () => {
    expect(await glossary(temporaryFolder(), 'check')).toMatchObject({ status: 2 })
    expect((await glossary(temporaryFolder(), 'check', 'x.yaml', '--format', 'xml')).err).toContain('stylish or json')
  })
})

describe('unmangle glossary stats', () => {
  test('counts', async () => {
    const cwd = folderWith({ 'names.yaml': NAMES, 'more.csv': 'term\nZilla\n' })
    const { status, out } = await glossary(cwd, 'stats', 'names.yaml', 'more.csv')
    expect(status).toBe(0)
    expect(out).toMatch(
      /^terms {6}3 \(person 1, term 2\)\nlanguages {2}en 2, es 2, \* 1, fr 1\nforms {6}3\naliases {4}1\nnever {6}1\nindex {6}about \d+ kB of memory for text in en\n$/,
    )
    const json = await glossary(cwd, 'stats', '--format=json', 'names.yaml')
    expect(JSON.parse(json.out)).toMatchObject({ terms: 2, kinds: { person: 1, term: 1 }, index: { lang: 'en' } })
  })
})

describe('unmangle glossary learn', () => {
  test('proposes frequent names with their spellings', async () => {
    const cwd = folderWith({
      'a.md':
        'The mayor met Marta Kovalenko. In Veldburg, Marta Kovalenko spoke. Later Marta Kovalenco left Veldburg.\n',
      'b.md':
        '# Marta Kovalenko\n\nPeople in `Codeburg` and Veldburg like her. However, this is it. However, it is not. However!\n',
    })
    const { status, out, err } = await glossary(cwd, 'learn', '.', '--lang', 'en', '-o', 'names.yaml')
    expect([status, out, err]).toEqual([0, '', ''])
    expect(readFileSync(join(cwd, 'names.yaml'), 'utf8')).toBe(
      'lang: en\nterms:\n' +
        '  - term: Marta Kovalenko\n    note: "seen 3; also “Marta Kovalenco” 1"\n' +
        '  - term: Veldburg\n    note: seen 3\n',
    )
    expect(await glossary(cwd, 'check', 'names.yaml')).toMatchObject({ status: 0, out: '' })
    expect((await glossary(cwd, 'learn', 'a.md', '--least', '9')).out).toBe('terms: []\n')
  })

  test('proposes how translations render names, with the minority in the note', async () => {
    const cwd = temporaryFolder()
    for (const folder of ['docs/en', 'docs/es']) mkdirSync(join(cwd, folder), { recursive: true })
    const write = (name: string, english: readonly string[], spanish: readonly string[]) => {
      writeFileSync(join(cwd, 'docs/en', name), `${english.join('\n\n')}\n`)
      writeFileSync(join(cwd, 'docs/es', name), `${spanish.join('\n\n')}\n`)
    }
    write(
      'a.md',
      [
        '# News',
        'The port of Leghorn was closed by Olga Petrenko.',
        'Ships left Leghorn.',
        'Rain fell on Leghorn too.',
      ],
      [
        '# Noticias',
        'El puerto de Livorno fue cerrado por Olha Petrenko.',
        'Los barcos dejaron Livorno.',
        'Llovió en Livorrno.',
      ],
    )
    write(
      'b.md',
      ['The minister met Olga Petrenko.', 'A friend of Olga Petrenko spoke in Leghorn.'],
      ['El ministro vio a Olha Petrenko.', 'Un amigo de Olha Petrenko habló en Livorno.'],
    )
    writeFileSync(join(cwd, 'docs/en/untranslated.md'), 'Nobody reads Leghorn.\n')
    const { status, out, err } = await glossary(cwd, 'learn', '--pairs', 'docs/en=docs/es')
    expect([status, err]).toEqual([0, ''])
    expect(out).toBe(
      'lang: en\nterms:\n' +
        '  - term: Leghorn\n    forms: { es: Livorno }\n    note: "seen 4, “Livorno” 3; also “Livorrno” 1"\n' +
        '  - term: Olga Petrenko\n    forms: { es: Olha Petrenko }\n    note: "seen 3, “Olha Petrenko” 3"\n',
    )
    const one = await glossary(cwd, 'learn', '--pairs=docs/en/b.md=docs/es/b.md', '--least=2')
    expect(one.out).toContain('Olha Petrenko')
  })

  test.each([
    ['takes paths or --pairs, not both', ['x.md', '--pairs', 'a=b']],
    ['--pairs takes ORIGINAL=TRANSLATION', ['--pairs', 'a']],
    ['--least takes a number', ['--least', 'few']],
    ['nothing tells the language', ['--pairs', 'a.md=b.md']],
    ['none.md: does not exist', ['none.md']],
  ])('says that it %s', async (message, argv) => {
    const cwd = folderWith({ 'a.md': 'x\n', 'b.md': 'y\n' })
    const { status, err } = await glossary(cwd, 'learn', ...argv)
    expect(status).toBe(2)
    expect(err).toContain(message)
  })
})

test('unmangle glossary says what it can do', async () => {
  const cwd = temporaryFolder()
  expect((await glossary(cwd, '--help')).out).toMatch(/^Usage: unmangle glossary convert/)
  expect((await glossary(cwd)).err).toContain('glossary needs one of convert, check, learn, stats')
  expect((await glossary(cwd, 'chek')).err).toContain('glossary has no chek; did you mean check?')
})

describe('what is compiled of glossaries', () => {
  const names = 'terms:\n  - { term: Zora Vell, kind: person, never: [Zorah Vell] }\n'
  const answers = async (cwd: string, cache: string, file = 'names.yaml') => {
    const problems: string[] = []
    const engines = new Engines(nodeEngine, cwd, (problem) => problems.push(problem), cache)
    const settings = { caps: {}, glossaries: [join(cwd, file)] }
    const { findings } = (await engines.get(settings)).check({ text: 'Yesterday Zorah Vell spoke.', lang: 'en' })
    return { problems, found: findings.map(({ expected, why }) => [expected[0], /\((\S+:\d+)\)/.exec(why)?.[1]]) }
  }

  test('is kept, read back, and made anew for another text', async () => {
    const cwd = folderWith({ 'names.yaml': names })
    const cache = join(cwd, 'deep/cache')
    const first = await answers(cwd, cache)
    expect(first).toEqual({ problems: [], found: [['Zora Vell', 'names.yaml:2']] })
    const kept = readdirSync(cache).sort()
    expect(kept.map((name) => name.replace(/^[0-9a-f]{40}/, ''))).toEqual(
      expect.arrayContaining(['.terms', '.en.overlay']),
    )
    expect(await answers(cwd, cache)).toEqual(first)
    expect(readdirSync(cache).sort()).toEqual(kept)
    writeFileSync(join(cwd, 'names.yaml'), `# ours\n${names.replaceAll('Zora ', 'Zara ')}`)
    expect((await answers(cwd, cache)).found).toEqual([['Zara Vell', 'names.yaml:3']])
    expect(readdirSync(cache)).toHaveLength(4)
  })

  test('never stands in the way', async () => {
    const cwd = folderWith({ 'names.yaml': names, file: '', 'broken.yaml': `${names}  - term: 7\n` })
    const found = [['Zora Vell', 'names.yaml:2']]
    expect((await answers(cwd, join(cwd, 'file/cache'))).found).toEqual(found)
    const cache = join(cwd, 'cache')
    await answers(cwd, cache)
    for (const name of readdirSync(cache)) writeFileSync(join(cache, name), 'rubbish, and not of a length by four')
    expect((await answers(cwd, cache)).found).toEqual(found)
    for (let i = 0; i < 2; i++)
      expect(await answers(cwd, cache, 'broken.yaml')).toEqual({
        problems: ['glossary broken.yaml:3:11: `term` must be text; quote it'],
        found: [['Zora Vell', 'broken.yaml:2']],
      })
  })

  test.each([
    [{ UNMANGLE_CACHE: '/c', XDG_CACHE_HOME: '/x' }, '/c'],
    [{ UNMANGLE_CACHE: '', XDG_CACHE_HOME: '/x' }, undefined],
    [{ XDG_CACHE_HOME: '/x' }, join('/x', 'unmangle')],
    [{}, undefined],
  ])('is kept where the user keeps such things: %j', (env, folder) => {
    expect(cacheFolder(env)).toBe(folder)
  })
})
