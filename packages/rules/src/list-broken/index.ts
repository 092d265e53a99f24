import type { SourceDraft, SourceRule } from 'unmangle-core'
import { codeSpans, documentLines, type Line, meets } from '../code-spans.ts'

interface Item {
  readonly indent: string
  readonly mark: string
  /** Of an ordered list. */
  readonly number: number | undefined
}

const ITEM = /^( *)([-*+]|(\d{1,3})[.)]) +\S/
/** A mark that clings to a word. A number before a letter only: `1.5` is none. */
const GLUED = /^( *)([-–—*+•]|(\d{1,3})[.)])((?:\*\*|__|`|\[)?\p{L}\S*)/u
/** `- • word`: the sign of one program after the mark of another. */
const TWICE = /^( *)([-*+] +)([•·▪●] *)(\p{L}\S*)/u
const BULLET = /^( *)([•·▪●]) +(\S+)/

export const rule: SourceRule = {
  kind: 'source',
  id: 'list-broken',
  family: 'markup',
  description: 'An item of a list whose mark lost its space or became another sign',
  check(document) {
    if (document.format === 'text') return []
    const lines = documentLines(document)
    const code = codeSpans(document)
    return lines.flatMap((line, i) => {
      if (!/^ *[-–—*+•·▪●\d]/.test(line.text)) return []
      const beside = [itemOf(lines[i - 1]), itemOf(lines[i + 1])] as const
      const draft = itemAt(line, beside) ?? twice(line, beside)
      return draft && !meets(code, line.start, draft.start + 1) ? [draft] : []
    })
  },
}

function itemOf(line: Line | undefined): Item | undefined {
  const [found, indent = '', mark = '', number] = ITEM.exec(line?.text ?? '') ?? []
  return found === undefined ? undefined : { indent, mark, number: number === undefined ? undefined : Number(number) }
}

/** The item that a line was, by the items on the lines beside it. */
function itemAt(line: Line, [before, after]: readonly [Item | undefined, Item | undefined]): SourceDraft | undefined {
  const [found, indent = '', mark = '', word = ''] = broken(line.text) ?? []
  if (found === undefined || (/^[*_]/.test(mark + word) && !isOnlyMark(line.text, indent, mark))) return undefined
  const number = /^\d/.test(mark) ? Number.parseInt(mark, 10) : undefined
  const sibling = [before, after].find((item) => {
    if (item?.indent !== indent) return false
    if (number === undefined || item.number === undefined) return number === item.number
    return item.mark.slice(-1) === mark.slice(-1) && item.number + (item === before ? 1 : -1) === number
  })
  if (!sibling) return undefined
  const own = number === undefined ? sibling.mark : mark
  const start = line.start + indent.length
  return {
    start,
    end: line.start + found.length,
    expected: [`${own} ${word}`],
    tier: 'safe',
    message: 'The item of the list has lost its mark.',
    why: 'Machines take the mark before an item for a hyphen or a dash of the text, and the item runs into the one before.',
    announces: [],
  }
}

function twice(line: Line, beside: readonly [Item | undefined, Item | undefined]): SourceDraft | undefined {
  const [found, indent = '', mark = '', , word = ''] = TWICE.exec(line.text) ?? []
  if (found === undefined || !beside.some((item) => item?.indent === indent)) return undefined
  return {
    start: line.start + indent.length + mark.length,
    end: line.start + found.length,
    expected: [word],
    tier: 'safe',
    message: 'The item of the list has two marks.',
    why: 'Machines write the sign that an item is shown with after the mark that makes it one.',
    announces: [],
  }
}

function broken(text: string): readonly string[] | undefined {
  const bullet = BULLET.exec(text)
  if (bullet) return bullet.slice(0, 4)
  const glued = GLUED.exec(text)
  return glued ? [glued[0], glued[1] ?? '', glued[2] ?? '', glued[4] ?? ''] : undefined
}

/** Whether an asterisk opens no emphasis: none follows on the line. */
function isOnlyMark(text: string, indent: string, mark: string): boolean {
  return mark !== '*' || !text.includes('*', indent.length + 1)
}
