/** What a reader throws when the file says something that cannot be; never leaves its folder. */
export class GgufFault extends Error {
  readonly expected: string
  readonly seen: string

  constructor(expected: string, seen: string) {
    super(`expected ${expected}, saw ${seen}`)
    this.expected = expected
    this.seen = seen
  }
}

/** Longer texts stand in no header: chat templates and merges are far below. */
const MAX_TEXT_BYTES = 1 << 24

/** Reads numbers and texts one after the other, and never past the end. */
export interface GgufCursor {
  u32(): number
  u64(): number
  skip(bytes: number): void
  text(): string
  take<Value>(bytes: number, read: (view: DataView, at: number) => Value): Value
}

export function ggufCursor(bytes: Uint8Array): GgufCursor {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  let at = 0

  function take<Value>(length: number, read: (view: DataView, at: number) => Value): Value {
    if (length > bytes.length - at) {
      throw new GgufFault(`${length} bytes at ${at}`, `a header that ends after ${bytes.length}`)
    }
    const value = read(view, at)
    at += length
    return value
  }

  function u64(): number {
    const value = take(8, (from, place) => from.getBigUint64(place, true))
    if (value > BigInt(Number.MAX_SAFE_INTEGER)) throw new GgufFault('a count', String(value))
    return Number(value)
  }

  return {
    take,
    u64,
    u32: () => take(4, (from, place) => from.getUint32(place, true)),
    skip: (length) => take(length, () => undefined),
    text() {
      const length = u64()
      if (length > MAX_TEXT_BYTES) {
        throw new GgufFault(`a text of at most ${MAX_TEXT_BYTES} bytes`, `${length} bytes`)
      }
      return take(length, (_, place) =>
        Buffer.from(bytes.subarray(place, place + length)).toString('utf8'),
      )
    },
  }
}
