import type { SourcePart } from './source.js'

/** Tables that somebody else knows and reads, such as a cluster. */
export interface RemoteTables {
  describe(table: string): Promise<RemoteTable>
  /** As `describe` gives it, where parts are read that were planned elsewhere. */
  schema(): Promise<string>
  /** The next rows of the part, each behind its length in four bytes; none at the end of the part. */
  rows(part: SourcePart): Promise<Buffer>
}

interface RemoteTable {
  /** Names and types of the columns, as Spark writes them in JSON. */
  readonly schema: string
  /** Ranges of files, in the order in which rows are read. */
  readonly slices: readonly TableSlice[]
}

interface TableSlice {
  readonly path: string
  /** In bytes, half-open. */
  readonly start: number
  readonly end: number
  /** Of the file. */
  readonly bytes: number
  readonly mtime_ms: number
}
