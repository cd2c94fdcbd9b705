import type { Disk, DiskFile } from '../disk/disk.js'
import type { Digests } from '../kernel/file-digests.js'
import { lengthOfPieces } from '../kernel/pieces.js'
import type { Compressor } from './compressor.js'
import { cutBlocks } from './cut-blocks.js'
import type { DigestThread } from './digest-thread.js'
import { cutShort, digestFile } from './file-digest.js'
import type { OpenShardState, ShardFacts } from './sink.js'

/** One file of lines that is being written. */
export interface ShardFile {
  /** Of the lines so far, before compression. */
  lineBytes(): number
  /** Lines so far. */
  records(): number
  append(lines: readonly Uint8Array[], count: number): Promise<void>
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
  /** Absent: digests are computed here. */
  readonly digestThread?: DigestThread | undefined
}

export async function createShard(options: ShardFileOptions): Promise<ShardFile> {
  const file = await options.disk.open(options.path, 'new')
  const state = { records: 0, lineBytes: 0, fileBytes: 0 }
  return writeShard(file, { ...options, ...state })
}

/**
 * Goes on behind what an earlier run has written; whatever follows that is cut off.
 * @throws `export.damaged` when there is less.
 */
export async function reopenShard(
  state: OpenShardState,
  options: ShardFileOptions,
): Promise<ShardFile> {
  const { disk, path } = options
  const file = await disk.open(path, 'any')
  try {
    const size = await file.size()
    if (size < state.fileBytes) throw cutShort(path, state.fileBytes, size)
    await file.truncate(state.fileBytes)
    const shard = writeShard(file, { ...options, ...state })
    if (state.pending) await shard.append([state.pending], 0)
    return shard
  } catch (error) {
    await file.close()
    throw error
  }
}

function writeShard(
  file: DiskFile,
  {
    path,
    compressor,
    digests,
    digestThread,
    pending,
    tree,
    ...start
  }: OpenShardState & ShardFileOptions,
): ShardFile {
  let { records, fileBytes } = start
  // What waits is appended once more.
  let lineBytes = start.lineBytes - (pending?.length ?? 0)
  const digested = { path, length: fileBytes, digests, from: tree }
  const digest = digestThread?.digest(digested) ?? digestFile(file, digested)
  let syncing: Promise<unknown> = Promise.resolve()

  async function write(pieces: readonly Uint8Array[]): Promise<void> {
    const at = fileBytes
    fileBytes += lengthOfPieces(pieces)
    await file.write(pieces, at)
    for (const piece of pieces) digest.add(piece)
  }

  const blocks = cutBlocks({ compressor, write, hasBlocks: fileBytes > 0 })

  return {
    lineBytes: () => lineBytes,
    records: () => records,
    async append(lines, count) {
      lineBytes += lengthOfPieces(lines)
      records += count
      await blocks.append(lines)
    },
    settle: blocks.settle,
    checkpoint() {
      const waiting = blocks.pending()
      const hashed = digest.state()
      const durable = file.sync()
      syncing = durable.catch(() => {})
      const state = {
        records,
        lineBytes,
        fileBytes,
        ...(waiting.length > 0 && { pending: new Uint8Array(waiting) }),
        ...(hashed && { tree: hashed }),
      }
      return { state, durable }
    },
    async finish() {
      await blocks.flush()
      await file.sync()
      await syncing
      const known = await digest.finish()
      await file.close()
      return { records, bytes: fileBytes, ...known }
    },
    async close() {
      await blocks.settle().catch(() => {})
      await digest.stop()
      await syncing
      await file.close()
    },
  }
}
