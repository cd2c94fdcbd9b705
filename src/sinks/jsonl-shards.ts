import { createHash, type Hash } from 'node:crypto'
import { writeSync } from 'node:fs'
import { open as openFile, rename, type FileHandle } from 'node:fs/promises'
import { join } from 'node:path'
import { compressBlock, FILE_SUFFIX, type Compression } from '../kernel/compress.js'
import { diskFailure } from '../kernel/disk-failure.js'
import type { LineBlock, Shard, Sink } from './sink.js'

/** Compressed apart from one another, at fixed places, so that the bytes are the same in any run. */
const BLOCK_BYTES = 1024 * 1024

export interface JsonlShardsOptions {
  /** An existing folder. */
  readonly folder: string
  /** A shard is closed before the line that would make it larger; before compression. */
  readonly shardBytes: number
  readonly compression: Compression
  /** Series that get a file even without lines. */
  readonly series: readonly string[]
  readonly onOpened?: (shard: ShardName) => void
  readonly onClosed?: (shard: ShardName, facts: Pick<Shard, 'records' | 'bytes'>) => void
}

/** What a shard is called as long as nobody knows how many there will be. */
export interface ShardName {
  readonly series: string
  /** `train-00003` */
  readonly name: string
}

/** Files named `train-00000-of-00004.jsonl`, as the loaders of training frameworks expect them. */
export function jsonlShards(options: JsonlShardsOptions): Sink {
  const { folder, shardBytes, series } = options
  const open = new Map<string, OpenShard>()
  const closed = new Map<string, ClosedShard[]>(series.map((name) => [name, []]))

  async function shardFor(name: string): Promise<OpenShard> {
    const current = open.get(name)
    if (current) return current
    const ordinal = closed.get(name)?.length ?? 0
    const shard = await openShard(options, `${name}-${ordinal}.unsealed`)
    open.set(name, shard)
    options.onOpened?.(shardName(name, ordinal))
    return shard
  }

  async function closeShard(name: string, shard: OpenShard): Promise<void> {
    open.delete(name)
    const done = await shard.finish()
    const earlier = closed.get(name) ?? []
    closed.set(name, [...earlier, done])
    const { records, bytes } = done
    options.onClosed?.(shardName(name, earlier.length), { records, bytes })
  }

  return {
    async write(name, block) {
      let from = 0
      while (from < block.ends.length) {
        const shard = await shardFor(name)
        const room = shardBytes - shard.bytes()
        const to = linesThatFit(block, { from, room, atLeastOne: shard.bytes() === 0 })
        if (to > from) await shard.append(sliceLines(block, from, to), to - from)
        if (to < block.ends.length) await closeShard(name, shard)
        from = to
      }
    },

    async finish() {
      for (const name of closed.keys()) {
        if ((closed.get(name)?.length ?? 0) === 0) await shardFor(name)
      }
      for (const [name, shard] of open) await closeShard(name, shard)
      const named: Shard[] = []
      for (const [name, shards] of closed) {
        for (const [ordinal, { path, ...facts }] of shards.entries()) {
          const file = sealedName(shardName(name, ordinal), shards.length, options.compression)
          await rename(path, join(folder, file))
          named.push({ file, series: name, ...facts })
        }
      }
      return named
    },

    async close() {
      for (const shard of open.values()) await shard.close()
      open.clear()
    },
  }
}

function shardName(series: string, ordinal: number): ShardName {
  return { series, name: `${series}-${fiveDigits(ordinal)}` }
}

function sealedName({ name }: ShardName, count: number, compression: Compression): string {
  return `${name}-of-${fiveDigits(count)}.jsonl${FILE_SUFFIX[compression]}`
}

function fiveDigits(value: number): string {
  return String(value).padStart(5, '0')
}

interface Fit {
  readonly from: number
  readonly room: number
  readonly atLeastOne: boolean
}

