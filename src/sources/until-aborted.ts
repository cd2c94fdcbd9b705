/**
 * The same items, but stops with the signal's reason even while the next one is awaited: a pipe or
 * a server may never send it.
 */
export async function* untilAborted<Item>(
  items: AsyncIterable<Item>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Item, void, undefined> {
  signal?.throwIfAborted()
  const iterator = items[Symbol.asyncIterator]()
  let isDone = false
  try {
    for (;;) {
      const result = await orAborted(iterator.next(), signal)
      isDone = result.done === true
      if (result.done === true) return
      yield result.value
    }
  } finally {
    // Not awaited: a generator that is waiting for its next item only returns after that.
    if (!isDone) iterator.return?.().catch(ignore)
  }
}

/** Settles as `pending` does, unless the signal comes first. */
export function orAborted<Value>(
  pending: Promise<Value>,
  signal: AbortSignal | undefined,
): Promise<Value> {
  if (signal === undefined) return pending
  return new Promise((resolve, reject) => {
    // oxlint-disable-next-line typescript/prefer-promise-reject-errors -- the reason is the caller's
    const stop = (): void => reject(signal.reason)
    if (signal.aborted) stop()
    signal.addEventListener('abort', stop, { once: true })
    const settle = (): void => signal.removeEventListener('abort', stop)
    pending.then(resolve, reject).finally(settle).catch(ignore)
  })
}

function ignore(): void {}
