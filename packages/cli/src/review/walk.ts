import { shownPath } from '../paths.ts'
import { addTerm } from './glossary.ts'
import type { Item } from './item.ts'
import { itemText, KEYS, promptText, tallyText } from './screen.ts'
import type { Session } from './session.ts'
import type { Terminal } from './terminal.ts'

/** What the walk needs besides the session. */
export interface Surroundings {
  readonly cwd: string
  /** The glossary that terms are added to where this file is concerned, told that it is about to change. */
  glossary(path: string): Promise<string>
}

/** Asks a person about one finding after another, until none is left or the person ends it. */
export async function walk(session: Session, terminal: Terminal, around: Surroundings): Promise<void> {
  let shown: Item | undefined
  for (;;) {
    const item = await session.next()
    if (!item) break
    if (item !== shown) terminal.write(itemText(item, terminal.color))
    shown = item
    terminal.write(promptText(item))
    const key = await terminal.key()
    terminal.write(`${key === 'return' ? 'a' : (key ?? '')}\n`)
    if (key === undefined || key === 'q') break
    try {
      await decide(session, terminal, around, item, key)
    } catch (error) {
      terminal.write(`${error instanceof Error ? error.message : String(error)}\n`)
      shown = undefined
    }
  }
  terminal.write(tallyText(session.tally))
}

async function decide(
  session: Session,
  terminal: Terminal,
  around: Surroundings,
  item: Item,
  key: string,
): Promise<void> {
  const { expected, text } = item.finding
  const first = expected[0]
  const numbered = /^[1-9]$/.test(key) ? expected[Number(key) - 1] : undefined
  if (key === 'a' || key === 'return') {
    if (first === undefined) terminal.write('There is no answer to make; e types one.\n')
    else await session.accept(item, first)
  } else if (numbered !== undefined) {
    await session.accept(item, numbered)
  } else if (key === 'A') {
    if (first === undefined) terminal.write('There is no answer to make; e types one.\n')
    else await session.acceptKind(item, first)
  } else if (key === 'e') {
    const answer = await terminal.line('right: ', first ?? text)
    if (answer !== undefined) await session.accept(item, answer)
  } else if (key === 'r') {
    await session.reject(item)
  } else if (key === 's') {
    session.skip(item)
  } else if (key === 'i') {
    if (!(await session.silence(item))) terminal.write('There is no place for a comment here; r rejects.\n')
  } else if (key === 'g') {
    const term = await terminal.line('term: ', first ?? text)
    if (term === undefined || term.trim() === '') return
    const path = await around.glossary(item.file.path)
    const undo = await addTerm(path, term.trim())
    await session.refresh(async () => {
      await undo()
      await around.glossary(item.file.path)
    })
    terminal.write(`${shownPath(around.cwd, path)}: ${term.trim()}\n`)
  } else if (key === 'u') {
    if (!(await session.undo())) terminal.write('There is nothing to take back.\n')
  } else terminal.write(KEYS)
}
