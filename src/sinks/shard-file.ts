import type { Disk, DiskFile } from '../disk/disk.js'
import { LoradexError } from '../kernel/error.js'
import { startDigest, type Digests, type RunningDigest } from '../kernel/running-digest.js'
import type { Compressor } from './compressor.js'
import { cutBlocks } from './cut-blocks.js'
import type { OpenShardState, ShardFacts } from './sink.js'

/** Read at a time to find the digest of what is there. */
const CHUNK_BYTES = 4 * 1024 * 1024

/** One file of lines that is being written. */
export interface ShardFile {
  /** Of the lines so far, before compression. */
  lineBytes(): number
  append(lines: Uint8Array, count: number): Promise<void>
  /** What was appended is written; to be called before `checkpoint`. */
  settle(): Promise<void>
  checkpoint(): { readonly state: OpenShardState; readonly durable: Promise<void> }
  /** The file is complete and on the disk. */
  finish(): Promise<ShardFacts>
  close(): Promise<void>
}

export interface ShardFileOptions {
  readonly disk: Disk
  readonly path: string
  /** Absent: lines are written as they are. */
  readonly compressor: Compressor | undefined
  readonly digests: Digests
}

export async function createShard(options: ShardFileOptions): Promise<ShardFile> {
  const file = await options.disk.open(options.path, 'new')
  const state = { records: 0, lineBytes: 0, fileBytes: 0 }
  return writeShard(file, startDigest(options.digests), { ...options, ...state })
}

/**
 * Goes on behind what an earlier run has written; whatever follows that is cut off.
 * @throws `export.damaged` when there is less.
 */
export async function reopenShard(
  state: OpenShardState,
  options: ShardFileOptions,
): Promise<ShardFile> {
  const { disk, path, digests } = options
  const file = await disk.open(path, 'any')
  try {
    const size = await file.size()
    if (size < state.fileBytes) throw cutShort(path, state.fileBytes, size)
    await file.truncate(state.fileBytes)
    const digest = startDigest(digests)
    if (digests !== 'none') await readInto(digest, file, state.fileBytes)
    const shard = writeShard(file, digest, { ...options, ...state })
    if (state.pending !== undefined) await shard.append(Buffer.from(state.pending, 'base64'), 0)
    return shard
  } catch (error) {
    await file.close()
    throw error
  }
}

function writeShard(
  file: DiskFile,
  digest: RunningDigest,
  { compressor, pending, ...start }: OpenShardState & ShardFileOptions,
): ShardFile {
  let { records, fileBytes } = start
  // What waits is appended once more.
  let lineBytes = start.lineBytes - (pending === undefined ? 0 : byteLengthOf(pending))
  let syncing: Promise<unknown> = Promise.resolve()

  async function write(block: Uint8Array): Promise<void> {
    digest.update(block)
    const at = fileBytes
    fileBytes += block.length
    await file.write(block, at)
  }

  const blocks = cutBlocks({ compressor, write, hasBlocks: fileBytes > 0 })

  return {
    lineBytes: () => lineBytes,
    async append(lines, count) {
      lineBytes += lines.length
      records += count
      await blocks.append(lines)
    },
    settle: blocks.settle,
    checkpoint() {
      const waiting = blocks.pending()
      const durable = file.sync()
      syncing = durable.catch(() => {})
      const state = { records, lineBytes, fileBytes }
      if (waiting.length === 0) return { state, durable }
      const text = Buffer.from(waiting).toString('base64')
      return { state: { ...state, pending: text }, durable }
    },
    async finish() {
      await blocks.flush()
      await file.sync()
      await syncing
      await file.close()
      const sha256 = digest.hex()
      return { records, bytes: fileBytes, ...(sha256 !== undefined && { sha256 }) }
    },
    async close() {
      await blocks.settle().catch(() => {})
      await syncing
      await file.close()
    },
  }
}

function byteLengthOf(base64: string): number {
  return Buffer.byteLength(base64, 'base64')
}

async function readInto(digest: RunningDigest, file: DiskFile, length: number): Promise<void> {
  for (let at = 0; at < length; at += CHUNK_BYTES) {
    digest.update(await file.read(at, Math.min(CHUNK_BYTES, length - at)))
  }
}

function cutShort(path: string, expected: number, seen: number): LoradexError {
  return new LoradexError('export.damaged', {
    message: `${path}: expected ${expected} bytes of the interrupted export, saw ${seen}`,
    details: { target: path },
    hint: 'Pass --restart to begin the export again.',
  })
}
