/**
 * What becomes of each item, in the order of the items, as soon as it is ready.
 *
 * @param width How many items are in hand at a time, those that wait for an earlier one included: bounds the memory.
 */
export async function* inOrder<Item, Result>(
  items: AsyncIterable<Item>,
  width: number,
  act: (item: Item) => Promise<Result>,
): AsyncGenerator<Result> {
  const source = items[Symbol.asyncIterator]()
  const pending: Promise<Result>[] = []
  let next: Promise<IteratorResult<Item>> | undefined = source.next()
  try {
    while (next || pending.length > 0) {
      const [first] = pending
      const hurry = first?.then(() => undefined)
      const room = next && pending.length < width
      const arrived: IteratorResult<Item> | undefined = await (room && next
        ? hurry
          ? Promise.race([hurry, next])
          : next
        : hurry)
      if (!arrived) {
        pending.shift()
        if (first) yield await first
      } else if (arrived.done) next = undefined
      else {
        const result = act(arrived.value)
        // Whoever takes it from the queue is told.
        result.catch(() => {})
        pending.push(result)
        next = source.next()
      }
    }
  } finally {
    next?.catch(() => {})
    await source.return?.()
  }
}

/** The first items, up to `count`, and all of them. To be read once. */
export async function peeked<Item>(
  items: AsyncIterable<Item>,
  count: number,
): Promise<{ head: readonly Item[]; all: AsyncGenerator<Item> }> {
  const source = items[Symbol.asyncIterator]()
  const head: Item[] = []
  while (head.length < count) {
    const next = await source.next()
    if (next.done) break
    head.push(next.value)
  }
  async function* all(): AsyncGenerator<Item> {
    try {
      yield* head
      for (let next = await source.next(); !next.done; next = await source.next()) yield next.value
    } finally {
      await source.return?.()
    }
  }
  return { head, all: all() }
}

/** Items in groups of up to `size`. */
export async function* grouped<Item>(items: AsyncIterable<Item>, size: number): AsyncGenerator<Item[]> {
  let group: Item[] = []
  for await (const item of items) {
    group.push(item)
    if (group.length < size) continue
    yield group
    group = []
  }
  if (group.length > 0) yield group
}
