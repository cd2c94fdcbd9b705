import { setImmediate } from 'node:timers/promises'

/** Items that are fetched ahead, from the first one on: nobody has to ask for it. */
export interface Ahead<Item> extends AsyncIterable<Item> {
  /** To be called where not all were taken. */
  close(): Promise<void>
}

/**
 * The same items; the next one is already being fetched while the current one is worked on.
 *
 * @param onEnd Called once it is known that no more will come, before the last one is given if that costs no
 * waiting.
 */
export function readAhead<Item>(items: AsyncIterable<Item>, onEnd: () => void): Ahead<Item> {
  const iterator = items[Symbol.asyncIterator]()
  let next = fetchNext()

  function fetchNext(): Promise<IteratorResult<Item>> {
    const step = iterator.next()
    // A failure is met when the item is asked for; until then nobody is to blame for not listening.
    step.then(({ done }) => done === true && onEnd()).catch(() => {})
    return step
  }

  return {
    async *[Symbol.asyncIterator]() {
      for (;;) {
        const step = await next
        if (step.done === true) return
        next = fetchNext()
        await setImmediate()
        yield step.value
      }
    },
    async close() {
      await next.catch(() => {})
      await iterator.return?.()
    },
  }
}
