import { createNodeUnmangler } from 'unmangle-engine/node'
import { describe, expect, it } from 'vitest'

const { fix } = await createNodeUnmangler({ lang: 'en' })

/** Names the people whose surnames the sentences after it could be taken for. */
const NAMED =
  'Xi Jinping received Theresa May, George Bush and Gordon Brown. Turkey, China, Poland and Jordan sent observers.'

const LEFT_ALONE: Readonly<Record<string, readonly string[]>> = {
  'numerals that count': [
    'Louis XI built roads across France.',
    'Pope Pius XI signed the treaty.',
    'Pius XI was born near Milan.',
    'The rule is in Chapter XI of the book.',
    'See chapter XI for details.',
    'The tower dates from the XI century.',
    'The XI century was long.',
    'They picked a football XI that nobody knew.',
    'The best XI of the season was printed on Monday.',
    'The coach named his starting XI an hour before the match.',
    'Title XI covers bankruptcy.',
    'Apollo XI landed on the moon.',
    'Articles X and XI were repealed.',
    'Volumes IX–XI are lost.',
    'Part XI begins here.',
    'World War XI is a board game.',
  ],
  'one after what is no name of a glossary': [
    'Of the two houses, the Smith one is older.',
    'Maria Sanz one day left the village.',
    'The Kim one was better than the others.',
    'Sandra one evening called from Oslo.',
    'Peter Novak one summer painted the barn.',
  ],
  'words of every day that are names elsewhere': [
    'The shop sells fine china and bone china cups.',
    'We roasted a turkey, and the turkey was dry.',
    'She bought Jordan almonds and a polish for the floor.',
    'You may go, and they may stay; it may rain in may, wrote the boy.',
    'A bush grew beside the door, and the bush had berries.',
    'He cut the brown bread and wore a brown coat.',
    'It was a long march to the reading room.',
    'He was reading while she made the table shine with polish.',
    'A bush fire in may would be a brown smear on the china.',
  ],
}

describe.each(Object.entries(LEFT_ALONE))('%s', (_, sentences) => {
  it.each(sentences)('%s', (sentence) => {
    for (const text of [`${NAMED}\n\n${sentence}\n`, `# ${sentence}\n\n${NAMED}\n`, `- ${sentence}\n- ${NAMED}\n`]) {
      const input = { text, path: 'a.md' }
      expect(fix(input).output).toBe(text)
      expect(fix(input, 'suggest').output).toBe(text)
    }
  })
})

it('mends beside all of them what is broken', () => {
  const sentences = Object.values(LEFT_ALONE).flat().join('\n\n')
  const text = `${NAMED}\n\n${sentences}\n\nThe answer of XI came later.\n`
  const { output } = fix({ text, path: 'a.md' }, 'suggest')
  expect(output).toBe(text.replace('of XI came', 'of Xi came'))
})
