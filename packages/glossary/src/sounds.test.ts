import { describe, expect, test } from 'vitest'
import { letterDistance, soundDistance, soundKeys } from './sounds.ts'

/** One name in romanisations of several languages, folded. */
const ALIKE = [
  ['muravyov', 'muraviov', 'murawjow'],
  ['chelyabinsk', 'tscheljabinsk', 'tcheliabinsk'],
  ['khrushchev', 'chruschtschow', 'jruschov'],
  ['shukhov', 'schuchow', 'choukhov', 'shujov'],
  ['zhukov', 'schukow', 'joukov', 'zjoekov'],
  ['yeltsin', 'jelzin', 'eltsine', 'ieltsin'],
  ['tolstoy', 'tolstoi', 'tolstoj'],
  ['yusupov', 'iusupov', 'joessoepov', 'youssoupov'],
]
const APART = [
  ['austria', 'australia'],
  ['slovakia', 'slovenia'],
  ['martin', 'morten'],
  ['london', 'linden'],
]

describe('the sound of names', () => {
  test.each(ALIKE.map((names) => ({ names, first: names[0] ?? '' })))('$first', ({ names, first }) => {
    for (const name of names.slice(1)) expect(soundDistance(first, name), name).toBeLessThanOrEqual(1)
    for (const name of names.slice(1)) expect(soundDistance(name, first)).toBe(soundDistance(first, name))
    const [, second = ''] = names
    expect(soundDistance(first, second)).toBe(0)
    expect(soundKeys(second).some((key) => soundKeys(first).includes(key))).toBe(true)
  })

  test.each(APART)('%s is not %s', (one, other) => {
    expect(soundDistance(one, other)).toBeGreaterThan(0)
  })

  test('of very long words only the length is looked at', () => {
    expect(soundDistance('a'.repeat(5000), 'b'.repeat(10))).toBe(5000)
    expect(letterDistance('kitten', 'sitting')).toBe(3)
  })
})
