import { Buffer } from 'node:buffer'
import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'
import { BATCH_BYTES, MAX_RECORD_BYTES } from './limits.js'
import { LINE_FEED, lineTooLong } from './split-lines.js'

/** Collects rows into batches for sources that make the text of each record themselves. */
export interface RowBatcher {
  /** Adds a record, as text or as UTF-8 of allowed length, or one that was given up. */
  add(row: string | Uint8Array | Drop): void
  /** Whether the batch holds what it was meant to. */
  isFull(): boolean
  /** What was added since the last call, if anything: a batch that nobody else writes to. */
  take(): RecordBatch | undefined
}

/** UTF-8 needs at most so many bytes for a UTF-16 code unit. */
const BYTES_PER_UNIT = 3

export function rowBatcher(batchBytes: number = BATCH_BYTES): RowBatcher {
  let bytes = Buffer.allocUnsafeSlow(batchBytes)
  let length = 0
  let spans: number[] = []
  let damaged = new Map<number, Drop>()

  return {
    add(row) {
      const start = length
      const drop =
        row instanceof Uint8Array ? copy(row) : typeof row === 'string' ? write(row) : row
      if (drop !== undefined) damaged.set(spans.length / 2, drop)
      spans.push(start, length)
      if (length > start) bytes[length++] = LINE_FEED
    },

    isFull: () => length >= batchBytes || spans.length >= batchBytes,

    take() {
      if (spans.length === 0) return undefined
      const lineCount = spans.length / 2
      const batch = {
        bytes: bytes.subarray(0, length),
        spans: Uint32Array.from(spans),
        lines: Uint32Array.from({ length: lineCount }, (_, index) => index),
        lineCount,
        ...(damaged.size > 0 && { damaged }),
      }
      bytes = Buffer.allocUnsafeSlow(batchBytes)
      length = 0
      spans = []
      damaged = new Map()
      return batch
    },
  }

  function copy(record: Uint8Array): undefined {
    reserve(record.length + 1)
    bytes.set(record, length)
    length += record.length
  }

  function write(text: string): Drop | undefined {
    reserve(text.length * BYTES_PER_UNIT + 1)
    const written = bytes.write(text, length)
    if (written > MAX_RECORD_BYTES) return lineTooLong(written, MAX_RECORD_BYTES)
    length += written
    return undefined
  }

  function reserve(count: number): void {
    if (length + count <= bytes.length) return
    const larger = Buffer.allocUnsafeSlow(Math.max(length + count, bytes.length * 2))
    bytes.copy(larger, 0, 0, length)
    bytes = larger
  }
}
