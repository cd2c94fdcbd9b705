import type { RecordBatch } from '../records/record-batch.js'
import type { RemoteFiles } from './remote-files.js'

/** Where records come from. */
export interface Source {
  /** Written into the manifest, for example `jsonl:cases/*.jsonl`; never holds a secret. */
  readonly id: string
  /**
   * Checks that the source can be read and cuts it into ordered parts. The same input gives the
   * same parts. A source that can be read only once is first copied into `spoolFolder`.
   */
  plan(options: PlanOptions): Promise<readonly SourcePart[]>
  /**
   * What has come since an earlier export planned `before`: all its parts, of which `path` says nothing.
   * Absent where the source cannot tell.
   */
  planGrowth?(before: readonly SourcePart[], options: PlanOptions): Promise<Growth>
  /** Names of the fields of all records, where they are known once it is planned without reading any. */
  columns?(): readonly string[] | undefined
  /**
   * Yields every record of the part once, in input order, and the same bytes when read again.
   * Stops with the signal's reason before the next batch; releases everything when left early.
   */
  read(part: SourcePart, options?: ReadOptions): AsyncIterable<RecordBatch>
}

/** How a source differs from what it was. */
export interface Growth {
  /** Parts of what is new. */
  readonly added: readonly SourcePart[]
  /** Earlier parts as they lie now, by their ordinals: they have to give the same records again. */
  readonly toCompare: ReadonlyMap<number, SourcePart>
  /** What is no longer as it was, a line each: there is nothing to append then. */
  readonly changes: readonly string[]
}

/** A slice that can be read on its own, and again, in any thread. Plain data. */
export interface SourcePart {
  /** What locations call the input: `cases.jsonl`, `chinook.sqlite#tracks`. Parts of one input are neighbours. */
  readonly input: string
  /** Where to read: a path, or what else the source needs to find it. */
  readonly path: string
  /** Half-open range in the source's own unit: bytes, rows, row groups. */
  readonly start: number
  readonly end: number
  /** Which rows of a database they are, where a column tells what is new. */
  readonly keys?: KeyRange
  /** State of the input when it was planned; read fails with `source.changed` when it differs. */
  readonly snapshot?: FileSnapshot
  /** How much there is to read, where the source knows. For those who wait: it decides nothing. */
  readonly size?: PartSize
}

/** Rows by a column that only grows. Values are written as the source writes them. */
export interface KeyRange {
  /** Rows come after this value. @default all rows */
  readonly after?: string
  /** The greatest value; absent where there are no rows. */
  readonly upTo?: string
  /** Of all rows up to that one, those before `after` among them; absent where they may change. */
  readonly sum?: RowSum
}

/** Tells whether rows are what they were. */
export interface RowSum {
  readonly rows: number
  /** Over what the rows say, whatever their order. */
  readonly digest: string
}

/** Records, or bytes as they lie in the input: then batches say `inputBytes`. */
export interface PartSize {
  readonly amount: number
  readonly unit: 'bytes' | 'records'
}

export interface FileSnapshot {
  readonly bytes: number
  readonly mtimeMs: number
}

export interface PlanOptions {
  /** Aim for parts of so many bytes; the plan may not depend on anything else. @default 8 MiB */
  readonly partBytes?: number
  /** An existing empty folder of the caller's for copies; the caller removes it. */
  readonly spoolFolder: string
  readonly signal?: AbortSignal | undefined
  /** The caller reads no more records than this: a copy may end after them. @default all */
  readonly enoughRecords?: number
  /** Told what is odd about the input without being wrong, in a line each. */
  readonly onNote?: ((note: string) => void) | undefined
  /** Told from time to time while a copy is made; what it throws ends the planning. */
  readonly onSpool?: (copied: Copied) => void
  /** Told before each wait after which the source is asked again. */
  readonly onRetry?: (retry: Retry) => void
}

/** How far a copy has come. */
export interface Copied {
  readonly records: number
  readonly bytes: number
}

export interface Retry {
  readonly input: string
  /** Which try failed, from 1. */
  readonly attempt: number
  /** How long it waits now. */
  readonly waitMs: number
  /** What failed, in a few words without secrets. */
  readonly seen: string
}

export interface ReadOptions {
  /** How much to hold in memory at a time; a longer record makes its batch longer. @default 1 MiB */
  readonly batchBytes?: number
  /**
   * Memory to read so many bytes into. Once the caller is done with a batch, it may give the memory
   * that all of its bytes lie in away again. @default new memory
   */
  readonly takeMemory?: (bytes: number) => Buffer
  /** For paths that are URIs. @default those are refused */
  readonly remote?: RemoteFiles | undefined
  readonly signal?: AbortSignal | undefined
}
