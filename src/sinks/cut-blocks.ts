import type { Compressor } from './compressor.js'

/** Compressed apart from one another, at fixed places, so that the bytes are the same in any run. */
const BLOCK_BYTES = 1024 * 1024

export interface BlockCutter {
  /** Comes back before all is written, unless too many blocks wait. */
  append(pieces: readonly Uint8Array[]): Promise<void>
  /** Cuts the block that is not full. */
  flush(): Promise<void>
  /** Waits for the blocks that are full. */
  settle(): Promise<void>
  /** What waits for its block to be full. */
  pending(): Uint8Array
}

export interface CutBlocksOptions {
  /** Absent: bytes are written as they come. */
  readonly compressor?: Pick<Compressor, 'ahead' | 'compress'> | undefined
  /** Called in the order of the bytes, with one block at a time, or with pieces as they come. */
  readonly write: (pieces: readonly Uint8Array[]) => Promise<void>
  /** There are blocks before. */
  readonly hasBlocks: boolean
}

export function cutBlocks({ compressor, write, hasBlocks }: CutBlocksOptions): BlockCutter {
  if (compressor) return compressBlocks(compressor, { write, hasBlocks })
  return { append: write, flush: nothing, settle: nothing, pending: () => new Uint8Array() }
}

function nothing(): Promise<void> {
  return Promise.resolve()
}

function compressBlocks(
  { ahead, compress }: Pick<Compressor, 'ahead' | 'compress'>,
  { write, ...before }: Pick<CutBlocksOptions, 'write' | 'hasBlocks'>,
): BlockCutter {
  const free: Buffer[] = []
  /** Each settled when its block is written, in the order of the blocks. */
  const underWay: Promise<void>[] = []
  let block = takeBlock()
  let filled = 0
  let { hasBlocks } = before

  function takeBlock(): Buffer {
    // Shared, so that a thread that compresses it gets no copy.
    return free.pop() ?? Buffer.from(new SharedArrayBuffer(BLOCK_BYTES))
  }

  async function cut(): Promise<void> {
    const full = block
    const packed = compress(full.subarray(0, filled))
    const last = underWay.at(-1) ?? Promise.resolve()
    const written = Promise.all([packed, last]).then(async ([bytes]) => {
      await write([bytes])
      free.push(full)
    })
    // Met by who waits for it.
    written.catch(() => {})
    underWay.push(written)
    block = takeBlock()
    filled = 0
    hasBlocks = true
    if (underWay.length > ahead) await next()
  }

  async function next(): Promise<void> {
    await underWay[0]
    void underWay.shift()
  }

  async function settle(): Promise<void> {
    while (underWay.length > 0) await next()
  }

  async function add(bytes: Uint8Array): Promise<void> {
    for (let from = 0; from < bytes.length;) {
      const piece = bytes.subarray(from, from + BLOCK_BYTES - filled)
      block.set(piece, filled)
      filled += piece.length
      from += piece.length
      if (filled === BLOCK_BYTES) await cut()
    }
  }

  return {
    settle,
    async flush() {
      // A file of no bytes is neither a gzip nor a zstd file: nothing is a block of its own.
      if (filled > 0 || !hasBlocks) await cut()
      await settle()
    },
    pending: () => block.subarray(0, filled),
    async append(pieces) {
      for (const piece of pieces) await add(piece)
    },
  }
}
