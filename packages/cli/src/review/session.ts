import { examine } from '../check-text.ts'
import type { InputFile } from '../files.ts'
import { fingerprintsOf } from '../fingerprint.ts'
import { reasonOf } from '../io.ts'
import { readSource } from '../read.ts'
import type { Rejections } from '../rejections.ts'
import type { Run } from '../run.ts'
import { countsIn, type Scopes } from '../scope.ts'
import { replaceFile } from '../write.ts'
import type { Item } from './item.ts'
import { movedPrints } from './moved.ts'
import { silenced } from './silence.ts'

/** A file as it stands. */
interface Page {
  readonly file: InputFile
  readonly bytes: Uint8Array
  readonly text: string
  /** All that is found, what is rejected too. */
  readonly found: readonly Item[]
  /** What waits. */
  readonly items: readonly Item[]
}

/** How a decision is taken back. */
type Undo = () => Promise<void>

/** What was done so far. */
export interface Tally {
  accepted: number
  rejected: number
  skipped: number
  silenced: number
}

/**
 * Walks the findings of files. Every decision is written when it is made, so a session can end at any moment and
 * another one goes on where it ended.
 */
export class Session {
  readonly tally: Tally = { accepted: 0, rejected: 0, skipped: 0, silenced: 0 }
  readonly #run: Run
  readonly #files: AsyncIterator<InputFile, undefined>
  readonly #scopes: Scopes
  readonly #rejections: Rejections
  readonly #skipped = new Set<string>()
  readonly #kinds = new Set<string>()
  readonly #done: Undo[] = []
  readonly #waiting: InputFile[] = []
  #page: Page | undefined
  #from = 0

  constructor(run: Run, files: AsyncIterable<InputFile, undefined>, scopes: Scopes, rejections: Rejections) {
    this.#run = run
    this.#files = files[Symbol.asyncIterator]()
    this.#scopes = scopes
    this.#rejections = rejections
  }

  /** The next finding that waits; undefined when none is left. */
  async next(): Promise<Item | undefined> {
    for (;;) {
      const item = this.#page?.items.find(
        ({ finding, fingerprint }) => finding.start >= this.#from && !this.#skipped.has(this.#key(fingerprint)),
      )
      if (item && this.#kinds.has(item.finding.rule) && item.finding.expected[0] !== undefined)
        await this.accept(item, item.finding.expected[0])
      else if (item) return item
      else if (!(await this.#turn())) return undefined
    }
  }

  /** Puts an answer, or a person's own words, in the place of the damage. */
  async accept({ finding }: Item, replacement: string): Promise<void> {
    const page = this.#open()
    const text = page.text.slice(0, finding.start) + replacement + page.text.slice(finding.end)
    await this.#rewrite(page, text, finding.start + replacement.length)
    this.tally.accepted++
    this.#done.push(async () => {
      await this.#restore(page, text, finding.start)
      this.#kinds.delete(finding.rule)
      this.tally.accepted--
    })
  }

  /** As `accept`, and then the first answer to all that this rule finds from here on. */
  async acceptKind(item: Item, replacement: string): Promise<void> {
    await this.accept(item, replacement)
    this.#kinds.add(item.finding.rule)
  }

