import { joinBytes } from './join-bytes.js'

/** The part of a stream that a scanner is looking at. */
export interface ByteWindow {
  /** What is there to look at; ordinary memory, replaced when more is read. */
  readonly bytes: Buffer
  /** Nothing comes after `bytes`. */
  readonly isLast: boolean
  /** Forgets the first `used` bytes and reads on: at least as many bytes as are kept. */
  advance(used: number): Promise<void>
}

/**
 * A window that grows while nothing is forgotten. What is kept is copied, so the window at least
 * doubles each time: the copies together cost no more than the bytes.
 */
export async function openWindow(
  chunks: AsyncIterator<Uint8Array>,
  windowBytes: number,
): Promise<ByteWindow> {
  let bytes: Buffer = Buffer.alloc(0)
  let isLast = false

  async function advance(used: number): Promise<void> {
    const kept = bytes.subarray(used)
    const pieces: Uint8Array[] = kept.length > 0 ? [kept] : []
    let length = kept.length
    const wanted = Math.max(windowBytes, 2 * kept.length)
    while (length < wanted && !isLast) {
      const result = await chunks.next()
      if (result.done === true) isLast = true
      else {
        pieces.push(result.value)
        length += result.value.length
      }
    }
    const joined = joinBytes(pieces, length)
    bytes = Buffer.from(joined.buffer, joined.byteOffset, joined.byteLength)
  }

  await advance(0)
  return {
    get bytes() {
      return bytes
    },
    get isLast() {
      return isLast
    },
    advance,
  }
}
