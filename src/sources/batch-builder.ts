import type { RecordBatch } from '../records/record-batch.js'
import type { Drop } from '../records/verdict.js'

/** Collects records that lie one after the other in the same bytes, and are counted, not in lines. */
export interface BatchBuilder {
  readonly count: number
  add(start: number, end: number): void
  /** A record at that position that the source gives up. */
  drop(at: number, drop: Drop): void
  /** What has been collected from `bytes`, which begin at `offset`; nothing when there is nothing. */
  take(bytes: Uint8Array, offset: number | undefined): Iterable<RecordBatch>
}

export function batchBuilder(): BatchBuilder {
  let spans: number[] = []
  let damaged = new Map<number, Drop>()

  return {
    get count() {
      return spans.length / 2
    },
    add(start, end) {
      spans.push(start, end)
    },
    drop(at, drop) {
      damaged.set(spans.length / 2, drop)
      spans.push(at, at)
    },
    *take(bytes, offset) {
      const [first] = spans
      if (first === undefined) return
      const batch = {
        bytes: bytes.subarray(first, spans.at(-1)),
        spans: Uint32Array.from(spans, (position) => position - first),
        lines: Uint32Array.from({ length: spans.length / 2 }, (_, index) => index),
        lineCount: spans.length / 2,
        ...(offset !== undefined && { offset: offset + first }),
        ...(damaged.size > 0 && { damaged }),
      }
      spans = []
      damaged = new Map()
      yield batch
    },
  }
}
