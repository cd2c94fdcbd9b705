import { joinBytes } from './join-bytes.js'

/**
 * Gives the stream to `use` together with its first `length` bytes: fewer only when there are no
 * more. The bytes stay in the stream.
 */
export async function* peeked<Item>(
  source: AsyncIterable<Uint8Array>,
  length: number,
  use: (head: Uint8Array, chunks: AsyncIterable<Uint8Array>) => AsyncIterable<Item>,
): AsyncGenerator<Item, void, undefined> {
  const iterator = source[Symbol.asyncIterator]()
  try {
    const pieces: Uint8Array[] = []
    let bytes = 0
    while (bytes < length) {
      const result = await iterator.next()
      if (result.done === true) break
      pieces.push(result.value)
      bytes += result.value.length
    }
    const first = joinBytes(pieces, bytes)
    yield* use(first.subarray(0, length), startingWith(first, iterator))
  } finally {
    await iterator.return?.()
  }
}

async function* startingWith(
  first: Uint8Array,
  rest: AsyncIterator<Uint8Array>,
): AsyncGenerator<Uint8Array, void, undefined> {
  if (first.length > 0) yield first
  for (;;) {
    const result = await rest.next()
    if (result.done === true) return
    yield result.value
  }
}
