/** The same items; the next one is already being fetched while the current one is worked on. */
export async function* readAhead<Item>(items: AsyncIterable<Item>): AsyncGenerator<Item> {
  const iterator = items[Symbol.asyncIterator]()
  let next = fetchNext(iterator)
  try {
    for (;;) {
      const step = await next
      if (step.done === true) return
      next = fetchNext(iterator)
      yield step.value
    }
  } finally {
    await next.catch(() => {})
    await iterator.return?.()
  }
}

function fetchNext<Item>(iterator: AsyncIterator<Item>): Promise<IteratorResult<Item>> {
  const step = iterator.next()
  // A failure is met when the item is asked for; until then nobody is to blame for not listening.
  step.catch(() => {})
  return step
}
