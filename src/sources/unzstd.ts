import { Decompress } from 'fzstd'
import { isLoradexError } from '../kernel/error.js'
import { damaged, truncated } from './compressed-input-error.js'
import { peeked } from './peeked.js'
import { startsWith } from './starts-with.js'
import type { ExpansionGuard } from './expansion-guard.js'

/** What is pushed at once is decompressed at once: four bytes may stand for 2 MiB. */
const PUSH_BYTES = 4 * 1024

/** The `code` of fzstd's errors for an input that ends early. */
const UNEXPECTED_END = 5

/** Every frame of a zstd stream. Checksums are not compared. */
export function unzstd(
  chunks: AsyncIterable<Uint8Array>,
  input: string,
  guard: ExpansionGuard,
): AsyncGenerator<Uint8Array, void, undefined> {
  return peeked(chunks, FRAME_HEADER_BYTES, (head, all) => {
    if (windowBytes(head) > MAX_WINDOW_BYTES) throw damaged(input, EXPECTED_WINDOW)
    return decompressFrames(all, input, guard)
  })
}

async function* decompressFrames(
  chunks: AsyncIterable<Uint8Array>,
  input: string,
  guard: ExpansionGuard,
): AsyncGenerator<Uint8Array, void, undefined> {
  let outputs: Uint8Array[] = []
  const engine = new Decompress((output) => {
    guard.gave(output.length)
    if (output.length > 0) outputs.push(output)
  })
  function push(bytes: Uint8Array, isLast: boolean): readonly Uint8Array[] {
    outputs = []
    try {
      engine.push(bytes, isLast)
      return outputs
    } catch (error) {
      if (isLoradexError(error)) throw error
      throw isUnexpectedEnd(error) ? truncated(input, error) : damaged(input, EXPECTED, error)
    }
  }

  for await (const chunk of chunks) {
    for (let at = 0; at < chunk.length; at += PUSH_BYTES) {
      const bytes = chunk.subarray(at, at + PUSH_BYTES)
      guard.took(bytes.length)
      yield* push(bytes, false)
    }
  }
  yield* push(new Uint8Array(), true)
}

/** The limit of the reference decoder: a frame may ask for that much memory at once. */
const MAX_WINDOW_BYTES = 128 * 1024 * 1024
const EXPECTED_WINDOW = 'a zstd window of at most 128 MiB'

/** The longest there is. */
const FRAME_HEADER_BYTES = 18

/** RFC 8878 section 3.1.1.1: what the first frame says it needs. */
function windowBytes(head: Uint8Array): number {
  if (head.length < FRAME_HEADER_BYTES || !startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])) return 0
  const [, , , , flags = 0, window = 0] = head
  const isSingleSegment = ((flags >> 5) & 1) === 1
  if (!isSingleSegment) return 2 ** (10 + (window >> 3)) * (1 + (window & 7) / 8)
  const sizeAt = 5 + ([0, 1, 2, 4][flags & 3] ?? 0)
  const size = head.subarray(sizeAt, sizeAt + 2 ** (flags >> 6))
  return size.reduceRight((total, byte) => total * 256 + byte, 0)
}

const EXPECTED = 'intact zstd data'

function isUnexpectedEnd(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === UNEXPECTED_END
}