/** Index behind the last line, from `from` on, that still fits. */
function linesThatFit({ ends }: LineBlock, { from, room, atLeastOne }: Fit): number {
  const base = from === 0 ? 0 : (ends[from - 1] ?? 0)
  if ((ends[ends.length - 1] ?? 0) - base <= room) return ends.length
  let to = from
  while (to < ends.length && (ends[to] ?? 0) - base <= room) to += 1
  return to === from && atLeastOne ? from + 1 : to
}

function sliceLines({ bytes, ends }: LineBlock, from: number, to: number): Uint8Array {
  return bytes.subarray(from === 0 ? 0 : ends[from - 1], ends[to - 1])
}

type ClosedShard = Omit<Shard, 'file' | 'series'> & { readonly path: string }

interface OpenShard {
  /** Uncompressed size so far. */
  bytes(): number
  append(lines: Uint8Array, count: number): Promise<void>
  finish(): Promise<ClosedShard>
  close(): Promise<void>
}

async function openShard(options: JsonlShardsOptions, fileName: string): Promise<OpenShard> {
  const path = join(options.folder, fileName)
  const file = await openFile(path, 'wx').catch((cause: unknown) => {
    throw diskFailure(path, cause)
  })
  const output = startOutput({ file, path, hash: createHash('sha256'), bytesWritten: 0 })
  const blocks = cutBlocks(options.compression, output.write)
  let bytes = 0
  let records = 0

  return {
    bytes: () => bytes,
    async append(lines, count) {
      bytes += lines.length
      records += count
      await blocks.append(lines)
    },
    async finish() {
      await blocks.flush()
      await output.close()
      return { path, records, ...output.facts() }
    },
    close: () => file.close(),
  }
}

interface Output {
  readonly file: FileHandle
  readonly path: string
  readonly hash: Hash
  bytesWritten: number
}

/** Hashes a block while the one before it is on its way to the disk. */
function startOutput(output: Output) {
  const { file, path, hash } = output
  let writing: Promise<void> = Promise.resolve()

  async function writeAll(block: Uint8Array): Promise<void> {
    for (let from = 0; from < block.length;) from += writeSync(file.fd, block, from)
  }

  /** A failure shows with the next block, or when the file is closed. */
  async function settle(next?: () => Promise<void>): Promise<void> {
    await writing.catch((cause: unknown) => {
      throw diskFailure(path, cause)
    })
    if (!next) return
    writing = next()
    // Observed above; without this a failure that shows late would end the process.
    writing.catch(() => {})
  }

  return {
    /** The block must not change until the next call has come back. */
    async write(block: Uint8Array): Promise<void> {
      hash.update(block)
      output.bytesWritten += block.length
      await settle(() => writeAll(block))
    },
    async close(): Promise<void> {
      await settle(() => file.datasync())
      await settle(() => file.close())
    },
    facts: () => ({ bytes: output.bytesWritten, sha256: hash.digest('hex') }),
  }
}

interface BlockCutter {
  append(bytes: Uint8Array): Promise<void>
  flush(): Promise<void>
}

function cutBlocks(
  compression: Compression,
  write: (block: Uint8Array) => Promise<void>,
): BlockCutter {
  if (compression === 'none') return { append: write, flush: () => Promise.resolve() }
  const pending = Buffer.allocUnsafeSlow(BLOCK_BYTES)
  let filled = 0
  let hasBlocks = false
  const flush = async (): Promise<void> => {
    // A file of no bytes is neither a gzip nor a zstd file: nothing is a block of its own.
    if (filled === 0 && hasBlocks) return
    const block = pending.subarray(0, filled)
    filled = 0
    hasBlocks = true
    await write(await compressBlock(compression, block))
  }
  return {
    flush,
    async append(bytes) {
      for (let from = 0; from < bytes.length;) {
        const room = BLOCK_BYTES - filled
        const piece = bytes.subarray(from, from + room)
        pending.set(piece, filled)
        filled += piece.length
        from += piece.length
        if (filled === BLOCK_BYTES) await flush()
      }
    },
  }
}
