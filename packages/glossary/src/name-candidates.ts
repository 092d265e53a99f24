const WORD = /\p{L}[\p{L}\p{M}\p{N}]*(?:['’-]\p{L}[\p{L}\p{M}\p{N}]*)*/gu
const SENTENCE_END = /[.!?…:]["”’»)\]]*\s*$/
/** A run of more capitals is a headline. */
const LONGEST = 6

/** Words with capitals that stand together. */
interface Run {
  readonly words: readonly string[]
  /** Whether it opens a sentence: the capital of its first word may be that of the sentence. */
  readonly opens: boolean
}

/**
 * What may be names, block by block: words with capitals that stand together. A word that has its capital at the head of
 * sentences alone is none of them, nor is an ordinary word at the head of a name. Finds nothing where a script has no
 * capitals.
 */
export function namesInBlocks(blocks: readonly string[], isOrdinary: (word: string) => boolean): string[][] {
  const runs = blocks.map((block) => runsIn(block, isOrdinary))
  const inside = new Set(runs.flat().flatMap(({ words, opens }) => (opens ? words.slice(1) : words)))
  return runs.map((block) =>
    block.flatMap(({ words, opens }) => {
      const [first = ''] = words
      const name = opens && !inside.has(first) ? words.slice(1) : words
      return name.length === 0 ? [] : [name.join(' ')]
    }),
  )
}

function runsIn(text: string, isOrdinary: (word: string) => boolean): Run[] {
  const out: Run[] = []
  let run: string[] = []
  let atHead = false
  const close = () => {
    if (run.length > 0 && run.length <= LONGEST) out.push({ words: run, opens: atHead })
    run = []
  }
  let end = 0
  for (const { 0: word, index } of text.matchAll(WORD)) {
    const between = text.slice(end, index)
    if (run.length > 0 && between !== ' ') close()
    const opens = end === 0 || SENTENCE_END.test(between) || between.includes('\n')
    end = index + word.length
    const first = word.charAt(0)
    if (first === first.toLowerCase() || (run.length === 0 && isOrdinary(word))) {
      close()
      continue
    }
    if (run.length === 0) atHead = opens
    run.push(word)
  }
  close()
  return out
}
