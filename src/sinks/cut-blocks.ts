import { compressBlock, type Compression } from '../kernel/compress.js'

/** Compressed apart from one another, at fixed places, so that the bytes are the same in any run. */
const BLOCK_BYTES = 1024 * 1024

export interface BlockCutter {
  append(bytes: Uint8Array): Promise<void>
  flush(): Promise<void>
  /** What waits for the block to be full. */
  pending(): Uint8Array
}

export interface CutBlocksOptions {
  readonly compression: Compression
  /** The block may change once it has come back. */
  readonly write: (block: Uint8Array) => Promise<void>
  /** There are blocks before. */
  readonly hasBlocks: boolean
}

export function cutBlocks({ compression, write, ...before }: CutBlocksOptions): BlockCutter {
  if (compression === 'none') {
    return { append: write, flush: () => Promise.resolve(), pending: () => new Uint8Array() }
  }
  const block = Buffer.allocUnsafeSlow(BLOCK_BYTES)
  let filled = 0
  let { hasBlocks } = before
  const flush = async (): Promise<void> => {
    // A file of no bytes is neither a gzip nor a zstd file: nothing is a block of its own.
    if (filled === 0 && hasBlocks) return
    const full = block.subarray(0, filled)
    filled = 0
    hasBlocks = true
    await write(await compressBlock(compression, full))
  }
  return {
    flush,
    pending: () => block.subarray(0, filled),
    async append(bytes) {
      for (let from = 0; from < bytes.length;) {
        const room = BLOCK_BYTES - filled
        const piece = bytes.subarray(from, from + room)
        block.set(piece, filled)
        filled += piece.length
        from += piece.length
        if (filled === BLOCK_BYTES) await flush()
      }
    },
  }
}
