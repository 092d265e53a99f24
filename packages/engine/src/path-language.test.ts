import { describe, expect, test } from 'vitest'
import { pathLanguage, pathWithin } from './path-language.ts'

describe('the language of a path', () => {
  const language = pathLanguage(['en', 'es', 'zh', 'pt', 'no'])
  test.each([
    ['docs/es/x.md', 'es'],
    ['x.es.md', 'es'],
    ['docs/es/x.fr.md', 'fr'],
    ['docs/zh-cn/x.md', 'zh-CN'],
    ['i18n/zh-Hans/docs/x.md', 'zh-Hans'],
    ['pt_BR/x.md', 'pt-BR'],
    ['README.zh-Hant-TW.md', 'zh-Hant-TW'],
    ['fr-CA/x.md', 'fr-CA'],
    ['es.md', undefined],
    ['es-419/x.md', 'es-419'],
    ['es-en/x.md', undefined],
    ['to-do/x.md', undefined],
    ['src/x.ts.md', undefined],
    ['docs/x.test.md', undefined],
    ['ES/x.md', undefined],
    ['v1.2.md', undefined],
    ['docs\\es\\x.md', 'es'],
    ['x.md', undefined],
  ])('%s', (path, tag) => {
    expect(language(path)).toBe(tag)
  })
})

test('what stands above the folder is left out', () => {
  expect(pathWithin('/home/it', '/home/it/docs/a.md')).toBe('docs/a.md')
  expect(pathWithin('/home/it', '/home/item/a.md')).toBe('/home/item/a.md')
  expect(pathWithin('', '/a.md')).toBe('/a.md')
})
