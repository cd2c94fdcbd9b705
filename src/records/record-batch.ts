import type { Drop } from './verdict.js'

/** Consecutive records as bytes of JSON; nothing is parsed before someone asks. */
export interface RecordBatch {
  readonly bytes: Uint8Array
  /** Start and end of each record within `bytes`, in turn: two entries per record. */
  readonly spans: Uint32Array
  /** Line (for tables: row) of each record, counted from 0 at the start of the batch. */
  readonly lines: Uint32Array
  /** Lines (rows) that the batch covers, with the blank ones: the next batch starts after them. */
  readonly lineCount: number
  /** Byte position in the input of the first byte; absent when bytes have no position there. */
  readonly offset?: number
  /**
   * How much of the part's input had been read when the batch was made, as it lies in the file and
   * before decompression; it may run a little ahead. Absent when the source does not count bytes.
   */
  readonly inputBytes?: number
  /**
   * Records that the source itself must give up, by their index in the batch: a line over the
   * limit, a ragged CSV row. Their span is empty, or what there is of a record that is cut off.
   */
  readonly damaged?: ReadonlyMap<number, Drop>
}
