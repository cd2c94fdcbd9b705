import type { FileDigests } from '../kernel/file-digests.js'
import type { TreeState } from '../kernel/tree-hash.js'

/** Where lines go. */
export interface Sink {
  /**
   * Appends whole lines, each with its line end, to a series: `train`, `validation`, `rejects`. Their
   * memory may change afterwards.
   */
  write(series: string, lines: LineBlock): Promise<void>
  /** What has been written so far. Further lines may be written before it is durable. */
  checkpoint(): Promise<SinkCheckpoint>
  /** Closes every shard: what was written is then complete and durable, under names of its own. */
  finish(): Promise<readonly Shard[]>
  /** Gives the shards the names that `finish` told. */
  seal(): Promise<void>
  /** Closes everything; may be called at any time, also after `finish`. */
  close(): Promise<void>
}

export interface LineBlock {
  /** The lines, one behind the other, in as many pieces of memory as they lie in. */
  readonly pieces: readonly Uint8Array[]
  /** Position behind the line end of each line, from the start of the first piece. */
  readonly ends: readonly number[] | Uint32Array
}

/** One output file, as the manifest lists it. */
export interface Shard extends ShardFacts {
  readonly file: string
  readonly series: string
}

export interface ShardFacts extends FileDigests {
  readonly records: number
  /** Size of the file. */
  readonly bytes: number
}

interface SinkCheckpoint {
  readonly state: SinkState
  /** Settled when all that `state` tells of is on the disk. */
  readonly durable: Promise<void>
}

/** All that a sink needs to go on where another one ended. Plain JSON and bytes. */
export type SinkState = Readonly<Record<string, SeriesState>>

export interface SeriesState {
  /** In the order of writing. */
  readonly closed: readonly ShardFacts[]
  readonly open?: OpenShardState
}

export interface OpenShardState {
  readonly records: number
  /** Of the lines, before compression. */
  readonly lineBytes: number
  /** Of the file. */
  readonly fileBytes: number
  /** Lines that wait to be compressed; only with compression. */
  readonly pending?: Uint8Array
  /** Of the file's leaves so far; only where that is its only digest. */
  readonly tree?: TreeState
}