  /** Remembers that the text is right as it is. */
  async reject({ file, finding, fingerprint }: Item): Promise<void> {
    await this.#rejections.add(file.path, { rule: finding.rule, text: finding.text, fingerprint })
    this.#pass(finding.start, fingerprint)
    this.tally.rejected++
    this.#done.push(async () => {
      await this.#rejections.remove(file.path, fingerprint)
      await this.#back(file, finding.start, fingerprint)
      this.tally.rejected--
    })
  }

  /** Leaves the finding for another time. */
  skip({ file, finding, fingerprint }: Item): void {
    this.#pass(finding.start, fingerprint)
    this.tally.skipped++
    this.#done.push(async () => {
      await this.#back(file, finding.start, fingerprint)
      this.tally.skipped--
    })
  }

  /** Writes a comment that silences the rule there. Resolves to whether there is a place for one. */
  async silence(item: Item): Promise<boolean> {
    const page = this.#open()
    const { start } = item.finding
    const settings = await this.#run.settings.of(page.file.path)
    const engine = await this.#run.engines.get(settings.engine)
    const text = silenced(item, (changed) => engine.check({ text: changed, path: page.file.shown }).findings)
    if (text === undefined) return false
    await this.#rewrite(page, text, start + text.length - page.text.length)
    this.tally.silenced++
    this.#done.push(async () => {
      await this.#restore(page, text, start)
      this.tally.silenced--
    })
    return true
  }

  /** Looks at the open file anew, since a glossary has changed; `undo` takes that change back. */
  async refresh(undo: Undo): Promise<void> {
    const { file } = this.#open()
    const from = this.#from
    await this.#goTo(file, from)
    this.#done.push(async () => {
      await undo()
      await this.#goTo(file, from)
    })
  }

  /** Takes the last decision back. Resolves to whether there was one. */
  async undo(): Promise<boolean> {
    const last = this.#done.pop()
    await last?.()
    return last !== undefined
  }

  #open(): Page {
    if (!this.#page) throw new Error('no finding is open')
    return this.#page
  }

  #key(fingerprint: string): string {
    return keyOf(this.#open().file, fingerprint)
  }

  #pass(start: number, fingerprint: string): void {
    this.#skipped.add(this.#key(fingerprint))
    this.#from = start
  }

  async #back(file: InputFile, start: number, fingerprint: string): Promise<void> {
    this.#skipped.delete(keyOf(file, fingerprint))
    await this.#goTo(file, start)
  }

  async #rewrite(page: Page, text: string, from: number): Promise<void> {
    const { file, bytes } = page
    await replaceFile(file.path, bytes, text)
    await this.#follow(page, text)
    await this.#goTo(file, from)
  }

  /** Keeps what is rejected in a file so, whatever was written beside it. */
  async #follow({ file, text, found }: Page, now: string): Promise<void> {
    const after = await this.#read(file)
    await this.#rejections.follow(file.path, movedPrints(text, found, now, after.found))
  }

  /** Writes what a page held before. @throws {Error} if the file is not as the session left it. */
  async #restore({ file, text }: Page, left: string, from: number): Promise<void> {
    const source = await readSource(file.path)
    if (source.text !== left) throw new Error(`${file.shown}: was changed since; nothing is taken back`)
    const before = await this.#read(file)
    await replaceFile(file.path, source.bytes, text)
    await this.#follow(before, text)
    await this.#goTo(file, from)
  }

  /** Opens a file, as it is now; one that is open waits. */
  async #goTo(file: InputFile, from: number): Promise<void> {
    if (this.#page && this.#page.file.path !== file.path) this.#waiting.push(this.#page.file)
    this.#page = await this.#read(file)
    this.#from = from
  }

  /** Turns to the next file that can be read. */
  async #turn(): Promise<boolean> {
    this.#page = undefined
    for (;;) {
      const file = this.#waiting.pop() ?? (await this.#files.next()).value
      if (!file) return false
      try {
        await this.#goTo(file, 0)
        return true
      } catch (error) {
        this.#run.problems.error(`${file.shown}: ${reasonOf(error)}`)
      }
    }
  }

  async #read(file: InputFile): Promise<Page> {
    const { text, bytes } = await readSource(file.path)
    const settings = await this.#run.settings.of(file.path)
    const { findings } = await examine(this.#run, { text, path: file.shown }, settings, {}, false)
    const prints = fingerprintsOf(text, findings)
    const found = findings.map((finding, i) => ({ file, text, finding, fingerprint: prints[i] ?? '' }))
    const scope = this.#scopes.of(file)
    const counts = scope ? countsIn(text, scope, findings) : () => false
    const items = found.filter(
      ({ finding, fingerprint }) => counts(finding) && !this.#rejections.has(file.path, fingerprint),
    )
    return { file, bytes, text, found, items }
  }
}

function keyOf({ path }: InputFile, fingerprint: string): string {
  return `${path}\0${fingerprint}`
}
