/** Writes the elements of a JSON array as they come, one a line. */
export class JsonList {
  #before: string

  /** @param opening What stands before the first element, its bracket included. */
  constructor(opening = '[') {
    this.#before = `${opening}\n`
  }

  add(elements: readonly unknown[]): string {
    let text = ''
    for (const element of elements) {
      text += `${this.#before}${JSON.stringify(element)}`
      this.#before = ',\n'
    }
    return text
  }

  /** @param closing What ends the array, its bracket included. */
  end(closing = ']'): string {
    return this.#before === ',\n' ? `\n${closing}\n` : `${this.#before.trimEnd()}${closing}\n`
  }
}
