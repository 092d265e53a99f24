/**
 * Spellings of one sound in the usual romanisations of names: English (BGN/PCGN 1947), German (Duden), Spanish
 * (Ortografía de la lengua española, 2010, appendix), French (tables of the Imprimerie nationale), Dutch and Polish
 * (dictionary spelling), ISO 9; without diacritics. The comment names the Cyrillic letter, or what else it stands for.
 * A spelling may stand for several sounds, so that the relation is no equivalence: *ch* is *kh* and *tch*, which differ.
 */
const SOUNDS: readonly (readonly string[])[] = [
  ['v', 'w', 'f', 'ff', 'u'], // в
  ['g', 'gu', 'gh', 'h'], // г
  ['zh', 'sch', 'j', 'z', 'g', 'sh', 'rz', 'zj'], // ж
  ['z', 's'], // з
  ['y', 'i', 'j', 'ij', 'iy', 'ii', 'yi', 'yy'], // и, й, ы
  ['k', 'c', 'q', 'ck', 'qu', 'cc'], // к
  ['u', 'ou', 'oe', 'oo', 'w'], // у
  ['kh', 'ch', 'h', 'j', 'x'], // х
  ['ts', 'z', 'tz', 'c', 'cz', 'tc'], // ц
  ['ch', 'tsch', 'tch', 'cz', 'tj', 'tsj', 'c', 'tx'], // ч
  ['sh', 'sch', 'ch', 'sz', 'sj', 's', 'x'], // ш
  ['shch', 'schtsch', 'chtch', 'szcz', 'sjtsj', 'sc', 'sch', 'sh'], // щ
  ['e', 'ie', 'ye', 'je', 'ae', 'ee', 'ei'], // е, э
  ['yo', 'io', 'jo', 'e', 'o', 'eo'], // ё
  ['yu', 'iu', 'ju', 'iou', 'you', 'joe'], // ю
  ['ya', 'ia', 'ja', 'a'], // я
  ['dzh', 'dsch', 'dj', 'j', 'yi', 'dz', 'g', 'dz', 'gi'], // дж
  ['ev', 'ov', 'yov', 'iov', 'jow', 'jew', 'iev', 'yev', 'eff', 'off'], // -ев, -ёв
  ['s', 'ss', 'c', 'z'], // с
  ['f', 'ph', 'v'], // ф
  ['t', 'th'],
  ['r', 'rh'],
  ['x', 'ks', 'cs', 'kts', 'xs'],
  ['a', 'ae', 'aa', 'ah'],
  ['o', 'oe', 'ou', 'oh', 'oo'],
  ['u', 'ue', 'uu', 'y'],
  ['mb', 'nb'],
  ['mp', 'np'],
]

const LONGEST = 7

/** By spelling: its number. */
const numbers = new Map<string, number>()
for (const sound of SOUNDS)
  for (const spelling of sound) if (!numbers.has(spelling)) numbers.set(spelling, numbers.size)

/** Whether two spellings stand for one sound, by their numbers. */
const related = new Uint8Array(numbers.size * numbers.size)
for (const sound of SOUNDS) {
  for (const one of sound) {
    for (const other of sound) related[numbers.get(one)! * numbers.size + numbers.get(other)!] = 1
  }
}

interface Spelling {
  readonly number: number
  readonly length: number
}

/** The spellings that end at each place of a word. */
function spellingsOf(word: string): Spelling[][] {
  return Array.from({ length: word.length + 1 }, (_, end) => {
    const out: Spelling[] = []
    for (let length = 1; length <= LONGEST && length <= end; length++) {
      const number = numbers.get(word.slice(end - length, end))
      if (number !== undefined) out.push({ number, length })
    }
    return out
  })
}

/** Words longer than this are no names; the time for two words goes with the product of their lengths. */
const MOST_LETTERS = 40

/**
 * How many letters keep two folded words apart where other spellings of a sound, and letters doubled, count for
 * nothing: 0 for *muravyov* and *muraviov*.
 */
export function soundDistance(one: string, other: string): number {
  if (one === other) return 0
  if (one.length > MOST_LETTERS || other.length > MOST_LETTERS) return Math.max(one.length, other.length)
  const width = other.length + 1
  const cost = new Uint8Array((one.length + 1) * width)
  const ones = spellingsOf(one)
  const others = spellingsOf(other)
  for (let i = 0; i <= one.length; i++) {
    for (let k = 0; k <= other.length; k++) {
      if (i === 0 && k === 0) continue
      let least = 255
      if (i > 0) least = cost[(i - 1) * width + k]! + (isDoubled(one, i) ? 0 : 1)
      if (k > 0) least = Math.min(least, cost[i * width + k - 1]! + (isDoubled(other, k) ? 0 : 1))
      if (i > 0 && k > 0) {
        least = Math.min(least, cost[(i - 1) * width + k - 1]! + (one[i - 1] === other[k - 1] ? 0 : 1))
        for (const a of ones[i]!) {
          for (const b of others[k]!) {
            if (related[a.number * numbers.size + b.number] === 0) continue
            least = Math.min(least, cost[(i - a.length) * width + k - b.length]!)
          }
        }
      }
      cost[i * width + k] = least
    }
  }
  return cost[cost.length - 1]!
}

function isDoubled(word: string, end: number): boolean {
  return end > 1 && word[end - 1] === word[end - 2]
}

/**
 * What a folded word is looked up by, so that words that sound alike meet: its consonants by coarse classes. Two where
 * *j* may be a vowel (*Jelena*) or a consonant (*Shújov*).
 */
export function soundKeys(word: string): readonly string[] {
  const key = keyOf(word.replaceAll('j', 'i'))
  if (!word.includes('j')) return [key]
  const other = keyOf(word)
  return key === other ? [key] : [key, other]
}

function keyOf(word: string): string {
  const classes = word
    .replace(/ph/g, 'f')
    .replace(/([trg])h/g, '$1')
    .replace(/(?:[td](?=[sczj]))?[sczxkqhj]+/g, 'S')
    .replace(/[vwf]+/g, 'v')
    .replace(/[mn]/g, 'n')
    .replace(/(.)\1+/g, '$1')
  const head = /^[aeiouy]/.test(classes) ? 'A' : ''
  return head + classes.replace(/[aeiouy]+/g, '')
}

/** How many letters have to be changed, dropped or added to turn one word into the other (Levenshtein). */
export function letterDistance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, k) => k)
  for (let i = 1; i <= one.length; i++) {
    const next = [i]
    for (let k = 1; k <= other.length; k++) {
      const change = row[k - 1]! + (one[i - 1] === other[k - 1] ? 0 : 1)
      next.push(Math.min(change, row[k]! + 1, next[k - 1]! + 1))
    }
    row = next
  }
  return row[other.length]!
}
