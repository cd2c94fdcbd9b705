import { expansionGuard, type ExpansionLimits } from './expansion-guard.js'
import { gunzip } from './gunzip.js'
import { peeked } from './peeked.js'
import { startsWith } from './starts-with.js'
import { unzstd } from './unzstd.js'

export type Compression = 'gzip' | 'zstd' | 'none'

/** Told by the first bytes, whatever the file is called. */
export function compressionOf(head: Uint8Array): Compression {
  if (startsWith(head, [0x1f, 0x8b])) return 'gzip'
  const isSkippable = startsWith(head.subarray(1), [0x2a, 0x4d, 0x18]) && (head[0] ?? 0) >> 4 === 5
  if (isSkippable || startsWith(head, [0x28, 0xb5, 0x2f, 0xfd])) return 'zstd'
  return 'none'
}

/** How many bytes `compressionOf` looks at. */
export const MAGIC_BYTES = 4

/**
 * The content of a stream that may be compressed with gzip or zstd, in one or more members. Holds
 * a few chunks at a time, however far they expand.
 * @throws `source.truncated` after all that could be decompressed, `source.damaged` on damage and
 * on trailing bytes, `source.expands-too-much`.
 */
export function decompressed(
  source: AsyncIterable<Uint8Array>,
  input: string,
  limits: ExpansionLimits = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  return peeked(source, MAGIC_BYTES, (head, chunks) => {
    const compression = compressionOf(head)
    if (compression === 'none') return chunks
    const guard = expansionGuard(input, limits)
    return compression === 'gzip' ? gunzip(chunks, input, guard) : unzstd(chunks, input, guard)
  })
}
